import { knownCalendar } from '#commands/calendar/layers';
import { Commands } from '#commands/handle';
import type { EventLog } from '#event-log/event-log';
import type { Ledger } from '#read-models/figures/ledger';
import { lastAcceptanceOf } from '#read-models/figures/obligations';
import type { Clocks } from '#read-models/record/sections/deadlines';

/** What the deadlines of a record depend on besides the project's events. */
export function clocksOf(log: EventLog, ledger: Ledger): Clocks {
  const commands = new Commands(log);
  return {
    rulesOf: async (province) => (await commands.rulesFor(province)).rules,
    calendarOf: (province, knownAt) => knownCalendar(commands, province, knownAt),
    lastAcceptanceOf: (projectId, moment) => lastAcceptanceOf(ledger, projectId, moment),
  };
}
