import { expect, it } from '@jest/globals';
import { v5 as uuidv5 } from 'uuid';
import { MemoryLog } from '#event-log/memory-log';
import type { ProjectCommand } from '#lifecycle/project/project.decider';
import type { DeclineFollowUp } from '#lifecycle/project/decline-follow-up';
import { by, byRegister, draft, need, plan, projectId } from '#lifecycle/project/project.fixture';
import { Commands } from './handle.ts';
import { projectKind } from './stream-kind.ts';

const trace = (name: string) => ({ commandId: uuidv5(name, uuidv5.URL), correlationId: uuidv5(name, uuidv5.URL) });
const found = [{ code: 'KCDP-2019-38-001', content: 'ND3b', planYear: 2019, matchedBy: 'tax-code' }] as const;

const begun = () => {
  const commands = new Commands(new MemoryLog(), { now: () => '2022-10-15T05:00:00.000Z' });
  return (name: string, command: ProjectCommand | DeclineFollowUp) =>
    commands.handle(projectKind, `project-${projectId}`, { command, trace: trace(name) });
};
const survey: ProjectCommand = { ...by('2021-01-10', 'centre-officer'), type: 'SurveyNeed', need, outcome: 'recorded' };

it('a registration said again is the same one, whatever the read models know of earlier support by now', async () => {
  const say = begun();
  const registration: ProjectCommand = { ...byRegister('2021-04-10'), type: 'RegisterProject', draft };
  await say('survey', survey);
  const first = await say('registration', registration);
  expect(await say('registration', { ...registration, earlierSupport: found })).toMatchObject({ revision: first.revision, replayed: true });
  await expect(say('registration', { ...registration, draft: { ...draft, title: 'Khác' } })).rejects.toMatchObject({
    code: 'command-id-reused',
  });
});

it('a follow-up declined again is the same one, whatever the reason that is seen by now', async () => {
  const say = begun();
  await say('survey', survey);
  const decided = { asked: 'ApproveInPlan', decidedBy: trace('decision').commandId, stream: plan, document: '1/QĐ' } as const;
  const actor = { projectId, actor: 'follow-up:u-minister', occurredOn: '2021-12-20' };
  const decline: DeclineFollowUp = { type: 'DeclineFollowUp', ...actor, ...decided, reason: 'illegal-transition' };
  const first = await say('follow-up', decline);
  expect(await say('follow-up', { ...decline, reason: 'date-order' })).toMatchObject({ revision: first.revision, replayed: true });
  await expect(say('follow-up', { ...decline, document: '2/QĐ' })).rejects.toMatchObject({ code: 'command-id-reused' });
});
