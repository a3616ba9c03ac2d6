import type { ProjectCommand } from '#lifecycle/project/project.decider';
import type { DemoIdentity } from '../identity/demo-identity.ts';
import { plainOf } from './act-route.ts';
import type { SurveyNeedDto } from './proposal.dto.ts';

/** A survey opens a stream: as `If-Match`, that there is none. Who comes second to a code is told so. */
export const NO_PROJECT = -1;

/** The fields of a survey's command. */
export function surveyFields({ outcome, reason, cause, survey, ...need }: Omit<SurveyNeedDto, 'occurredOn'>) {
  const why = { reason: reason ?? '', ...(cause === undefined ? {} : { cause }) };
  const found = { ...(outcome === 'not-eligible' ? { outcome, ...why } : { outcome }), ...(survey === undefined ? {} : { survey }) };
  return { need, ...found };
}

/** The command that opens a project. */
export function surveyOf(body: SurveyNeedDto, projectId: string, { id: actor, role }: DemoIdentity): ProjectCommand {
  const { occurredOn, ...said } = plainOf(body) as SurveyNeedDto;
  return { type: 'SurveyNeed', projectId, occurredOn, actor, role, ...surveyFields(said) };
}
