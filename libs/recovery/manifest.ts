import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LogSummary } from '#event-log/log-summary';
import type { Figure } from './figures.ts';
import { replaceFile } from './files.ts';

/** Grows when what stands in a backup changes its meaning. */
export const BACKUP_FORMAT = 1;
export const MANIFEST = 'manifest.json';
/** One line as `sha256sum -c` reads it: a manifest that was altered is no manifest. */
export const MANIFEST_SUM = 'manifest.sha256';
export const LOG_NAME = 'log.sqlite';
export const SETTINGS_NAME = 'settings.json';
export const ATTACHMENTS_NAME = 'attachments';
export const SECRETS_NAME = 'webhook-secrets.json';

export interface BackedUpFile {
  /** From the backup's folder, with `/`. */
  readonly path: string;
  readonly bytes: number;
  /** Lower-case hex */
  readonly sha256: string;
}

/** What a backup holds, and what it must be when it is read again. */
export interface Manifest {
  readonly format: number;
  readonly program: { readonly version: string; readonly node: string };
  /** UTC */
  readonly madeAt: string;
  /** The same instant in Asia/Ho_Chi_Minh, `YYYY-MM-DDThh:mm:ss+07:00`. */
  readonly madeAtVietnam: string;
  readonly log: LogSummary;
  /** How often this log was restored before, plus one. */
  readonly generation: number;
  /** The daily seal; null until seals exist. */
  readonly seal: null;
  /** The conference's sums by region and plan year as of `figuresAsOf`, in đồng. */
  readonly figuresAsOf: string;
  readonly figures: readonly Figure[];
  readonly attachments: {
    readonly files: number;
    readonly bytes: number;
    /** Files that events name and the folder did not have, or had with other bytes. */
    readonly missing: readonly string[];
  };
  /** The former backup whose attachments were taken over by hard link; null: none. */
  readonly since: { readonly madeAt: string; readonly position: string | null; readonly manifestSha256: string } | null;
  /** Every file but the manifest and its sum, by path. */
  readonly files: readonly BackedUpFile[];
}

export interface ReadManifest {
  readonly manifest: Manifest;
  /** Names this backup. */
  readonly sha256: string;
}

/** The folder is no backup, or not as it was made. */
export class BrokenBackup extends Error {
  constructor(
    readonly folder: string,
    readonly problem: string,
  ) {
    super(`${folder}: ${problem}`);
    this.name = 'BrokenBackup';
  }
}

export function writeManifest(folder: string, manifest: Manifest): string {
  const text = `${JSON.stringify(manifest, null, 2)}\n`;
  const sum = hash('sha256', text, 'hex');
  replaceFile(join(folder, MANIFEST), text);
  replaceFile(join(folder, MANIFEST_SUM), sumLine(sum));
  return sum;
}

/** @throws BrokenBackup no manifest, not byte for byte the one that was written, or of a newer build */
export function readManifest(folder: string): ReadManifest {
  const bytes = fileOf(folder, MANIFEST);
  const sha256 = hash('sha256', bytes, 'hex');
  if (fileOf(folder, MANIFEST_SUM).toString('latin1') !== sumLine(sha256))
    throw new BrokenBackup(folder, `${MANIFEST} is not what ${MANIFEST_SUM} says`);
  const manifest = JSON.parse(bytes.toString('utf8')) as Manifest;
  if (manifest.format !== BACKUP_FORMAT)
    throw new BrokenBackup(folder, `the backup has format ${manifest.format}; this build knows ${BACKUP_FORMAT}`);
  return { manifest, sha256 };
}

const sumLine = (sha256: string): string => `${sha256}  ${MANIFEST}\n`;

function fileOf(folder: string, name: string): Buffer {
  try {
    return readFileSync(join(folder, name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' || (error as NodeJS.ErrnoException).code === 'ENOTDIR')
      throw new BrokenBackup(folder, `there is no ${name}`);
    throw error;
  }
}
