import { Worker } from 'node:worker_threads';
import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '#config/config';
import type { ParkedStream, ReadModelsState, RebuildResult } from '#contracts/read-models';
import { Unavailable } from '#event-log/event-log';
import { BuildCancelled } from '#read-models/build-watch';
import { cancelBuilding } from '#read-models/building';
import { stateOfBuilds } from '#read-models/builds';
import { unpoint } from '#read-models/generations';
import { readModels } from '#read-models/models';
import { NotKept, rollBack } from '#read-models/rebuild-beside';
import { retryParked } from '#read-models/retry-parked';
import { dropPrevious } from '#read-models/take-over';
import type { JobControl } from '../jobs/jobs.ts';
import { RequestProblem } from '../problems/request-problem.ts';
import { Storage } from '../storage/storage.ts';
import { CONFIG } from '../tokens.ts';
import type { FromRebuild, RebuildStart } from './rebuild-job-thread.ts';

const THREAD = new URL('./rebuild-job-thread.js', import.meta.url);

/** Upkeep of the read models while they answer. What it asks of the projector goes through the directory, as another process would ask. */
@Injectable()
export class ReadModels {
  constructor(
    private readonly storage: Storage,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @throws RequestProblem `starting` */
  async state(): Promise<ReadModelsState> {
    return stateOfBuilds({ log: this.storage.log, directory: this.#directory, models: readModels });
  }

  /** @throws RequestProblem `rebuild-running`, `rebuild-cancelled` */
  async rebuild({ signal, progress }: JobControl): Promise<RebuildResult> {
    const start: RebuildStart = { log: this.config.log, readModelsDir: this.#directory };
    const worker = new Worker(THREAD, { workerData: start, name: 'rebuild over HTTP' });
    const cancel = (): void => worker.postMessage('cancel');
    signal.addEventListener('abort', cancel);
    const ended = new Promise<RebuildResult>((resolve, reject) => {
      worker.on('error', reject);
      worker.on('exit', (code) => reject(new Error(`the rebuild ended with ${code}`)));
      worker.on('message', (message: FromRebuild) => {
        if (message.kind === 'progress') progress(message.progress.events, message.progress.total);
        else if (message.kind === 'refused') reject(new RequestProblem(REFUSED[message.why]));
        else resolve(resultOf(message.rebuilt));
      });
    });
    return ended.finally(() => signal.removeEventListener('abort', cancel));
  }

  /** @throws RequestProblem `former-build-missing`, `former-build-unfit` */
  async checkFormer(): Promise<void> {
    const { previous } = await this.state();
    if (previous === null) throw new RequestProblem('former-build-missing');
    if (previous.unfit !== null) throw new RequestProblem('former-build-unfit', { facts: { reason: previous.unfit } });
  }

  /** @throws RequestProblem `former-build-missing`, `former-build-unfit`, `rebuild-running`, `rebuild-cancelled` */
  async rollBack({ signal }: JobControl): Promise<ReadModelsState> {
    try {
      await rollBack({ log: this.storage.log, directory: this.#directory, program: 'tiendo api', signal });
    } catch (error) {
      if (error instanceof NotKept) await this.checkFormer();
      if (error instanceof Unavailable && error.code === 'locked') throw new RequestProblem('rebuild-running');
      if (error instanceof BuildCancelled) throw new RequestProblem('rebuild-cancelled');
      throw error;
    }
    return this.state();
  }

  /** @throws RequestProblem `former-build-missing` */
  async drop(): Promise<ReadModelsState> {
    if (!dropPrevious(this.#directory)) throw new RequestProblem('former-build-missing');
    return this.state();
  }

  /** Whatever process builds. @throws RequestProblem `nothing-building` */
  async cancel(): Promise<ReadModelsState> {
    const { building, interrupted, next } = await this.state();
    if (building === null && !interrupted && next === null) throw new RequestProblem('nothing-building');
    cancelBuilding(this.#directory);
    unpoint(this.#directory, 'NEXT');
    return this.state();
  }

  /** What is still parked after all that is parked was tried again, in order. */
  async retryParked(): Promise<readonly ParkedStream[]> {
    return (await retryParked({ log: this.storage.log, directory: this.#directory, program: 'tiendo api' })).still;
  }

  get #directory(): string {
    return this.config.readModelsDir;
  }
}

const REFUSED = { running: 'rebuild-running', cancelled: 'rebuild-cancelled' } as const;

/** Sums of the rows; the rows themselves are for the command line. */
const resultOf = ({
  differences,
  ...rebuilt
}: Omit<RebuildResult, 'differences'> & {
  readonly differences: readonly { readonly model: string; readonly rows: number }[] | null;
}): RebuildResult => ({ ...rebuilt, differences: differences?.map(({ model, rows }) => ({ model, rows })) ?? null });
