import { createHash, hash } from 'node:crypto';
import { kindOf } from '#commands/kind-of';
import { absent, fold, type Folded } from '#commands/stream-states';
import { canonicalText } from '#event-log/canonical';
import { type EventLog, READ_EVENTS_MAX } from '#event-log/event-log';
import type { StreamHead } from '#event-log/stream-heads';

type Readable = Pick<EventLog, 'readStream'>;

export interface FoldsAsked {
  readonly source: Readable;
  readonly target: Readable;
  /** Which streams, and up to which revision of each. */
  readonly heads: ReadonlyMap<string, StreamHead>;
  readonly onProgress?: (streams: number, total: number) => void;
  /** Stops between two streams. */
  readonly signal?: AbortSignal | undefined;
}

export interface FoldsCompared {
  /** SHA-256 over one line `stream sha256-of-its-state` in the order of the names; the same for both logs. */
  readonly statesDigest: string;
  /** Streams that this build cannot fold, from either log, and why: the first twenty. */
  readonly unfolded: readonly string[];
}

/** The same events, and what the rules make of them is not the same: one of the logs gives another event when a stream is read alone. */
export class StatesDiffer extends Error {
  readonly stream: string;

  constructor(stream: string) {
    super(`${stream}: its state is not the same in both logs`);
    this.stream = stream;
    this.name = 'StatesDiffer';
  }
}

/** A lone read of a server takes tens of milliseconds, whatever it reads. */
const STREAMS_AT_ONCE = 32;
/** More of them say nothing new. */
const UNFOLDED_MAX = 20;

/** Folds every stream of two logs with the rules that decide on it, reading it as they do. @throws StatesDiffer, Damaged, StreamNotFound, Unavailable */
export async function compareFolds({ source, target, heads, onProgress = () => undefined, signal }: FoldsAsked): Promise<FoldsCompared> {
  const digest = createHash('sha256');
  const unfolded: string[] = [];
  const streams = [...heads.keys()].sort();
  for (let from = 0; from < streams.length; from += STREAMS_AT_ONCE) {
    signal?.throwIfAborted();
    const some = streams.slice(from, from + STREAMS_AT_ONCE);
    const states = await Promise.all(some.map((stream) => statesOf([source, target], stream, (heads.get(stream) as StreamHead).revision)));
    for (const [index, stream] of some.entries()) {
      const [ours, theirs] = states[index] as [State, State];
      if (ours.text !== theirs.text) throw new StatesDiffer(stream);
      if (ours.refusal !== null && unfolded.length < UNFOLDED_MAX) unfolded.push(`${stream}: ${ours.refusal}`);
      digest.update(`${stream} ${hash('sha256', ours.text)}\n`);
    }
    onProgress(from + some.length, streams.length);
  }
  return { statesDigest: digest.digest('hex'), unfolded };
}

/** A state as text, or why there is none. */
interface State {
  readonly text: string;
  readonly refusal: string | null;
}

const statesOf = (logs: readonly [Readable, Readable], stream: string, revision: number): Promise<readonly State[]> =>
  Promise.all(logs.map((log) => stateOf(log, stream, revision)));

async function stateOf(log: Readable, stream: string, last: number): Promise<State> {
  const kind = kindOf(stream);
  if (kind === undefined) return refused('no kind of stream that this build knows');
  let folded = absent(kind);
  while (folded.revision < last) {
    const limit = Math.min(READ_EVENTS_MAX, last - folded.revision);
    const page = await log.readStream(stream, { from: folded.revision + 1, limit });
    if (page.length === 0) return refused(`it ends at ${folded.revision}`);
    try {
      folded = fold(kind, folded, page);
    } catch (error) {
      return refused(Error.isError(error) ? error.message : String(error)); // The rules' own no: what is not read is thrown above.
    }
  }
  return { text: textOf(folded), refusal: null };
}

const refused = (refusal: string): State => ({ text: `refused: ${refusal}`, refusal });

/** All but positions, which no two logs have in common. */
function textOf({ state, revision, recordedAt, answers }: Folded<unknown>): string {
  const told = [...answers].map(([command, answer]) => [command, answer.commandHash, answer.revision]);
  return canonicalText(JSON.parse(JSON.stringify({ state, revision, recordedAt, told }, asJson)) as object);
}

/** States keep what they look up in sets and maps. */
const asJson = (_name: string, value: unknown): unknown => (value instanceof Map || value instanceof Set ? [...value] : value);
