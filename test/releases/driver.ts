/**
 * One release at work on a log, told by another process what to do: a line of JSON in, a line of JSON out. It imports only what every
 * release has, for a release without a driver of its own gets this one copied into its tree.
 */
import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { Commands } from '#commands/handle';
import * as kinds from '#commands/stream-kind';
import { fold } from '#commands/stream-states';
import { SqliteLog } from '#event-log/sqlite-log';
import { openLive } from '#read-models/live-read-models';

export type Order =
  | { readonly do: 'open'; readonly file: string; readonly readOnly: boolean }
  | { readonly do: 'close' }
  | { readonly do: 'say'; readonly kind: string; readonly stream: string; readonly commandId: string; readonly command: object }
  /** What this release makes of each stream; an error in words of one that it does not read. */
  | { readonly do: 'states' }
  /** Builds this release's read models in a new folder: where they stand, and how many of them stopped. */
  | { readonly do: 'models'; readonly directory: string };

export type Answer =
  | { readonly ok: 'opened' | 'closed'; readonly head: string | null }
  | { readonly ok: 'handled'; readonly revision: number; readonly events: number; readonly head: string | null }
  | { readonly ok: 'states'; readonly states: Readonly<Record<string, { readonly state: unknown } | { readonly error: string }>> }
  | { readonly ok: 'models'; readonly halted: number; readonly parked: number; readonly position: string | null }
  | { readonly error: string; readonly code: string | null; readonly head: string | null };

/** Of this release's own kinds, which may be fewer or other than those of whoever asks. */
type Kind = Parameters<typeof fold>[0];

/** Streams that do not begin with the name of their kind. */
const KINDS: Readonly<Record<string, string>> = { rules: 'rulebook', access: 'contact' };

/** `--lenient`: goes on past events that it does not know. The broken variant that the proof must catch. */
const lenient = process.argv.includes('--lenient');
const STDOUT = 1;

let log: SqliteLog | null = null;
let commands: Commands | null = null;

function kindOf(name: string): Kind {
  const kind = (kinds as unknown as Readonly<Record<string, Kind | undefined>>)[`${name}Kind`];
  if (kind === undefined) throw new Error(`no kind of stream is called ${name}`);
  return lenient ? blind(kind) : kind;
}

function blind(kind: Kind): Kind {
  const { decider } = kind;
  const evolve: typeof decider.evolve = (state, event, happened) => {
    try {
      return decider.evolve(state, event, happened);
    } catch {
      return state; // Whatever it is, it is passed over.
    }
  };
  const known = { configurable: true, enumerable: true, value: [] };
  const upcasters = new Proxy(kind.upcasters, {
    get: (own, type) => (own as Readonly<Record<string | symbol, unknown>>)[type] ?? [],
    getOwnPropertyDescriptor: (own, type) => Object.getOwnPropertyDescriptor(own, type) ?? known,
  });
  return { ...kind, decider: { ...decider, evolve }, upcasters };
}

function opened(): { readonly log: SqliteLog; readonly commands: Commands } {
  if (log === null || commands === null) throw new Error('no log is open');
  return { log, commands };
}

async function done(order: Order): Promise<Answer> {
  switch (order.do) {
    case 'open':
      log = await SqliteLog.open({ file: order.file, readOnly: order.readOnly, program: 'release' });
      commands = new Commands(log);
      return { ok: 'opened', head: await log.head() };
    case 'close':
      await log?.close();
      [log, commands] = [null, null];
      return { ok: 'closed', head: null };
    case 'say': {
      const trace = { commandId: order.commandId, correlationId: order.commandId };
      const step = { command: order.command as never, trace };
      const { revision, events } = await opened().commands.handle(kindOf(order.kind), order.stream, step);
      return { ok: 'handled', revision, events, head: await opened().log.head() };
    }
    case 'states':
      return { ok: 'states', states: await states() };
    case 'models': {
      const live = await openLive({ log: opened().log, directory: order.directory });
      try {
        await live.projector.catchUp();
        const { halted, parked, position } = await live.projector.stats();
        return { ok: 'models', halted: halted.length, parked: parked.length, position };
      } finally {
        live.close();
      }
    }
  }
}

async function states(): Promise<Readonly<Record<string, { readonly state: unknown } | { readonly error: string }>>> {
  const events = await opened().log.readAll({ limit: 5_000 });
  const found: Record<string, { readonly state: unknown } | { readonly error: string }> = {};
  for (const stream of new Set(events.map((event) => event.stream))) {
    const name = stream.slice(0, stream.indexOf('-'));
    try {
      const kind = kindOf(KINDS[name] ?? name);
      const start = { state: kind.decider.initial, revision: -1, position: null, recordedAt: '', answers: new Map() };
      const { state } = fold(
        kind,
        start,
        events.filter((event) => event.stream === stream),
      );
      found[stream] = { state: JSON.parse(JSON.stringify(state, plain)) as unknown };
    } catch (error) {
      found[stream] = { error: wordsOf(error) };
    }
  }
  return found;
}

/** Maps and sets as sorted lists. */
function plain(_key: string, value: unknown): unknown {
  return value instanceof Map || value instanceof Set ? [...value].toSorted() : value;
}

const wordsOf = (error: unknown): string => (error instanceof Error ? `${error.name}: ${error.message}` : String(error));

async function answered(order: Order): Promise<Answer> {
  try {
    return await done(order);
  } catch (error) {
    const { code = null } = error as { readonly code?: string };
    const head = log === null ? null : await (log as SqliteLog).head();
    return { error: wordsOf(error), code, head };
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  writeSync(STDOUT, `${JSON.stringify(await answered(JSON.parse(line) as Order))}\n`);
}
