import { systemClock } from '#commands/clock';
import type { Config } from '#config/config';
import type { SqliteLog } from '#event-log/sqlite-log';
import { openForWriting } from '#recovery/open-log';
import { placesOf } from '#recovery/places';

/** The log of the settings, to be written by this command. @throws Unavailable as `openForWriting` */
export const openToWrite = (config: Config, program: string): Promise<SqliteLog> =>
  openForWriting({ places: placesOf(config), program, by: config.operator, now: systemClock.now() });
