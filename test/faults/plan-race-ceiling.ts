import { planKind } from '#commands/stream-kind';
import type { EventLog } from '#event-log/event-log';
import type { PlanDecided } from '#lifecycle/plan/plan.events';
import { commandId } from '../load/command-work.ts';
import { allocate, AMOUNT, proposed } from './plan-race.ts';
import type { Race } from './proof-result.ts';
import { RaceHandlers } from './race-handlers.ts';

const HANDLERS = 5;
/** Decisions that race, each for a project of its own, and how many of them the allocation has money for. */
export const WANTED = 50;
export const FITTING = 10;
const ALLOCATION = FITTING * AMOUNT + AMOUNT / 2;

/**
 * Many decisions on one plan whose money is enough for a few of the projects, through handlers that know nothing of each other: the
 * allocation is never exceeded, as many are funded as fit, and whoever was told that it funds a project does.
 * @param name tells the plans of one log apart
 * @returns the number of commands that raced
 */
export async function raceCeiling(log: EventLog, name: string, { random, findings }: Race): Promise<number> {
  const handlers = new RaceHandlers(log, HANDLERS);
  const stream = `plan-KCQG-${name}`;
  await allocate(handlers, stream, ALLOCATION);
  const answers = await Promise.all(
    Array.from({ length: WANTED }, (_, index) => handlers.ask(random() * HANDLERS, planKind, stream, [decision(stream, index)])),
  );
  const funded = await fundedIn(log, stream);
  const sum = funded.length * AMOUNT;
  if (sum > ALLOCATION) findings.add('violations', `${stream}: ${sum} is funded of ${ALLOCATION}`);
  if (funded.length < FITTING) findings.add('violations', `${stream}: ${funded.length} funded, ${FITTING} would fit`);
  if (new Set(funded).size < funded.length) findings.add('doubled', `${stream}: a project is funded twice`);
  for (const [index, answer] of answers.entries()) {
    const there = funded.includes(project(stream, index));
    if (answer === 'done' && !there) findings.add('lost', `${stream}: project ${index} was told that it is funded`);
    if (answer === 'refused' && there) findings.add('violations', `${stream}: project ${index} is funded and was told otherwise`);
  }
  return WANTED;
}

const project = (stream: string, index: number): string => commandId(`${stream} member ${index}`);

function decision(stream: string, index: number) {
  const command = {
    type: 'DecidePlan' as const,
    source: 'KCQG' as const,
    year: 2022,
    province: null,
    decisionNo: `${100 + index}/QĐ-BCT`,
    items: [{ project: project(stream, index), code: `KCQG-2022-38-${100 + index}`, amount: AMOUNT, facts: proposed }],
    leftOut: [],
    actor: 'u-minister',
    role: 'ministry-leader' as const,
    occurredOn: '2022-01-20',
  };
  return { command, trace: { commandId: commandId(`${stream} ${index}`), correlationId: commandId(`${stream} ${index}`) } };
}

async function fundedIn(log: EventLog, stream: string): Promise<readonly string[]> {
  const events = await log.readStream(stream);
  return events.flatMap(({ type, data }) =>
    type === 'PlanDecided' ? (data as unknown as PlanDecided).items.map((item) => item.project) : [],
  );
}
