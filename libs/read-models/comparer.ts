import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import type { DifferingRow } from '#contracts/read-models';
import type { EventLog } from '#event-log/event-log';
import type { Alert } from './alert.ts';
import { compareStreams } from './compare-streams.ts';
import { currentFile } from './generations.ts';
import type { ReadModel } from './model.ts';
import { ReadModelReader } from './read-model-reader.ts';

/** Beside a build: what was found to differ in it. It goes with the build. */
const DIFFERS = '.differs';
const KEPT_MAX = 100;

export interface ComparerOptions {
  readonly log: EventLog;
  readonly directory: string;
  readonly models: readonly ReadModel[];
  /** Streams folded anew in a minute; 0: none. */
  readonly perMinute: number;
  readonly random: () => number;
  readonly onAlert: (alert: Alert) => void;
}

const MINUTE_MS = 60_000;

/** While nothing else is to do, folds one stream after another anew and compares: a model that goes wrong is noticed before anybody rebuilds. */
export class Comparer {
  readonly #options: ComparerOptions;

  constructor(options: ComparerOptions) {
    this.#options = options;
  }

  /** Compares until `signal` aborts, one stream at a time and only while `idle` says so. */
  async follow(signal: AbortSignal, idle: () => boolean): Promise<void> {
    const { perMinute, directory } = this.#options;
    if (perMinute === 0) return;
    const reader = new ReadModelReader(directory);
    try {
      while (await waited(MINUTE_MS / perMinute, signal)) if (idle()) await this.#one(reader);
    } finally {
      reader.close();
    }
  }

  async #one(reader: ReadModelReader): Promise<void> {
    const { log, models, random, directory, onAlert } = this.#options;
    try {
      const { differences } = await compareStreams({ log, db: reader.db, models, streams: 1, random });
      for (const difference of note(directory, differences)) onAlert({ kind: 'differs', ...difference });
    } catch (error) {
      onAlert({ kind: 'not-compared', error: error instanceof Error ? error.message : String(error) });
    }
  }
}

/** Keeps what was found; returns what was not known before. */
function note(directory: string, found: readonly DifferingRow[]): readonly DifferingRow[] {
  const file = currentFile(directory);
  if (found.length === 0 || file === null) return [];
  const known = notedFor(file);
  const news = found.filter(({ stream, table }) => !known.some((one) => one.stream === stream && one.table === table));
  if (news.length > 0) writeFileSync(file + DIFFERS, JSON.stringify([...known, ...news].slice(0, KEPT_MAX)));
  return news;
}

const notedFor = (file: string): readonly DifferingRow[] =>
  existsSync(file + DIFFERS) ? (JSON.parse(readFileSync(file + DIFFERS, 'utf8')) as DifferingRow[]) : [];

/** What the comparer found to differ in the rows that answer, the first hundred. */
export function differing(directory: string): readonly DifferingRow[] {
  const file = currentFile(directory);
  return file === null ? [] : notedFor(file);
}

/** False: aborted. */
async function waited(ms: number, signal: AbortSignal): Promise<boolean> {
  await setTimeout(ms, undefined, { signal }).catch((error: unknown) => {
    if ((error as { name?: string }).name !== 'AbortError') throw error;
  });
  return !signal.aborted;
}
