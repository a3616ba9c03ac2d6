import { Refusal } from '#lifecycle/refusal';
import type { ProjectCommand } from '#lifecycle/project/project.decider';
import { holderOf } from '#read-models/projects/list-projects';
import type { DemoIdentity } from '../identity/demo-identity.ts';
import type { Storage } from '../storage/storage.ts';
import { plainOf } from './act-route.ts';
import type { SurveyNeedDto } from './proposal.dto.ts';

/**
 * The command that opens a project. The rules of one project cannot see another: who has the code is a question to the list.
 * @throws Refusal `project-exists`
 */
export function surveyOf(body: SurveyNeedDto, projectId: string, { id: actor, role }: DemoIdentity, storage: Storage): ProjectCommand {
  const { occurredOn, outcome, reason, cause, survey, ...need } = plainOf(body) as SurveyNeedDto;
  const holder = holderOf(storage.db, need.code);
  if (holder !== null && holder.id !== projectId) throw new Refusal('project-exists', { project: need.code, status: holder.stage });
  const opened = storage.opened.idOf(need.code);
  if (opened !== undefined && opened !== projectId) throw new Refusal('project-exists', { project: need.code, status: 'surveyed' });
  const why = { reason: reason ?? '', ...(cause === undefined ? {} : { cause }) };
  const found = { ...(outcome === 'not-eligible' ? { outcome, ...why } : { outcome }), ...(survey === undefined ? {} : { survey }) };
  return { type: 'SurveyNeed', projectId, occurredOn, actor, role, need, ...found };
}
