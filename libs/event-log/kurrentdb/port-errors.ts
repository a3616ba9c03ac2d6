import { type ExpectedRevision, OutcomeUnknown, TooLarge, Unavailable } from '../event-log.ts';
import { failureOf, saidBy } from './failures.ts';

export interface FailedAppend {
  readonly stream: string;
  /** Why it is not known whether the events are in the log; null: they are not. */
  readonly mayBeThere: unknown;
}

/** What the caller of `append` is told. Nobody is told that nothing was written when it may have been. */
export function portError(error: unknown, { stream, mayBeThere }: FailedAppend): unknown {
  const said = inTheWordsOfThePort(error, stream);
  return mayBeThere !== null && said instanceof Unavailable ? new OutcomeUnknown(stream, mayBeThere) : said;
}

function inTheWordsOfThePort(error: unknown, stream: string): unknown {
  if (error instanceof Unavailable) return error;
  switch (failureOf(error)) {
    case 'denied':
      return new Unavailable('read-only', 'KurrentDB does not let this account append');
    case 'stream-deleted':
      return new Unavailable('unreadable', `${stream} was deleted in KurrentDB`);
    case 'too-large':
      return new TooLarge(`${stream}: an append for this server`, Number((error as { maxAppendSize?: unknown }).maxAppendSize));
    case 'refused':
    case 'not-sent':
    case 'unanswered':
      return new Unavailable('unreachable', `KurrentDB takes no appends: ${saidBy(error)}`);
    default:
      return error;
  }
}

/** The end of a stream that the server names with a conflict. */
export function actualOf(error: unknown): ExpectedRevision {
  const { actualState } = error as { actualState?: unknown };
  return typeof actualState === 'bigint' ? Number(actualState) : 'no_stream';
}
