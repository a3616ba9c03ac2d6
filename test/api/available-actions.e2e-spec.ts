import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BatchAnswer, BatchOutcome } from '#contracts/batch';
import type { Problem } from '#contracts/problem';
import type { ActionOffered, ProjectResource } from '#contracts/projects';
import type { Reference } from '#contracts/reference';
import type { Role } from '#reference/roles';
import { Caller } from './caller.ts';
import { examples } from './examples.ts';
import { newDataDir, removeDataDir, Served } from './served.ts';
import { machine } from './walk-through/stories.ts';
import { Walker } from './walk-through/walker.ts';

/** Whoever may do most at one stage or another, and two who may do next to nothing. */
const ROLES: readonly Role[] = [
  'centre-officer',
  'appraisal-officer',
  'department-leader',
  'agency-leader',
  'agency-accountant',
  'ministry-leader',
  'supervisor',
];
/** A refusal for what an act is and not for what its body says: an act that meets it must not be offered. */
function isOfFrame({ code, facts = {} }: Problem): boolean {
  if (code === 'illegal-transition') return 'allowed' in facts;
  if (code === 'date-order') return facts['field'] === 'occurredOn' && 'since' in facts;
  return ['not-your-role', 'segregation', 'in-the-future'].includes(code);
}

const dataDir = newDataDir();
let api: Served & { readonly url: string };
let caller: Caller;
let today: string;
beforeAll(async () => {
  api = await Served.start([], { TIENDO_DATA: dataDir, TIENDO_RATE_MAX: '0' });
  caller = new Caller(api.url);
  ({ today } = (await caller.get<Reference>('reference')).body);
}, 120_000);
afterAll(async () => {
  await api.stop();
  removeDataDir(dataDir);
});

const bodies = examples();

/** What saying it would be answered now; nothing is written. */
async function tried(project: string, etag: string, { address }: ActionOffered, who: Role): Promise<BatchOutcome> {
  const act = address.split('/').at(-1) ?? '';
  const body = { ...bodies[`/api/v1/projects/{project}/${act}`]?.value, occurredOn: today };
  const items = [{ project, act, ifMatch: etag, commandId: randomUUID(), body }];
  const told = await caller.post<BatchAnswer>('commands/batch?dryRun=true', who, { items });
  const [outcome] = told.body.items;
  if (outcome === undefined) throw new Error(`${act} is no act of a batch`);
  return outcome;
}

/** In words; null: it is answered as it is offered. */
function disagreement({ act, allowed, why }: ActionOffered, { answer, problem }: BatchOutcome): string | null {
  if (allowed) return problem !== null && isOfFrame(problem) ? `${act} is offered, and ${problem.code} when said` : null;
  // An effect that holds already is said twice and true once, whoever says it.
  if (answer !== null) return answer.events === 0 ? null : `${act} is not offered for ${why?.code}, and taken when said`;
  return problem?.code === why?.code ? null : `${act} is not offered for ${why?.code}, and ${problem?.code} when said`;
}

/** Acts that are offered otherwise than they are answered, in words. */
async function disagreements(project: string, stage: string): Promise<{ readonly compared: number; readonly found: readonly string[] }> {
  const found: string[] = [];
  let compared = 0;
  for (const who of ROLES) {
    const { body, headers } = await caller.get<ProjectResource>(`projects/${project}`, who);
    for (const offered of body.availableActions ?? []) {
      compared += 1;
      const wrong = disagreement(offered, await tried(project, headers.get('etag') ?? '', offered, who));
      if (wrong !== null) found.push(`${stage}, ${who}: ${wrong}`);
    }
  }
  return { compared, found };
}

describe('what the record offers', () => {
  it('is what saying it is answered, at every stage of the walk-through, for each of seven persons', async () => {
    const walker = new Walker(api.url);
    const stages: string[] = [];
    const found: string[] = [];
    let compared = 0;
    const steps = machine.steps.filter(({ refused }) => refused === undefined);
    for await (const { step, problem } of walker.walk({ ...machine, steps })) {
      expect([step.to, problem]).toEqual([step.to, null]);
      if (step.stage === undefined) continue;
      const { id, stage } = await walker.record();
      const answer = await disagreements(id, stage);
      stages.push(stage);
      compared += answer.compared;
      found.push(...answer.found);
    }
    expect(found).toEqual([]);
    expect(stages).toEqual(
      expect.arrayContaining(['surveyed', 'draft', 'registered', 'returned', 'submitted', 'in-plan', 'executing', 'settled']),
    );
    process.stdout.write(`available actions: ${compared} offers compared with what saying them is answered\n`);
    expect(compared).toBeGreaterThan(3_000);
  }, 180_000);
});
