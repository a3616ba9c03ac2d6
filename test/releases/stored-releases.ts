import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '#config/package-root';
import type { RecordedEvent } from '#event-log/event-log';

/** What `record.ts` wrote of one release. Never edited: a history says how that release wrote. */
export interface StoredRelease {
  readonly version: string;
  /** The commit that it was built from. */
  readonly commit: string;
}

export const HISTORIES = join(packageRoot(), 'test/histories');

const VERSION = /^\d+\.\d+\.\d+$/;

/** -1, 0, 1 as of two versions `x.y.z`. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split('.').map(Number)) as [number[], number[]];
  const index = left.findIndex((number, at) => number !== right[at]);
  return index < 0 ? 0 : Math.sign((left[index] ?? 0) - (right[index] ?? 0));
}

/** Oldest first. */
export const storedReleases = (): readonly StoredRelease[] =>
  readdirSync(HISTORIES)
    .filter((name) => VERSION.test(name))
    .toSorted(compareVersions)
    .map((version) => JSON.parse(readStored(version, 'release.json')) as StoredRelease);

export const readStored = (version: string, file: string): string => readFileSync(join(HISTORIES, version, file), 'utf8');

export const storedEvents = (version: string): readonly RecordedEvent[] =>
  readStored(version, 'events.jsonl')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as RecordedEvent);

/** Digest of each schema that the release published, by name; empty for 0.1.0, which published none. */
export const publishedSchemas = (version: string): Readonly<Record<string, string>> =>
  existsSync(join(HISTORIES, version, 'schemas.json'))
    ? (JSON.parse(readStored(version, 'schemas.json')) as Readonly<Record<string, string>>)
    : {};
