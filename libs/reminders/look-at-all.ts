/** Looks at all that is due on a day and says when each is to be looked at again: page after page, so that whoever else this process serves has its turn. */
import { setImmediate } from 'node:timers/promises';
import { addDays, days } from '#lifecycle/calendar-date';
import { nextStepDay } from '#lifecycle/obligation/ladder-steps';
import { statementOf } from '#read-models/kept-statements';
import type { ClockDatabase } from './clock-model/clock-database.ts';
import { type DayPlan, placeOf } from './day-plan.ts';
import { afterOf, claimedOf, FROM_THE_START, type OpenRow, wakingBy } from './due-rows.ts';
import { look, type Looked } from './look.ts';

/** Obligations looked at, or said when to be looked at again, in one go: in the embedded mode requests are answered in between. */
const PAGE_ROWS = 100;
/** Obligations of one sweep; the next one, right after it, goes on from there. */
export const LOOKS_MAX = 100_000;

const NONE: ReadonlySet<string> = new Set();

/** What is kept of a look until its claims are in the log: there may be many. */
export interface Look extends Pick<OpenRow, 'n' | 'obligation' | 'due' | 'turn'> {
  /** Day of the next one; null: never again. */
  readonly next: string | null;
  readonly suppressed: Looked['suppressed'];
}

/** At most `LOOKS_MAX`. What changes between two pages may come again, further on: it is looked at once, and its own day is kept. */
export async function lookAtAll(clock: ClockDatabase, today: string, plan: DayPlan): Promise<readonly Look[]> {
  const { db, grounds } = clock;
  const sight = { today, control: grounds.control };
  const places = new Set<string>();
  const looks: Look[] = [];
  for (let after = FROM_THE_START; ;) {
    const rows = wakingBy(clock, today, after, PAGE_ROWS);
    for (const row of rows) {
      const place = placeOf(row);
      if (places.has(place)) continue;
      places.add(place);
      const looked = look(row, { ...sight, contacts: grounds.contactsFor(row.province), claimed: claimedOf(db, row) });
      const { n, obligation, due, turn } = row;
      const waits = plan.add(row, looked);
      const next = waits === 'now' ? nextStepDay(row.steps, today, NONE) : waits === 'today' ? today : addDays(today, days(1));
      looks.push({ n, obligation, due, turn, next, suppressed: looked.suppressed });
    }
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE_ROWS || places.size >= LOOKS_MAX) return looks;
    after = afterOf(last);
    await setImmediate();
  }
}

interface Keeping {
  readonly today: string;
  readonly again: ReadonlySet<string>;
  readonly signal: AbortSignal;
}

/** Says when each obligation is to be looked at next; one that changed meanwhile keeps its own day. What is not reached is looked at again. */
export async function keep(clock: ClockDatabase, looks: readonly Look[], { signal, ...how }: Keeping): Promise<void> {
  for (let from = 0; from < looks.length && !signal.aborted; from += PAGE_ROWS) {
    if (from > 0) await setImmediate();
    keepPage(clock, looks.slice(from, from + PAGE_ROWS), how);
  }
}

function keepPage(clock: ClockDatabase, looks: readonly Look[], { today, again }: Omit<Keeping, 'signal'>): void {
  const { db } = clock;
  const wake = statementOf(db, 'UPDATE clock_obligation SET wake_on = ? WHERE project = ? AND key = ? AND turn = ?');
  const forget = statementOf(db, 'DELETE FROM clock_suppressed WHERE project = ? AND key = ?');
  const suppress = statementOf(db, 'INSERT OR REPLACE INTO clock_suppressed VALUES (?, ?, ?, ?, ?, ?, ?)');
  clock.transaction(() => {
    for (const { n, obligation, due, turn, next, suppressed } of looks) {
      const on = again.has(placeOf({ n, obligation })) ? addDays(today, days(1)) : next;
      if (wake.run(on, n, obligation, turn).changes === 0) continue;
      forget.run(n, obligation);
      for (const { to, audience, step, why } of suppressed)
        suppress.run(n, obligation, to?.recipient ?? '', audience ?? '', due, step.step, why);
    }
  });
}
