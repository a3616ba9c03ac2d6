import { ActCommands } from '../acts/act-commands.ts';
import type { DatedDto } from '../acts/dated.dto.ts';
import { projectActs, type SayableAct } from '../acts/project-acts.ts';
import { projectToOpen } from '../acts/project-to-open.ts';
import { SurveyNeedDto } from '../acts/proposal.dto.ts';
import { surveyOf } from '../acts/survey.ts';
import { identityOf } from '../identity/demo-identity.ts';
import type { Storage } from '../storage/storage.ts';
import type { ActTable, BatchAct } from './act-table.ts';

/** Every act that may be said to a project, and the survey that opens one. */
export const actTableOf = (storage: Storage, acts: ActCommands): ActTable =>
  new Map([
    ['projects', survey(storage)],
    ...(Object.keys(projectActs) as SayableAct[]).map((type) => [projectActs[type].path, saying(type, acts)] as const),
  ]);

const saying = (type: SayableAct, acts: ActCommands): BatchAct => ({
  body: projectActs[type].body,
  toCommand: ({ projectId, body, headers }) => acts.commandOf(type, { projectId, body: body as DatedDto, identity: identityOf(headers) }),
});

const survey = (storage: Storage): BatchAct => ({
  body: SurveyNeedDto,
  opens: (body, commandId) => projectToOpen((body as SurveyNeedDto).code, commandId, storage),
  toCommand: async ({ projectId, body, headers }) => surveyOf(body as SurveyNeedDto, projectId, identityOf(headers)),
});
