import { systemClock } from '#commands/clock';
import type { Config } from '#config/config';
import type { OpenedLog } from '#event-log/open';
import { openForWriting } from '#recovery/open-log';

/** The log of the settings, to be written by this command. @throws Unavailable as `openForWriting` */
export const openToWrite = (config: Config, program: string): Promise<OpenedLog> =>
  openForWriting({ log: config.log, folders: config, program, by: config.operator, now: systemClock.now() });
