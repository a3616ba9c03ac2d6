import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { systemClock, vietnamDay, type Clock } from '#commands/clock';
import { type LogSummary, summarise } from '#event-log/log-summary';
import { copyLog, settleLog } from '#event-log/sqlite-copy';
import { syncDirectory } from '#event-log/durable-folder';
import { verifyLog } from '#event-log/verify';
import { copyAttachments, filesNamedIn, storedPath } from './attached-files.ts';
import { replay } from './figures.ts';
import { assertRoom, bytesOf, replaceFile, sha256Of, syncFile, syncTree } from './files.ts';
import { generationOf } from './generation.ts';
import {
  ATTACHMENTS_NAME,
  BACKUP_FORMAT,
  type BackedUpFile,
  LOG_NAME,
  type Manifest,
  type ReadManifest,
  readManifest,
  SECRETS_NAME,
  SETTINGS_NAME,
  writeManifest,
} from './manifest.ts';
import type { Places } from './places.ts';
import { Unfinished } from './unfinished.ts';
import { backUpSecrets } from './webhook-secrets.ts';

export type BackupStep = 'log' | 'attachments' | 'verify' | 'replay' | 'hash';

export interface BackupAsked {
  readonly places: Places;
  /** The backup's own folder: absent, or empty. */
  readonly folder: string;
  /** Settings as they may be shown; never a secret. */
  readonly settings: Readonly<Record<string, string>>;
  /** A former backup, whose attachments are linked to where they can be. */
  readonly since?: string;
  readonly programVersion: string;
  readonly clock?: Clock;
  readonly onProgress?: (step: BackupStep, done: number, total: number) => void;
}

export interface BackedUp extends ReadManifest {
  readonly folder: string;
  readonly seconds: number;
  /** Files that were taken over by link from the former backup, not copied. */
  readonly linked: number;
}

/** Nothing was made, and nothing will be by trying again. */
export class BackupRefused extends Error {
  constructor(
    readonly reason: 'not-empty' | 'log-broken' | 'no-log',
    readonly facts: string,
  ) {
    super(`${reason}: ${facts}`);
    this.name = 'BackupRefused';
  }
}

/**
 * Makes a backup of the log and the files that its events name, beside whoever writes: made aside, verified, replayed, synced, and only
 * then given its name, so that under the name there is a whole backup or nothing. The log comes first and the files second: a file is
 * stored before the event that names it.
 * @throws BackupRefused, NoRoom, BrokenBackup (the former one), Unavailable
 */
export async function makeBackup(asked: BackupAsked): Promise<BackedUp> {
  const began = performance.now();
  const folder = resolve(asked.folder);
  if (!existsSync(asked.places.logFile)) throw new BackupRefused('no-log', asked.places.logFile);
  refuseFilled(folder);
  const since = asked.since === undefined ? null : { folder: resolve(asked.since), ...readManifest(resolve(asked.since)) };
  mkdirSync(dirname(folder), { recursive: true });
  await assertRoom(dirname(folder), await roomFor(asked.places.logFile));
  const unfinished = Unfinished.begin(folder);
  try {
    const { manifest, linked } = await fill(unfinished.folder, asked, since);
    const sha256 = writeManifest(unfinished.folder, manifest);
    syncTree(unfinished.folder);
    giveName(unfinished.folder, folder);
    return { folder, manifest, sha256, linked, seconds: (performance.now() - began) / 1_000 };
  } finally {
    unfinished.remove();
  }
}

function refuseFilled(folder: string): void {
  if (existsSync(folder) && readdirSync(folder).length > 0) throw new BackupRefused('not-empty', folder);
}

/** The copy, and the read models that are built from it and removed again: as large as the log, by measurement. */
async function roomFor(logFile: string): Promise<number> {
  return 2 * ((await bytesOf(logFile)) + (await bytesOf(`${logFile}-wal`)));
}

type Former = ReadManifest & { readonly folder: string };

async function fill(
  folder: string,
  asked: BackupAsked,
  since: Former | null,
): Promise<{ readonly manifest: Manifest; readonly linked: number }> {
  const { places, clock = systemClock, onProgress } = asked;
  const madeAt = clock.now();
  const generation = generationOf(places.dataDir);
  const logFile = join(folder, LOG_NAME);
  await copyLog({ source: places.logFile, target: logFile, onProgress: (done, total) => onProgress?.('log', done, total) });
  const log = await summaryOf(logFile, onProgress);
  const figuresAsOf = vietnamDay(madeAt);
  const figures = await replayed(folder, figuresAsOf, onProgress);
  const named = await filesNamedIn(logFile);
  const copied = await attachmentsOf(folder, { asked, named, since });
  settleLog(logFile); // Reading has left its index files beside it.
  replaceFile(join(folder, SETTINGS_NAME), `${JSON.stringify(asked.settings, null, 2)}\n`);
  const secrets = backUpSecrets(places, folder) ? [await fileOf(folder, SECRETS_NAME)] : [];
  const own = [await fileOf(folder, LOG_NAME), await fileOf(folder, SETTINGS_NAME), ...secrets];
  await syncFile(logFile);
  const manifest: Manifest = {
    format: BACKUP_FORMAT,
    program: { version: asked.programVersion, node: process.version },
    madeAt,
    madeAtVietnam: inVietnam(madeAt),
    log,
    generation,
    seal: null,
    figuresAsOf,
    figures,
    attachments: {
      files: copied.files.length,
      bytes: copied.files.reduce((sum, { bytes }) => sum + bytes, 0),
      missing: copied.missing,
    },
    since: since && { madeAt: since.manifest.madeAt, position: since.manifest.log.position, manifestSha256: since.sha256 },
    files: [...copied.files, ...own].sort((a, b) => (a.path < b.path ? -1 : 1)),
  };
  return { manifest, linked: copied.linked };
}

/** @throws BackupRefused `log-broken`: a backup that cannot be restored is none */
async function summaryOf(logFile: string, onProgress: BackupAsked['onProgress']): Promise<LogSummary> {
  const { ok, firstBad } = await verifyLog(logFile, (done, total) => onProgress?.('verify', done, total));
  if (!ok) throw new BackupRefused('log-broken', `${firstBad?.stream ?? ''} ${firstBad?.position ?? ''} ${firstBad?.problem ?? ''}`.trim());
  return summarise(logFile);
}

/** The figures of the very events that were copied: the live read models may be elsewhere. */
async function replayed(folder: string, asOf: string, onProgress: BackupAsked['onProgress']): Promise<Manifest['figures']> {
  const readModelsDir = join(folder, 'read-models');
  try {
    const { figures } = await replay({
      logFile: join(folder, LOG_NAME),
      readModelsDir,
      asOf,
      onProgress: (events, total) => onProgress?.('replay', events, total),
    });
    return figures;
  } finally {
    rmSync(readModelsDir, { recursive: true, force: true });
  }
}

interface Attachments {
  readonly asked: BackupAsked;
  readonly named: readonly string[];
  readonly since: Former | null;
}

async function attachmentsOf(folder: string, { asked: { places, onProgress }, named, since }: Attachments) {
  const former = since && {
    folder: since.folder,
    files: new Map(since.manifest.files.map((file): [string, BackedUpFile] => [file.path, file])),
  };
  let needed = 0;
  for (const sha256 of named)
    if (former?.files.has(`${ATTACHMENTS_NAME}/${storedPath(sha256)}`) !== true)
      needed += await bytesOf(join(places.attachmentsDir, storedPath(sha256)));
  await assertRoom(folder, needed);
  let done = 0;
  return copyAttachments({
    named,
    from: places.attachmentsDir,
    to: folder,
    former,
    onFile: () => onProgress?.('attachments', (done += 1), named.length),
  });
}

const fileOf = async (folder: string, path: string): Promise<BackedUpFile> => ({
  path,
  bytes: await bytesOf(join(folder, path)),
  sha256: await sha256Of(join(folder, path)),
});

/** An empty folder in its place is replaced; one that was filled meanwhile is not. */
function giveName(unfinished: string, folder: string): void {
  try {
    renameSync(unfinished, folder);
  } catch (error) {
    if (['ENOTEMPTY', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) throw new BackupRefused('not-empty', folder);
    throw error;
  }
  syncDirectory(dirname(folder));
}

const inVietnam = (instant: string): string => `${new Date(Date.parse(instant) + 7 * 3_600_000).toISOString().slice(0, 19)}+07:00`;
