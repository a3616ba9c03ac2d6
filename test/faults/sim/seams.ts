import type { Clock } from '#commands/clock';
import type { Checkpoint } from '#commands/follow-ups/checkpoint';
import type { Commands } from '#commands/handle';
import { contractKind, planKind, projectKind } from '#commands/stream-kind';
import type { EventLog } from '#event-log/event-log';
import type { ReadModel } from '#read-models/model';
import type { Api } from './api.ts';

export type Kinds = {
  readonly project: typeof projectKind;
  readonly plan: typeof planKind;
  readonly contract: typeof contractKind;
};
export type WritePath = Pick<Commands, 'handle' | 'handleAll' | 'look' | 'stateOf' | 'rulesFor'>;
export type Kept = Pick<Checkpoint, 'read' | 'write'>;

/** Where the parts of the engine meet: a planted bug puts something broken in between, the product itself knows nothing of it. */
export interface Seams {
  /** The log that all processes share. */
  log(log: EventLog): EventLog;
  /** A process's connection, for commands and follow-ups. */
  connection(log: EventLog, api: Api): EventLog;
  /** What the projector reads from. */
  readSide(log: EventLog, api: Api): EventLog;
  clock(clock: Clock, api: Api): Clock;
  kinds(api: Api): Kinds;
  /** What people's commands go through. */
  commands(commands: WritePath, api: Api): WritePath;
  /** What follow-ups go through. */
  followUpCommands(commands: WritePath, api: Api): Pick<WritePath, 'handle'>;
  checkpoint(kept: Kept, api: Api): Kept;
  models(models: readonly ReadModel[], api: Api): readonly ReadModel[];
  /** Position up to which a rebuild that is about to switch has come; `at`: the live rows'. */
  rebuildsUntil(at: string, api: Api): string;
  /** What a process does to its own disk before it starts again. */
  beforeStart(api: Api): void;
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
