import { describe, expect, it } from '@jest/globals';
import { DEADLINE_KINDS, type DeadlineKind } from '#reference/rules/deadline-kinds';
import { PAUSE_REASONS, type PauseReasonCode } from '#reference/rules/pauses';
import type { Past } from '#testkit/scenario';
import { plainWeek } from '../calendar/plain-week.ts';
import { currentRules, type RuleBook } from '../context.ts';
import type { ProjectEvent } from '../project/project.events.ts';
import {
  aside,
  confirmed,
  draft,
  localNeed,
  lodged,
  need,
  on,
  register,
  requested,
  signed,
  upTo,
  withNeed,
} from '../project/project.fixture.ts';
import { lastAcceptanceOf } from './contract-acceptance.ts';
import type { Obligation, ObligationKind, PauseReason } from './obligation.ts';
import { nextTurn, obligationsOf } from './obligations.ts';
import { trackOf } from './tracked.fixture.ts';

type History = readonly Past<ProjectEvent>[];
interface Told {
  readonly rules?: RuleBook;
  readonly lastAcceptance?: string | null;
}

function owed(past: History, today: string, { rules = currentRules, lastAcceptance = null }: Told = {}): readonly Obligation[] {
  return obligationsOf(trackOf(past), { rules, calendar: plainWeek, today, lastAcceptance });
}
/** key: first day → last day, left, holder, money; what an answer is mostly asked for. */
const told = (past: History, today: string, more: Told = {}): readonly string[] =>
  owed(past, today, more).map(({ key, startedOn, due, left, holder, vnd, paused }) =>
    [`${key}:`, startedOn, '→', due, left, holder, ...(vnd === null ? [] : [vnd]), ...(paused ? ['paused'] : [])].join(' '),
  );
const one = (key: string, past: History, today: string, more: Told = {}): Obligation | undefined =>
  owed(past, today, more).find((obligation) => obligation.key === key);

const completed = on('2021-04-28', 'centre-officer', { type: 'DossierCompleted', data: { round: 1, answers: [] } });

describe('a proposal of KCQG', () => {
  it('owes no registration day at the Sở since the wording of 2018 names none; a row that says so is kept to', () => {
    expect(told(upTo.draft, '2021-03-05')).toEqual([]);
    const [row] = currentRules.terms;
    const guided = { ...row, id: 'guided', from: '2020-01-01', to: null } as (typeof currentRules.terms)[number];
    expect(told(upTo.draft, '2021-03-05', { rules: { ...currentRules, terms: [guided] } })).toEqual([
      'registration: 2021-01-10 → 2021-05-20 76 centre',
    ]);
  });

  it('once registered is appraised within 15 working days, and is at the Cục by 20 June', () =>
    expect(told(upTo.registered, '2021-04-20')).toEqual([
      'submission: 2021-04-10 → 2021-06-20 61 department',
      'base-appraisal: 2021-04-10 → 2021-04-30 8 department',
    ]));

  it('of a register owes no submission: it has no column for one', () => {
    const attested = on('2021-04-10', 'centre-officer', { type: 'ProjectRegistered', data: { ...draft, attested: register } });
    expect(told([...upTo.draft, attested], '2021-04-20')).toEqual(['base-appraisal: 2021-04-10 → 2021-04-30 8 department']);
  });

  it('returned stands still for the appraiser and runs for the unit', () =>
    expect(told(upTo.returned, '2021-04-26')).toEqual([
      'submission: 2021-04-10 → 2021-06-20 55 department',
      'base-appraisal: 2021-04-10 → 2021-05-07 9 centre paused',
      'dossier-completion:1: 2021-04-20 → 2021-05-04 6 centre',
    ]));

  it('completed goes on where it stood, and says how long it stood', () =>
    expect(one('base-appraisal', [...upTo.returned, completed], '2021-05-07')).toEqual({
      key: 'base-appraisal',
      kind: 'base-appraisal',
      startedOn: '2021-04-10',
      startedBy: { eventId: 'e-2', actor: 'u-centre-officer' },
      due: '2021-05-10',
      unit: 'working',
      given: 15,
      used: 14,
      left: 1,
      pauses: [{ from: '2021-04-20', to: '2021-04-28', reason: 'dossier-returned', document: null }],
      paused: false,
      calendar: 'plain-week',
      holder: 'department',
      vnd: null,
      rule: { id: 'term-base-appraisal', legalBasis: 'Tiendo, configurable: 15 working days', status: 'unverified' },
    }));

  it('that goes back to the base appraisal is appraised there from the start', () => {
    const again: History = [
      ...upTo.submitted,
      on('2021-06-20', 'agency-officer', { type: 'DossierReturned', data: { round: 2, items: [] } }),
      on('2021-06-30', 'centre-officer', { type: 'DossierCompleted', data: { round: 2, answers: [], backTo: 'registered' } }),
    ];
    expect(told(again, '2021-07-01')).toEqual(['base-appraisal: 2021-06-30 → 2021-07-21 14 department']);
  });

  it('submitted is appraised by the Cục within 30 working days, and then waits for the plan, for which no row sets a time', () => {
    expect(told(upTo.submitted, '2021-06-10')).toEqual(['final-appraisal: 2021-06-10 → 2021-07-22 30 agency']);
    expect(told(upTo['in-plan'], '2021-12-31')).toEqual([]);
  });
});

describe('a project of KCQG with a contract', () => {
  it('owes the first advance, each month a report and, by its end, the acceptance', () => {
    expect(told(upTo.contracted, '2022-03-01')).toEqual([
      'monthly-report:2022-03: 2022-03-01 → 2022-03-25 24 centre',
      'acceptance: 2022-02-20 → 2022-11-30 274 centre',
      'first-advance: 2022-02-20 → 2022-04-21 51 centre 290000000',
    ]);
  });

  it('owes the first report in the month of the contract, unless that is signed on its day or later', () => {
    const signedOn = (day: string): History => [...upTo['in-plan'], { ...signed, on: day }];
    expect(one('monthly-report:2022-02', signedOn('2022-02-24'), '2022-02-28')).toMatchObject({ startedOn: '2022-02-24', left: -3 });
    expect(one('monthly-report:2022-02', signedOn('2022-02-25'), '2022-02-28')).toBeUndefined();
    expect(one('monthly-report:2022-03', signedOn('2022-02-25'), '2022-03-01')).toMatchObject({ startedOn: '2022-03-01' });
  });

  it('owes a report until it has come, and the next one from the first of the next month', () => {
    expect(one('monthly-report:2022-03', upTo.executing, '2022-03-31')).toBeUndefined();
    expect(one('monthly-report:2022-04', upTo.executing, '2022-04-01')).toMatchObject({ due: '2022-04-25', left: 24 });
    expect(nextTurn(trackOf(upTo.executing), '2022-04-20')).toBe('2022-05-01');
    expect(nextTurn(trackOf(upTo.executing), '2022-12-31')).toBe('2023-01-01');
    for (const past of [upTo.accepted, upTo.stopped, upTo['in-plan']]) expect(nextTurn(trackOf(past), '2022-12-31')).toBeNull();
  });

  it('has the advance in the court of whoever must act: the unit asks, the Sở confirms, the Cục pays', () => {
    const holder = (...more: History) => one('first-advance', [...upTo.contracted, ...more], '2022-04-10')?.holder;
    expect([holder(), holder(requested), holder(requested, confirmed)]).toEqual(['centre', 'department', 'agency']);
  });

  it('once accepted owes the rest, the dossier from the last acceptance of the contract, the settlement and the year-end', () => {
    expect(told(upTo.accepted, '2022-08-30', { lastAcceptance: '2022-08-28' })).toEqual([
      'remaining-advance: 2022-08-20 → 2022-09-19 20 centre 87000000',
      'settlement-dossier: 2022-08-28 → 2022-09-12 13 centre 290000000',
      'settlement: 2022-08-20 → 2023-01-22 145 centre 290000000',
      'year-end-adjustment: 2022-04-20 → 2023-01-31 154 agency 203000000',
    ]);
    expect(one('settlement-dossier', upTo.accepted, '2022-08-30', { lastAcceptance: null })).toBeUndefined();
    expect(one('settlement', [...upTo.accepted, lodged], '2022-09-30')?.holder).toBe('agency');
  });

  it('with a task stands alone', () => {
    const task = on('2022-02-20', 'agency-leader', { type: 'TaskAssigned', data: { decisionNo: '4/QĐ', endsOn: '2022-11-30' } });
    const accepted = [...upTo['in-plan'], task, ...upTo.accepted.slice(upTo.contracted.length)];
    expect(one('settlement-dossier', accepted, '2022-08-30', { lastAcceptance: null })).toMatchObject({ due: '2022-09-04' });
  });

  it('carried over has the year-end of the year that it was carried to', () => {
    const over = on('2022-12-20', 'agency-leader', { type: 'CarriedOver', data: { amount: 87_000_000, toYear: 2023, decisionNo: '5/QĐ' } });
    expect(one('year-end-adjustment', [...upTo.executing, over], '2022-12-31')).toMatchObject({ due: '2024-01-31', vnd: 203_000_000 });
  });

  it.each(['stopped', 'settled'] as const)('%s owes nothing', (stage) =>
    expect(told(upTo[stage], '2022-12-31', { lastAcceptance: '2022-08-20' })).toEqual([]),
  );
});

describe('obstacles and changes', () => {
  it('each open obstacle waits for its level, whatever it holds up', () => {
    const raised = (obstacle: string, level: 'treasury' | 'commune') =>
      on('2022-03-01', 'centre-officer', { type: 'ObstacleRaised', data: { obstacle, level, cause: 'money', text: 'x', owner: null } });
    const answer = (resolved: boolean) =>
      on('2022-03-05', 'agency-officer', { type: 'ObstacleAnswered', data: { obstacle: 'o1', answer: 'x', resolved } });
    const past = [...upTo.contracted, raised('o1', 'treasury'), raised('o2', 'commune')];
    const both = ['obstacle-answer:o1: 2022-03-01 → 2022-03-15 6 treasury', 'obstacle-answer:o2: 2022-03-01 → 2022-03-15 6 commune'];
    expect(told([...past, answer(false)], '2022-03-07').slice(3)).toEqual(both);
    expect(told([...past, answer(true)], '2022-03-07').slice(3)).toEqual(both.slice(1));
  });

  it('a pending adjustment is decided within 15 working days, and stops the advance; the end of the contract does not move', () =>
    expect(told(aside.adjusting, '2022-03-11')).toEqual([
      'monthly-report:2022-03: 2022-03-01 → 2022-03-25 14 centre',
      'acceptance: 2022-02-20 → 2022-11-30 264 centre paused',
      'adjustment-decision:a1: 2022-03-01 → 2022-03-22 7 department',
      'first-advance: 2022-02-20 → 2022-05-02 52 centre 290000000 paused',
    ]));

  it('an approved change of the end moves the acceptance', () => {
    const asked = { adjustment: 'a1', kinds: ['within-year'], reason: 'x' } as const;
    const past: History = [
      ...upTo.contracted,
      on('2022-03-01', 'centre-officer', { type: 'AdjustmentRequested', data: { ...asked, change: { endsOn: '2022-12-20' } } }),
      on('2022-03-05', 'appraisal-officer', { type: 'AdjustmentConfirmed', data: { ...asked, visitedOn: '2022-03-04', opinion: 'x' } }),
    ];
    const decided = (approved: boolean) =>
      on('2022-03-10', 'agency-leader', { type: 'AdjustmentDecided', data: { ...asked, approved, decisionNo: '1', reopens: [] } });
    expect(one('adjustment-decision:a1', past, '2022-03-07')?.holder).toBe('agency');
    expect(one('acceptance', [...past, decided(true)], '2022-03-11')).toMatchObject({ due: '2022-12-20', paused: false });
    expect(one('acceptance', [...past, decided(false)], '2022-03-11')).toMatchObject({ due: '2022-11-30', paused: false });
    // Nine days stood still.
    expect(one('first-advance', [...past, decided(true)], '2022-03-11')).toMatchObject({ due: '2022-04-30', given: 60, used: 10 });
  });

  it('force majeure stops the clocks until the Sở and the commune have both said how much is done', () => {
    const declared = on('2022-03-01', 'centre-officer', { type: 'ForceMajeureDeclared', data: { event: 'Bão', explanation: 'x' } });
    const confirmed = (day: string, by: 'department' | 'commune') =>
      on(day, 'appraisal-officer', { type: 'ForceMajeureConfirmed', data: { by, percent: 30, minutesNo: '1/BB' } });
    const paused = (...more: History) =>
      told([...upTo.contracted, declared, ...more], '2022-03-20').filter((text) => text.endsWith('paused'));
    expect(paused()).toEqual([
      'acceptance: 2022-02-20 → 2022-11-30 255 centre paused',
      'first-advance: 2022-02-20 → 2022-05-11 52 centre 290000000 paused',
    ]);
    expect(paused(confirmed('2022-03-08', 'department'))).toHaveLength(2);
    expect(paused(confirmed('2022-03-08', 'department'), confirmed('2022-03-11', 'commune'))).toEqual([]);
  });
});

describe('the rules', () => {
  it('of TT 36/2013 on registration and reports say nothing of KCDP, whose money the Sở manages', () => {
    expect(told(withNeed(upTo.registered, localNeed), '2021-04-20')).toEqual(['base-appraisal: 2021-04-10 → 2021-04-30 8 department']);
    expect(told(withNeed(upTo.submitted, localNeed), '2021-06-10')).toEqual(['final-appraisal: 2021-06-10 → 2021-07-22 30 department']);
    expect(told(withNeed(upTo.contracted, localNeed), '2022-03-01').map((text) => text.split(':')[0])).toEqual([
      'acceptance',
      'first-advance',
    ]);
  });

  it("a province's own row goes first for its KCDP, in its own unit", () => {
    const { province } = need;
    const rows = currentRules.terms.filter(({ term }) => term === 'base-appraisal');
    const own = rows.map((row) => ({ ...row, id: 'own', by: { days: 7 }, province }));
    const rules = { ...currentRules, terms: [...currentRules.terms, ...own] };
    expect(one('base-appraisal', withNeed(upTo.registered, localNeed), '2021-04-20', { rules })).toMatchObject({
      due: '2021-04-17',
      unit: 'calendar',
      left: -3,
      calendar: null,
      rule: { id: 'own' },
    });
    expect(one('base-appraisal', upTo.registered, '2021-04-20', { rules })?.rule.id).toBe('term-base-appraisal');
  });

  it('in force on the day of the start judge it, whatever came later', () => {
    const rows = currentRules.terms.filter(({ term }) => term === 'base-appraisal');
    const changed = (from: string): RuleBook => ({
      ...currentRules,
      terms: [...rows.map((row) => ({ ...row, to: '2021-04-09' })), ...rows.map((row) => ({ ...row, id: 'new', from, by: { days: 5 } }))],
    });
    expect(one('base-appraisal', upTo.registered, '2021-04-20', { rules: changed('2021-04-10') })?.rule.id).toBe('new');
    expect(one('base-appraisal', upTo.registered, '2021-04-20', { rules: changed('2021-04-11') })).toBeUndefined();
  });

  it('that name no pause leave no clock standing', () =>
    expect(one('first-advance', aside.adjusting, '2022-03-11', { rules: { ...currentRules, pauseRules: [] } })).toMatchObject({
      due: '2022-04-21',
      paused: false,
      pauses: [],
    }));
});

it('the rows know every kind of obligation and every reason of a pause, and no other', () => {
  const kinds: readonly ObligationKind[] = Object.keys(DEADLINE_KINDS) as DeadlineKind[];
  const reasons: readonly PauseReason[] = Object.keys(PAUSE_REASONS) as PauseReasonCode[];
  expect([kinds.length, reasons.length]).toEqual([14, 4]);
  expect(currentRules.pauseRules.map(({ reason }) => reason)).toEqual(reasons);
});

describe('the last acceptance of a contract', () => {
  const [accepted, running, stopped, uncontracted] = [upTo.accepted, upTo.executing, upTo.stopped, upTo['in-plan']].map(trackOf);
  if (accepted === undefined || running === undefined || stopped === undefined || uncontracted === undefined) throw new Error('no tracks');
  const later = trackOf(upTo.accepted.map((event) => (event.type === 'AcceptanceHeld' ? { ...event, on: '2022-08-28' } : event)));

  it('is the latest, once each member that goes on is accepted', () => {
    expect(lastAcceptanceOf([accepted, later, stopped, uncontracted])).toBe('2022-08-28');
    expect(lastAcceptanceOf([accepted, running])).toBeNull();
    expect(lastAcceptanceOf([stopped])).toBeNull();
  });
});
