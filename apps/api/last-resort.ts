import { endToStartAgain } from './storage/end-to-start-again.ts';

/** The part of a logger that this needs. */
interface FatalLogger {
  fatal(error: unknown, message: string): void;
}

/**
 * An error that nobody caught leaves this process in a state that nobody foresaw: it is said, answers in flight are given, the log is
 * closed, and the process ends with a code that asks its supervisor for another start. Commands that were not answered may be repeated.
 */
export function endOnUncaught(logger: FatalLogger): void {
  let ending = false;
  process.on('uncaughtException', (error) => {
    logger.fatal(error, 'an error that nobody caught: ending, to be started again');
    if (!ending) endToStartAgain();
    ending = true;
  });
}
