import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { packageRoot } from '#config/package-root';
import type { BackupChildPlan, BackupChildSaid } from './backup-child.ts';

/** Another process that writes until it is told to stop. */
export class Writer {
  /** Highest position that a client was told of; null: none yet. */
  acknowledged: string | null = null;
  readonly #child: ChildProcess;
  readonly #exited: Promise<unknown>;

  private constructor(child: ChildProcess) {
    this.#child = child;
    this.#exited = once(child, 'exit');
    child.on('message', (said: BackupChildSaid) => {
      if (said !== 'ready' && (this.acknowledged === null || said.acknowledged > this.acknowledged)) this.acknowledged = said.acknowledged;
    });
  }

  /** Resolves when the first piece of work was acknowledged. */
  static async start(plan: BackupChildPlan): Promise<Writer> {
    const program = join(packageRoot(), 'dist/test/faults/backup-child.js');
    const writer = new Writer(fork(program, [JSON.stringify(plan)], { execArgv: ['--disable-warning=ExperimentalWarning'] }));
    while (writer.acknowledged === null) {
      const first = await Promise.race([once(writer.#child, 'message'), writer.#exited.then(() => null)]);
      if (first === null) throw new Error('the writer ended by itself');
    }
    return writer;
  }

  async stop(): Promise<void> {
    this.#child.send('stop');
    await this.#exited;
    if (this.#child.exitCode !== 0) throw new Error(`the writer ended with ${this.#child.exitCode}`);
  }
}
