import type { Clock } from '#commands/clock';
import { contractKind, planKind, projectKind } from '#commands/stream-kind';
import type { EventLog } from '#event-log/event-log';
import type { ReadModel } from '#read-models/model';
import type { Kept, Kinds, SomeApi, WritePath } from './parts.ts';

/** Where the parts of the engine meet: a planted bug puts something broken in between, the product itself knows nothing of it. */
export interface Seams {
  /** The log that all processes share. */
  log(log: EventLog): EventLog;
  /** A process's connection, for commands and follow-ups. */
  connection(log: EventLog, api: SomeApi): EventLog;
  /** What the projector reads from. */
  readSide(log: EventLog, api: SomeApi): EventLog;
  clock(clock: Clock, api: SomeApi): Clock;
  kinds(api: SomeApi): Kinds;
  /** What people's commands go through. */
  commands(commands: WritePath, api: SomeApi): WritePath;
  /** What follow-ups go through. */
  followUpCommands(commands: WritePath, api: SomeApi): Pick<WritePath, 'handle' | 'look'>;
  checkpoint(kept: Kept, api: SomeApi): Kept;
  models(models: readonly ReadModel[], api: SomeApi): readonly ReadModel[];
  /** Position up to which a rebuild that is about to switch has come; `at`: the live rows'. */
  rebuildsUntil(at: string, api: SomeApi): string;
  /** What a process does to its own disk before it starts again. */
  beforeStart(api: SomeApi): void;
}

export const soundKinds: Kinds = { project: projectKind, plan: planKind, contract: contractKind };

/** The product as it is. */
export const soundSeams: Seams = {
  log: (log) => log,
  connection: (log) => log,
  readSide: (log) => log,
  clock: (clock) => clock,
  kinds: () => soundKinds,
  commands: (commands) => commands,
  followUpCommands: (commands) => commands,
  checkpoint: (kept) => kept,
  models: (models) => models,
  rebuildsUntil: (at) => at,
  beforeStart: () => undefined,
};
