import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Commands } from '#commands/handle';
import { projectKind } from '#commands/stream-kind';
import { SqliteLog } from '#event-log/sqlite-log';
import { begin, type Piece } from './command-work.ts';

/** The product's own write path on a new log. */
export class OurCommands {
  readonly log: SqliteLog;
  readonly #folder: string;
  readonly #warm: Commands;

  private constructor(log: SqliteLog, folder: string, warm: Commands) {
    this.log = log;
    this.#folder = folder;
    this.#warm = warm;
  }

  static async start(folder: string, projects: number): Promise<OurCommands> {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    const log = await SqliteLog.open({ file: join(folder, 'events.sqlite'), program: 'bench' });
    return new OurCommands(log, folder, await begin(log, projects));
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
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
