import { expect, it } from '@jest/globals';
import { v5 as uuidv5 } from 'uuid';
import { MemoryLog } from '#event-log/memory-log';
import type { ProjectCommand } from '#lifecycle/project/project.decider';
import { by, byRegister, draft, need, projectId } from '#lifecycle/project/project.fixture';
import { Commands } from './handle.ts';
import { projectKind } from './stream-kind.ts';

const trace = (name: string) => ({ commandId: uuidv5(name, uuidv5.URL), correlationId: uuidv5(name, uuidv5.URL) });
const found = [{ code: 'KCDP-2019-38-001', content: 'ND3b', planYear: 2019, matchedBy: 'tax-code' }] as const;

it('a registration said again is the same one, whatever the read models know of earlier support by now', async () => {
  const commands = new Commands(new MemoryLog(), { now: () => '2022-10-15T05:00:00.000Z' });
  const say = (name: string, command: ProjectCommand) =>
    commands.handle(projectKind, `project-${projectId}`, { command, trace: trace(name) });
  const registration: ProjectCommand = { ...byRegister('2021-04-10'), type: 'RegisterProject', draft };
  await say('survey', { ...by('2021-01-10', 'centre-officer'), type: 'SurveyNeed', need, outcome: 'recorded' });
  const first = await say('registration', registration);
  expect(await say('registration', { ...registration, earlierSupport: found })).toMatchObject({ revision: first.revision, replayed: true });
  await expect(say('registration', { ...registration, draft: { ...draft, title: 'Khác' } })).rejects.toMatchObject({
    code: 'command-id-reused',
  });
});
