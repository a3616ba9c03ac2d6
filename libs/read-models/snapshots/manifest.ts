import { basename } from 'node:path';
import type { LastSeen } from '#event-log/last-seen';
import { FORMAT } from '../database.ts';
import type { ReadModel } from '../model.ts';

/** Written last, beside the copy: without it there is no snapshot. */
export interface SnapshotManifest {
  readonly kind: 'tiendo-read-models';
  /** Of this document. */
  readonly manifest: 1;
  /** The copy, in the same folder. */
  readonly file: string;
  readonly logId: string;
  /** Of the tables that every build has: `FORMAT`. */
  readonly format: number;
  readonly models: readonly { readonly name: string; readonly version: number }[];
  /** Log position of the rows. */
  readonly position: string;
  /** The event at that position, to notice a log that does not have it. */
  readonly last: LastSeen;
  /** Events that the rows are made of. */
  readonly events: number;
  readonly bytes: number;
  /** Of the copy, lower-case hex. */
  readonly sha256: string;
  /** Version of the program that made it. */
  readonly program: string;
  /** UTC instant. */
  readonly madeAt: string;
}

export const NAME = /^read-models-[0-9TZ]{19}-[0-9a-f]{8}\.db$/;

type Check = (value: unknown) => boolean;
const isText: Check = (value) => typeof value === 'string' && value !== '' && value.length <= 300;
const isCount: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;
const has = (value: unknown, checks: Readonly<Record<string, Check>>): boolean =>
  isRecord(value) && Object.entries(checks).every(([name, fits]) => fits(value[name]));

const LAST: Readonly<Record<keyof LastSeen, Check>> = { position: isText, stream: isText, revision: isCount, id: isText, hash: isText };
const SHAPE: Readonly<Record<keyof SnapshotManifest, Check>> = {
  kind: (value) => value === 'tiendo-read-models',
  manifest: (value) => value === 1,
  file: (value) => typeof value === 'string' && value === basename(value) && NAME.test(value),
  logId: isText,
  format: isCount,
  models: (value) => Array.isArray(value) && value.every((model) => has(model, { name: isText, version: isCount })),
  position: isText,
  last: (value) => has(value, LAST),
  events: isCount,
  bytes: isCount,
  sha256: (value) => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value),
  program: isText,
  madeAt: (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value),
};

/** null: no manifest that this program can read. */
export function parseManifest(text: string): SnapshotManifest | null {
  try {
    const found: unknown = JSON.parse(text);
    return has(found, SHAPE) ? (found as SnapshotManifest) : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** What a snapshot must be of, for a program to go on from it. */
export interface Fit {
  readonly logId: string;
  readonly models: readonly ReadModel[];
}

/** Why this program cannot go on from a snapshot, by its manifest; null: it can. */
export function whyOther({ logId, format, models }: SnapshotManifest, fit: Fit): string | null {
  if (logId !== fit.logId) return `of log ${logId}`;
  if (format !== FORMAT) return `of format ${format}, this build writes ${FORMAT}`;
  const [theirs, ours] = [models, fit.models].map((all) => all.map(({ name, version }) => `${name} ${version}`).sort());
  return String(theirs) === String(ours) ? null : `of models ${String(theirs)}, this build has ${String(ours)}`;
}

/** Whether two are of one log, format and versions: of each such kind the newest are kept. */
export const isLike = (one: SnapshotManifest, other: SnapshotManifest): boolean =>
  [one, other].every(({ logId, format }) => logId === one.logId && format === one.format) &&
  JSON.stringify(one.models) === JSON.stringify(other.models);
