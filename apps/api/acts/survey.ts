import type { ProjectCommand } from '#lifecycle/project/project.decider';
import type { DemoIdentity } from '../identity/demo-identity.ts';
import { plainOf } from './act-route.ts';
import type { SurveyNeedDto } from './proposal.dto.ts';
import { surveyFields } from './survey-fields.ts';

/** A survey opens a stream: as `If-Match`, that there is none. Who comes second to a code is told so. */
export const NO_PROJECT = -1;

/** The command that opens a project. */
export function surveyOf(body: SurveyNeedDto, projectId: string, { id: actor, role }: DemoIdentity): ProjectCommand {
  const { occurredOn, ...said } = plainOf(body) as SurveyNeedDto;
  return { type: 'SurveyNeed', projectId, occurredOn, actor, role, ...surveyFields(said) };
}
