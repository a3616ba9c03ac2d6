import { Refusal } from '#lifecycle/refusal';
import { findProject } from '#read-models/projects/list-projects';
import { demoIdentity } from '../identity/demo-identity.ts';
import { SurveyNeedDto } from '../projects/survey-need.dto.ts';
import { WithdrawProjectDto } from '../projects/withdraw-project.dto.ts';
import { Storage } from '../storage/storage.ts';
import type { ActTable, BatchAct } from './act-table.ts';

const withdrawal: BatchAct = {
  body: WithdrawProjectDto,
  opens: false,
  toCommand: async ({ projectId, body }) => {
    const { occurredOn, reason } = body as WithdrawProjectDto;
    return { type: 'WithdrawProject', projectId, occurredOn, actor: demoIdentity.id, reason };
  },
};

/** The acts that there are. */
export const actTableOf = (storage: Storage): ActTable =>
  new Map([
    ['projects', survey(storage)],
    ['withdrawal', withdrawal],
  ]);

const survey = (storage: Storage): BatchAct => ({
  body: SurveyNeedDto,
  opens: true,
  toCommand: async ({ projectId, body }) => {
    const { occurredOn, outcome, reason, ...fields } = body as SurveyNeedDto;
    const holder = findProject(storage.db, fields.code);
    if (holder !== null && holder.id !== projectId) throw new Refusal('project-exists', { project: fields.code, status: holder.stage });
    const need = { ...fields, province: { ...fields.province }, beneficiary: { ...fields.beneficiary } };
    const found = outcome === 'not-eligible' ? { outcome, reason: reason ?? '' } : { outcome };
    return { type: 'SurveyNeed', projectId, occurredOn, actor: demoIdentity.id, need, ...found };
  },
});
