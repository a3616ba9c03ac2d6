/** The rows of a calendar as the log has them. */
import { calendarAsKnown, type CalendarLayers, closureScopes } from '#lifecycle/calendar/as-known';
import { calendarStream } from '#lifecycle/calendar/calendar.events';
import type { KeptDay } from '#lifecycle/calendar/known-days';
import type { WorkingCalendar } from '#lifecycle/calendar/working-calendar';
import type { ProvinceRef } from '#reference/province-ref';
import type { Commands } from '../handle.ts';
import { calendarKind } from '../stream-kind.ts';

export interface KeptLayers extends CalendarLayers {
  readonly national: readonly KeptDay[];
  readonly province: readonly KeptDay[];
}

/** @param province whose closures count too; null: the nation's rows alone @throws Unavailable from the log */
export async function readLayers(commands: Pick<Commands, 'stateOf'>, province: ProvinceRef | null): Promise<KeptLayers> {
  const rows = async (scope: ProvinceRef | null): Promise<readonly KeptDay[]> =>
    (await commands.stateOf(calendarKind, calendarStream(scope))).days;
  const closures = province === null ? [] : await Promise.all(closureScopes(province).map(rows));
  return { national: await rows(null), province: closures.flat() };
}

/** After every announcement: all that the log has is known. */
const EVER = '9999-12-31';

/** The working calendar of a province as known on a day. @param knownAt null: all that is known @throws Unavailable from the log */
export async function knownCalendar(
  commands: Pick<Commands, 'stateOf'>,
  province: ProvinceRef,
  knownAt: string | null,
): Promise<WorkingCalendar> {
  return calendarAsKnown(await readLayers(commands, province), knownAt ?? EVER);
}
