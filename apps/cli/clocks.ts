import { RuleBooks } from '#commands/rule-books';
import type { EventLog } from '#event-log/event-log';
import { plainWeek } from '#lifecycle/calendar/plain-week';
import type { Ledger } from '#read-models/figures/ledger';
import { lastAcceptanceOf } from '#read-models/figures/obligations';
import type { Clocks } from '#read-models/record/sections/deadlines';

/** What the deadlines of a record depend on besides the project's events. */
export function clocksOf(log: EventLog, ledger: Ledger): Clocks {
  const books = new RuleBooks(log);
  return {
    rulesOf: async (province) => (await books.load(province)).rules,
    calendarOf: () => Promise.resolve(plainWeek),
    lastAcceptanceOf: (projectId, moment) => lastAcceptanceOf(ledger, projectId, moment),
  };
}
