import { statementOf } from '#read-models/kept-statements';
import type { ClockDatabase } from './clock-model/clock-database.ts';
import { Hours } from './hours.ts';

export interface ClockFigures {
  /** Deadlines that somebody must look at now; 0 outside the hours of sending. */
  readonly due: number;
  readonly suppressed: readonly { readonly why: string; readonly reminders: number }[];
  /** Claimed, without an outcome that is the last. */
  readonly open: number;
  /** UTC instant of the oldest of them; null: there is none. */
  readonly openSince: string | null;
}

/** What the clock's tables say, as they stand. @param now UTC instant */
export function clockFigures({ db, grounds }: Pick<ClockDatabase, 'db' | 'grounds'>, now: string): ClockFigures {
  const mayBeSent = grounds.today !== '' && new Hours(grounds, now).anybody();
  const due = statementOf(db, 'SELECT count(*) AS n FROM clock_obligation WHERE wake_on <= ?').get(grounds.today);
  const suppressed = statementOf(db, 'SELECT why, count(*) AS n FROM clock_suppressed GROUP BY why').all();
  const open = statementOf(db, 'SELECT count(*) AS n, min(claimed_at) AS since FROM clock_delivery WHERE next_at IS NOT NULL').get();
  return {
    due: mayBeSent ? Number(due?.['n']) : 0,
    suppressed: suppressed.map(({ why, n }) => ({ why: String(why), reminders: Number(n) })),
    open: Number(open?.['n']),
    openSince: (open?.['since'] ?? null) as string | null,
  };
}
