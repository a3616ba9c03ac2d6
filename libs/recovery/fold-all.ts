import {
  type AnyCommand,
  calendarKind,
  contactKind,
  contractKind,
  importKind,
  planKind,
  projectKind,
  rulebookKind,
  type StreamKind,
} from '#commands/stream-kind';
import { absent, fold } from '#commands/stream-states';
import { READ_EVENTS_MAX, type RecordedEvent } from '#event-log/event-log';
import { SqliteLog } from '#event-log/sqlite-log';
import type { DomainEvent } from '#lifecycle/decider';

const KINDS = {
  project: projectKind,
  plan: planKind,
  contract: contractKind,
  import: importKind,
  rules: rulebookKind,
  calendar: calendarKind,
  access: contactKind,
};

export interface Folded {
  readonly streams: number;
  /** Streams that today's rules cannot fold, and why. */
  readonly refused: readonly string[];
}

/** Refusals kept in words; more of them say nothing new. */
const REFUSED_MAX = 20;

/** Folds every stream with today's rules, in log order: a state that cannot be made cannot be decided on. @throws Unavailable */
export async function foldAll(logFile: string): Promise<Folded> {
  const log = await SqliteLog.open({ file: logFile, readOnly: true });
  const refused: string[] = [];
  try {
    const streams = streamsOf(log);
    for (const stream of streams) {
      const why = await refusalOf(log, stream);
      if (why !== null && refused.length < REFUSED_MAX) refused.push(`${stream}: ${why}`);
    }
    return { streams: streams.size, refused };
  } finally {
    await log.close();
  }
}

function streamsOf(log: SqliteLog): ReadonlySet<string> {
  const streams = new Set<string>();
  for (const page of log.scan()) for (const [, stream] of page) streams.add(stream);
  return streams;
}

/** Null: it folds. */
async function refusalOf(log: SqliteLog, stream: string): Promise<string | null> {
  const kind = (KINDS as Readonly<Record<string, unknown>>)[stream.slice(0, stream.indexOf('-'))];
  if (kind === undefined) return 'no kind of stream that this build knows';
  const known = kind as StreamKind<AnyCommand, unknown, DomainEvent>;
  try {
    let state = absent(known);
    for (let page: readonly RecordedEvent[]; ; state = fold(known, state, page)) {
      page = await log.readStream(stream, { from: state.revision + 1, limit: READ_EVENTS_MAX });
      if (page.length < READ_EVENTS_MAX) {
        fold(known, state, page);
        return null;
      }
    }
  } catch (error) {
    return Error.isError(error) ? error.message : String(error);
  }
}
