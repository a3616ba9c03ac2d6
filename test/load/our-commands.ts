import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Commands } from '#commands/handle';
import { projectKind } from '#commands/stream-kind';
import { SqliteLog } from '#event-log/sqlite-log';
import { begin, type Piece } from './command-work.ts';

/** The product's own write path on a new log. */
export class OurCommands {
  readonly log: SqliteLog;
  readonly #warm: Commands;
  /** Removed at the end; null: the log is somebody else's. */
  readonly #folder: string | null;

  /** On a log that is there, with commands that have begun the projects. */
  constructor(log: SqliteLog, warm: Commands, folder: string | null = null) {
    this.log = log;
    this.#warm = warm;
    this.#folder = folder;
  }

  static async start(folder: string, projects: number): Promise<OurCommands> {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    const log = await SqliteLog.open({ file: join(folder, 'events.sqlite'), program: 'bench' });
    return new OurCommands(log, await begin(log, projects), folder);
  }

  /** With the folded states at hand, as in a process that has worked on these projects before. */
  work({ stream, steps }: Piece): Promise<unknown> {
    return this.#warm.handleAll(projectKind, stream, steps);
  }

  /** Commands that keep no state: each reads and folds its project's events. */
  cold(): (piece: Piece) => Promise<unknown> {
    const commands = new Commands(this.log, undefined, 1);
    return ({ stream, steps }) => commands.handleAll(projectKind, stream, steps);
  }

  async stop(): Promise<void> {
    await this.log.close();
    if (this.#folder !== null) rmSync(this.#folder, { recursive: true, force: true });
  }
}
