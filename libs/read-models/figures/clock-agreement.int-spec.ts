import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fromDayNumber } from '#lifecycle/calendar-date';
import { plainWeek } from '#lifecycle/calendar/plain-week';
import { currentRules } from '#lifecycle/context';
import { lastAcceptanceOf } from '#lifecycle/obligation/contract-acceptance';
import { obligationsOf as clocksOf } from '#lifecycle/obligation/obligations';
import { type Track, track, untracked } from '#lifecycle/obligation/track';
import { lifeOf, lives } from '#lifecycle/obligation/tracked.fixture';
import type { ProjectEvent } from '#lifecycle/project/project.events';
import { projectIdOf } from '#testkit/register-events';
import type { ModelEvent } from '../model.ts';
import { emptyFigures, inLog, project, registerEvents } from './figures.fixture.ts';
import { Ledger } from './ledger.ts';
import { obligations } from './obligations.ts';

const DISBURSEMENTS: readonly string[] = ['first-advance', 'remaining-advance', 'settlement-dossier', 'settlement'];
const FAR = 100_000;
const FIGURES = { deadlines: currentRules.deadlines, pauseRules: currentRules.pauseRules, dueSoonDays: FAR };

/** What each project owes on a day by the figures: every one, however far away. */
const byFigures = (ledger: Ledger, asOf: string): readonly string[] =>
  obligations(ledger, { asOf, knownAt: null }, FIGURES)
    .map(({ project: { code }, kind, dueDay, vnd, rule, state }) =>
      told([code, kind, fromDayNumber(dueDay), vnd, rule.id], state === 'paused'),
    )
    .toSorted();

const told = (words: readonly unknown[], paused: boolean): string => [...words, ...(paused ? ['paused'] : [])].join(' ');

/** The same by the clocks, from the events alone. */
function byClocks(streams: ReadonlyMap<string, readonly ModelEvent[]>, today: string): readonly string[] {
  const tracks = [...streams.values()].map((events) => trackOn(events, today));
  const members = Map.groupBy(tracks, ({ contracted }) => contracted?.contract ?? null);
  const owed = tracks.flatMap((one) => {
    const lastAcceptance = lastAcceptanceOf(members.get(one.contracted?.contract ?? null) ?? []);
    return clocksOf(one, { rules: currentRules, calendar: plainWeek, today, lastAcceptance })
      .filter(({ kind }) => DISBURSEMENTS.includes(kind))
      .map(({ kind, due, vnd, rule, paused }) => told([one.subject?.code, kind, due, vnd, rule.id], paused));
  });
  return owed.toSorted();
}

const trackOn = (events: readonly ModelEvent[], today: string): Track =>
  events.reduce((state, { type, data, occurredOn: on, revision, id, actor, recordedAt }) => {
    return on > today ? state : track(state, { type, data } as unknown as ProjectEvent, { id, on, actor, recordedAt, revision });
  }, untracked);

function sides(events: readonly ModelEvent[]) {
  const db = emptyFigures();
  project(db, events);
  return { ledger: new Ledger(db), streams: Map.groupBy(events, ({ stream }) => stream) };
}

describe('the clocks of disbursement and settlement agree with the figures', () => {
  it('on the sample register, project by project, at each of 50 days', () => {
    const { ledger, streams } = sides(registerEvents());
    let owed = 0;
    for (let step = 0; step < 50; step++) {
      const day = fromDayNumber(18_600 + step * 17);
      const figures = byFigures(ledger, day);
      expect([day, byClocks(streams, day)]).toEqual([day, figures]);
      owed += figures.length;
    }
    expect(owed).toBeGreaterThan(10_000);
  });

  it('on random lives that share a contract, on each day on which one of them was paid, accepted or reversed', () => {
    let owed = 0;
    fc.assert(
      fc.property(fc.array(lives, { minLength: 2, maxLength: 3 }), (told) => {
        const events = inLog(told.flatMap((one, index) => asMember(lifeOf(one), index)));
        const { ledger, streams } = sides(events);
        for (const day of new Set(events.filter(({ type }) => TURNS.has(type)).map(({ occurredOn }) => occurredOn))) {
          const figures = byFigures(ledger, day);
          expect([day, byClocks(streams, day)]).toEqual([day, figures]);
          owed += figures.length;
        }
      }),
      { numRuns: 80, seed: 20_221_015 },
    );
    expect(owed).toBeGreaterThan(500);
  });
});

const TURNS: ReadonlySet<string> = new Set([
  'ContractSigned',
  'AdvancePaid',
  'AdvanceRecovered',
  'ApprovalAdjusted',
  'AcceptanceHeld',
  'SettlementDossierLodged',
  'ProjectStopped',
  'SettlementApproved',
  'ActReversed',
]);

/** A random life as one project among others: with a code of its own. */
function asMember(lived: ReturnType<typeof lifeOf>, index: number) {
  const code = `KCQG-2022-38-10${index}`;
  return lived.map(({ event, happened: { on } }, revision) => ({
    stream: `project-${projectIdOf(code)}`,
    revision,
    type: event.type,
    data: { ...event.data, ...('code' in event.data && 'planYear' in event.data ? { code } : {}) } as Readonly<Record<string, unknown>>,
    occurredOn: on,
    recordedAt: `${on}T03:00:00.000Z`,
  }));
}
