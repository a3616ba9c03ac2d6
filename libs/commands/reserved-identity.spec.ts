import { expect, it } from '@jest/globals';
import { MemoryLog } from '#event-log/memory-log';
import { Commands } from './handle.ts';
import { RunContract, RunContractHandler } from './contract.handler.ts';
import { RunPlan, RunPlanHandler } from './plan.handler.ts';
import { RunProject, RunProjectHandler } from './project.handler.ts';

const trace = { commandId: '11111111-1111-4111-8111-111111111111', correlationId: '11111111-1111-4111-8111-111111111111' };
const log = new MemoryLog();
const path = (): Commands => commands;
const commands = new Commands(log);
type Names = { readonly actor: string; readonly delegatedBy?: string };

/** The same attempt at each way in for persons. */
const attempts = {
  project: (names: Names) =>
    new RunProjectHandler(path).execute(
      new RunProject(
        { type: 'AddNote', projectId: 'p-1', occurredOn: '2022-01-01', about: 'record', text: 'x', audience: 'internal', ...names },
        trace,
        undefined,
      ),
    ),
  plan: (names: Names) =>
    new RunPlanHandler(path).execute(
      new RunPlan(
        'plan-KCQG-2022',
        { type: 'ConfirmTaken', occurredOn: '2022-01-01', decisionNo: '1', project: 'p-1', code: 'c', ...names },
        trace,
        undefined,
      ),
    ),
  contract: (names: Names) =>
    new RunContractHandler(path).execute(
      new RunContract(
        'contract-c-1',
        { type: 'DropMember', occurredOn: '2022-01-01', project: 'p-1', code: 'c', reason: 'x', ...names },
        trace,
        undefined,
      ),
    ),
};

it.each(Object.keys(attempts) as (keyof typeof attempts)[])('nobody speaks to a %s as one of the system’s own programs', async (to) => {
  for (const actor of ['follow-up:u-minister', 'import:register.csv'])
    await expect(attempts[to]({ actor })).rejects.toMatchObject({ code: 'reserved-identity', facts: { actor } });
  await expect(attempts[to]({ actor: 'u-1', delegatedBy: 'follow-up:u-2' })).rejects.toMatchObject({
    code: 'reserved-identity',
    facts: { actor: 'follow-up:u-2' },
  });
  expect(await log.head()).toBeNull();
});

it('a person is judged by the rules', async () => {
  await expect(attempts.project({ actor: 'u-1' })).rejects.toMatchObject({ code: 'project-not-found' });
  await expect(attempts.plan({ actor: 'u-1' })).rejects.toMatchObject({ code: 'not-your-role' });
  await expect(attempts.contract({ actor: 'u-1' })).rejects.toMatchObject({ code: 'not-your-role' });
});
