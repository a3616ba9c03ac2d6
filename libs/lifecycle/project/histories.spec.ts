import { afterAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { definitionOf } from '#reference/definitions/definitions';
import { segregation } from '#reference/rules/segregation';
import { currentRules } from '../context.ts';
import type { Dong } from '../money.ts';
import { ACT_OF, DUTY_OF } from './case-file.ts';
import type { ProjectCommand } from './project.decider.ts';
import { project } from './project.decider.ts';
import type { ProjectEvent } from './project.events.ts';
import type { Project, Status } from './project.state.ts';
import type { Lived } from './random-history.fixture.ts';
import { type Life, live, outOf } from './whole-life.fixture.ts';

const SEED = 20_261_125;
const RUNS = 400;
/** Papers are a matter of their own; here every history would end at the first dossier. */
const context = { today: '2026-12-31', rules: { ...currentRules, dossierPapers: [] } };

/** The money of a project, told from its events alone; a reversal takes its event out. */
interface Ledger {
  readonly asked: Dong;
  readonly appraised: Dong;
  readonly approved: Dong;
  readonly early: Dong;
  readonly out: Dong;
  readonly accepted: Dong | null;
  readonly settled: Dong | null;
  readonly adjusted: boolean;
  readonly attested: boolean;
}

function ledger(lived: readonly Lived[]): Ledger {
  const undone = new Set(lived.flatMap(({ event }) => (event.type === 'ActReversed' ? [event.data.revision] : [])));
  let book: Ledger = {
    asked: 0,
    appraised: 0,
    approved: 0,
    early: 0,
    out: 0,
    accepted: null,
    settled: null,
    adjusted: false,
    attested: false,
  };
  lived.forEach(({ event }, revision) => {
    if (undone.has(revision)) return;
    book = entered(book, event);
    if ('attested' in event.data) book = { ...book, attested: true };
  });
  return book;
}

function entered(book: Ledger, event: ProjectEvent): Ledger {
  switch (event.type) {
    case 'ProjectDrafted':
    case 'ProjectRegistered':
      return { ...book, asked: event.data.supportRequested, appraised: event.data.supportRequested };
    case 'BaseAppraisalConcluded':
    case 'FinalAppraisalConcluded':
      return { ...book, appraised: event.data.amount ?? 0 };
    case 'ApprovedInPlan':
      return { ...book, approved: event.data.amount };
    case 'ApprovalAdjusted':
      return { ...book, approved: event.data.amount, adjusted: true };
    case 'AdvancePaid': {
      const { amount, tranche } = event.data;
      return { ...book, out: book.out + amount, early: tranche === 'remaining' ? book.early : book.early + amount };
    }
    case 'AdvanceRecovered':
      return { ...book, out: book.out - event.data.amount, early: book.accepted === null ? book.early - event.data.amount : book.early };
    case 'AcceptanceHeld':
      return event.data.result === 'not-accepted' ? book : { ...book, accepted: event.data.amount };
    case 'SettlementApproved':
      return { ...book, settled: event.data.amount };
    default:
      return book;
  }
}

/** How often each stage was reached, each act done, each event seen: a property over histories that never came there says nothing. */
const seen = { stages: new Map<string, number>(), acts: new Map<string, number>(), settled: 0, settledInPart: 0 };
const count = (where: Map<string, number>, what: string): void => void where.set(what, (where.get(what) ?? 0) + 1);

afterAll(() => {
  const stages = [...seen.stages].map(([stage, times]) => `${stage} ${times}`).join(', ');
  process.stdout.write(`histories: seed ${SEED}, ${RUNS} lives; reached ${stages}\n`);
});

const lives = fc.record({ seed: fc.integer(), wild: fc.constantFrom(0.05, 0.2, 0.2, 0.5, 0.9) });

describe('any history of all acts, from the survey on', () => {
  const told = new Map<string, Life>();
  const all = (holds: (life: Life) => void): void =>
    fc.assert(
      fc.property(lives, ({ seed, wild }) => {
        const key = `${seed} ${wild}`;
        const life = told.get(key) ?? live(seed, wild, context);
        told.set(key, life);
        holds(life);
      }),
      { numRuns: RUNS, seed: SEED },
    );

  it('is refused with a Refusal or accepted, and reaches every stage and act', () => {
    all(({ steps, end }) => {
      for (const stage of new Set(steps.map(({ after }) => after.status))) count(seen.stages, stage);
      for (const { command } of steps) count(seen.acts, command.type);
      if (end.status === 'settled') seen.settled++;
      if (end.status === 'settled' && (end.accepted ?? 0) > 0 && (end.accepted ?? 0) < end.approval.amount) seen.settledInPart++;
    });
    const { stages, transitions } = definitionOf('KCQG-1');
    expect(Object.keys(stages).filter((stage) => !seen.stages.has(stage))).toEqual([]);
    // There is one version of each graph so far: nothing can move to another.
    expect(transitions.map(({ act }) => act).filter((act) => !seen.acts.has(act))).toEqual(['MoveToDefinition']);
    expect(seen.settled).toBeGreaterThan(RUNS / 5);
    expect(seen.settledInPart).toBeGreaterThan(10);
  });

  it('keeps the money in order: settled ≤ accepted ≤ approved ≤ appraised ≤ asked for, nothing under 0', () =>
    all(({ lived }) => {
      const states = statesOf(lived);
      lived.forEach((_one, index) => {
        const book = ledger(lived.slice(0, index + 1));
        const event = lived[index]?.event.type;
        const faults = [...disorderIn(book), ...differences(book, states[index] as Project)];
        if (faults.length > 0) expect([index, event, ...faults]).toEqual([index, event]);
      });
    }));

  it('never advances over 70 % before acceptance (TTLT 26/2014 art. 8(2)b)', () =>
    all(({ steps }) => {
      for (const { after, events } of steps)
        if ('approval' in after && after.accepted === null && events.some(({ type }) => type === 'AdvancePaid'))
          expect(outOf(after) * 10).toBeLessThanOrEqual(after.approval.amount * 7);
    }));

  it('goes only along the stage graph, and every state explains its way in', () =>
    all(({ steps }) => {
      for (const { before, after, command, events } of steps) goesAlong(before, after, command, events);
    }));

  it('is the same read back from what was stored', () =>
    all(({ lived, end }) => {
      const stored = JSON.parse(JSON.stringify(lived)) as readonly Lived[];
      expect(stored.reduce((state, { event, happened }) => project.evolve(state, event, happened), project.initial)).toEqual(end);
    }));

  it('stands after a reversal as before the act, but for its file and day', () => {
    let reversals = 0;
    all(({ lived }) => {
      const states = statesOf(lived);
      lived.forEach(({ event }, index) => {
        if (event.type !== 'ActReversed') return;
        reversals++;
        expect(Object.keys(ACT_OF)).toContain(event.data.reversed);
        expect(lived[event.data.revision]?.event.type).toBe(event.data.reversed);
        expect(apart(states[index] as Project)).toEqual(apart(states[event.data.revision - 1] as Project));
      });
    });
    expect(reversals).toBeGreaterThan(20);
  });

  it('never has one person do two duties that are kept apart', () => {
    let pairs = 0;
    all(({ lived }) => {
      const duties = new Map<string, Set<string>>();
      for (const { event, happened } of lived) {
        const duty = DUTY_OF[event.type];
        if (duty === undefined || happened.actor.startsWith('import:')) continue;
        duties.set(happened.actor, (duties.get(happened.actor) ?? new Set()).add(duty));
      }
      for (const { one, other } of segregation)
        for (const did of duties.values()) {
          pairs++;
          if (did.has(one) && did.has(other)) expect([...did]).toEqual(['never', one, 'with', other]);
        }
    });
    expect(pairs).toBeGreaterThan(RUNS);
  });
});

function disorderIn({ asked, appraised, approved, early, out, accepted, settled, adjusted, attested }: Ledger): readonly string[] {
  const faults: Readonly<Record<string, boolean>> = {
    'under 0': Math.min(asked, appraised, approved, early, out, accepted ?? 0, settled ?? 0) < 0,
    'appraised over asked': appraised > asked,
    'approved over appraised': !adjusted && approved > appraised,
    'accepted over approved': (accepted ?? 0) > approved,
    'out over approved': out > approved,
    'settled over accepted': (settled ?? 0) > (accepted ?? 0),
    // A register is taken as it is; what Tiendo saw itself balances.
    'settled is not what is out': settled !== null && !attested && out !== settled,
  };
  return Object.keys(faults).filter((fault) => faults[fault]);
}

/** Where the state does not say what the events say. */
function differences(book: Ledger, state: Project): readonly string[] {
  if (!('approval' in state)) return [];
  const { counterpart, totalCost, supportRequested } = state.draft;
  const faults: Readonly<Record<string, boolean>> = {
    approved: state.approval.amount !== book.approved,
    out: outOf(state) !== book.out,
    accepted: state.accepted !== book.accepted,
    counterpart: counterpart < 0 || counterpart !== totalCost - supportRequested,
  };
  return Object.keys(faults).filter((fault) => faults[fault]);
}

function statesOf(lived: readonly Lived[]): readonly Project[] {
  let state: Project = project.initial;
  return lived.map(({ event, happened }) => (state = project.evolve(state, event, happened)));
}

function apart(state: Project): object {
  const { since: _since, file: _file, ...rest } = state as Project & { since?: string; file?: object };
  return rest;
}

function goesAlong(before: Project, after: Project, command: ProjectCommand, events: readonly ProjectEvent[]): void {
  if (after.status === 'absent') throw new Error('nothing leads back to nothing');
  const transition = definitionOf(after.file.definition).transitions.find(({ act }) => act === command.type);
  const from: readonly Status[] = [
    ...(transition?.from ?? []),
    ...(command.attested === undefined ? [] : (transition?.fromAttested ?? [])),
  ];
  if (!from.includes(before.status)) expect([command.type, ...from]).toEqual([command.type, before.status]);
  if (after.status === before.status) return;
  const [reversal] = events.flatMap((event) => (event.type === 'ActReversed' ? [event.data.status] : []));
  const to: readonly string[] = reversal === undefined ? (transition?.to ?? []) : [reversal];
  if (!to.includes(after.status)) expect([command.type, ...to]).toEqual([command.type, after.status]);
}
