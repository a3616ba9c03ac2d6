import { planKind } from '#commands/stream-kind';
import type { EventLog } from '#event-log/event-log';
import type { ProjectFacts } from '#lifecycle/plan/plan.commands';
import type { PlanDecided } from '#lifecycle/plan/plan.events';
import { commandId } from '../load/command-work.ts';
import type { Race } from './proof-result.ts';
import { type Answer, RaceHandlers } from './race-handlers.ts';

const HANDLERS = 3;
/** Decisions that each want to fund the same project: the plan may take one of them. */
const RIVALS = 3;
const STREAM = 'plan-KCQG-2022';
/** đồng for each project */
export const AMOUNT = 300_000_000;

/** What a project of the race says of itself. */
export const proposed: ProjectFacts = {
  proposedAmount: AMOUNT,
  supported: { source: 'KCQG', content: 'ND3b', totalCost: 2 * AMOUNT, outputPlanned: 1 },
  appraisedBy: ['u-appraiser'],
  since: '2022-01-10',
};

/** Gives a plan its money, before the race. */
export async function allocate(handlers: RaceHandlers, stream: string, amount: number): Promise<void> {
  const command = {
    type: 'AllocatePlan' as const,
    source: 'KCQG' as const,
    year: 2022,
    province: null,
    amount,
    document: '100/QĐ-BCT',
    legalBasis: 'NĐ 45/2012/NĐ-CP, art. 14',
    actor: 'u-agency',
    role: 'agency-leader' as const,
    occurredOn: '2022-01-02',
  };
  const trace = { commandId: commandId(`${stream} allocation`), correlationId: commandId(`${stream} allocation`) };
  await handlers.ask(0, planKind, stream, [{ command, trace }]);
}

/**
 * Rival decisions fund the same projects in one plan, through handlers that know nothing of each other: each project is funded by
 * exactly one of them, and by one that was told so.
 * @returns the number of commands that raced
 */
export async function racePlan(log: EventLog, projects: number, { random, findings }: Race): Promise<number> {
  const handlers = new RaceHandlers(log, HANDLERS);
  await allocate(handlers, STREAM, projects * AMOUNT);
  const wanted = Array.from({ length: projects }, (_, project) =>
    Array.from({ length: RIVALS }, (_, rival) => ({ project, rival })),
  ).flat();
  const answers = await Promise.all(
    wanted.map(async ({ project, rival }) => ({ project, rival, answer: await decide(handlers, random() * HANDLERS, { project, rival }) })),
  );
  const funded = await fundedBy(log);
  for (let project = 0; project < projects; project++) {
    const decisions = funded.get(projectId(project)) ?? [];
    const told = answers.filter((one) => one.project === project && one.answer === 'done');
    if (decisions.length > 1) findings.add('doubled', `project ${project} is funded by ${decisions.join(', ')}`);
    if (told.length > decisions.length) findings.add('lost', `project ${project}: ${told.length} were told that they fund it`);
    if (told.length === 0) findings.add('violations', `project ${project}: every rival was refused`);
    if (decisions.length === 1 && told.some(({ rival }) => decisionNo(rival) !== decisions[0]))
      findings.add('violations', `project ${project}: the wrong rival was told that it won`);
  }
  return wanted.length;
}

const projectId = (project: number): string => commandId(`plan member ${project}`);
const decisionNo = (rival: number): string => `${100 + rival}/QĐ-BCT`;

function decide(
  handlers: RaceHandlers,
  who: number,
  { project, rival }: { readonly project: number; readonly rival: number },
): Promise<Answer> {
  const code = `KCQG-2022-38-${String(project + 1).padStart(3, '0')}`;
  const command = {
    type: 'DecidePlan' as const,
    source: 'KCQG' as const,
    year: 2022,
    province: null,
    decisionNo: decisionNo(rival),
    items: [{ project: projectId(project), code, amount: AMOUNT, facts: proposed }],
    leftOut: [],
    actor: `u-rival-${rival}`,
    role: 'ministry-leader' as const,
    occurredOn: '2022-01-20',
  };
  const trace = { commandId: commandId(`plan ${project} ${rival}`), correlationId: commandId(`plan correlation ${project}`) };
  return handlers.ask(who, planKind, STREAM, [{ command, trace }]);
}

async function fundedBy(log: EventLog): Promise<ReadonlyMap<string, readonly string[]>> {
  const funded = new Map<string, string[]>();
  for (let from = 0; ;) {
    const events = await log.readStream(STREAM, { from });
    for (const { type, data } of events) {
      if (type !== 'PlanDecided') continue;
      const { decisionNo: by, items } = data as unknown as PlanDecided;
      for (const { project } of items) funded.set(project, [...(funded.get(project) ?? []), by]);
    }
    const last = events.at(-1);
    if (last === undefined) return funded;
    from = last.revision + 1;
  }
}
