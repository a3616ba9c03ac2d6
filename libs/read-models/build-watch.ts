import type { BuildingProgress } from '#contracts/read-models';
import { clearState, isCancelled, writeState } from './building.ts';

export interface RebuildProgress {
  readonly phase: BuildingProgress['phase'];
  readonly events: number;
  readonly total: number;
  readonly eventsPerSecond: number;
  readonly etaSeconds: number;
}

/** Somebody asked that the build end; nothing of it is left. */
export class BuildCancelled extends Error {
  constructor() {
    super('the build was cancelled');
    this.name = 'BuildCancelled';
  }
}

/** How often the state is written for other processes, and the wish to cancel looked for, in milliseconds. */
const STATE_MS = 500;

export interface Watched {
  readonly directory: string;
  readonly file: string;
  /** Whether other processes may see and cancel it: the build lock is held. */
  readonly shown: boolean;
  readonly program: string;
  readonly onProgress?: ((progress: RebuildProgress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Time, memory and progress of one build, told to the caller and to other processes, and the wish of either to end it. */
export class BuildWatch {
  peakRssBytes = 0;
  total = 0;
  #phase: BuildingProgress['phase'] = 'reading';
  #events = 0;
  /** Events that an earlier, killed run had taken: nothing of this run's rate. Set before the first tick. */
  before = 0;
  #stated = -Infinity;
  readonly #started = performance.now();
  readonly #startedAt = new Date().toISOString();
  readonly #watched: Watched;
  readonly #abort = new AbortController();
  readonly #timer: NodeJS.Timeout;

  constructor(watched: Watched) {
    this.#watched = watched;
    watched.signal?.addEventListener('abort', this.#cancel, { once: true });
    if (watched.signal?.aborted) this.#cancel();
    this.#timer = setInterval(() => this.#look(), STATE_MS).unref();
  }

  /** Aborted when the caller or another process wants the build to end. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  get seconds(): number {
    return (performance.now() - this.#started) / 1000;
  }

  /** @throws BuildCancelled */
  begin(phase: BuildingProgress['phase']): void {
    this.#phase = phase;
    this.#stated = -Infinity;
    this.tick(this.#events);
    this.#abort.signal.throwIfAborted();
  }

  /** @param events taken so far, those of a killed run included @param total as far as it is known */
  tick(events: number, total = this.total): void {
    this.#events = events;
    this.total = total;
    this.peakRssBytes = Math.max(this.peakRssBytes, process.memoryUsage.rss());
    this.#look();
    this.#watched.onProgress?.(this.#progress());
  }

  /** The last moment to want that it end. @throws BuildCancelled */
  check(): void {
    this.#stated = -Infinity;
    this.#look();
    this.#abort.signal.throwIfAborted();
  }

  end(): void {
    clearInterval(this.#timer);
    this.#watched.signal?.removeEventListener('abort', this.#cancel);
    if (this.#watched.shown) clearState(this.#watched.directory);
  }

  #progress(): RebuildProgress {
    const [events, total] = [this.#events, Math.max(this.total, this.#events)];
    const eventsPerSecond = Math.round(Math.max(0, events - this.before) / Math.max(this.seconds, 0.001));
    const etaSeconds = eventsPerSecond === 0 ? 0 : Math.ceil((total - events) / eventsPerSecond);
    return { phase: this.#phase, events, total, eventsPerSecond, etaSeconds };
  }

  #look(): void {
    const { shown, directory, file, program } = this.#watched;
    if (!shown || performance.now() - this.#stated < STATE_MS) return;
    this.#stated = performance.now();
    if (isCancelled(file)) this.#cancel();
    else writeState(directory, { ...this.#progress(), startedAt: this.#startedAt, process: process.pid, program });
  }

  readonly #cancel = (): void => this.#abort.abort(new BuildCancelled());
}
