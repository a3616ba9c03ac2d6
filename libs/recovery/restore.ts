import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { copyFile, mkdir, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { type Clock, systemClock } from '#commands/clock';
import { hashAt, summarise } from '#event-log/log-summary';
import { settleLog } from '#event-log/sqlite-copy';
import { failureOf } from '#event-log/sqlite-failure';
import { WriterLock } from '#event-log/sqlite-lock';
import { syncDirectory } from '#event-log/durable-folder';
import { ProjectorLock } from '#read-models/generations';
import { copyChecked, storedPath } from './attached-files.ts';
import { checkFiles, compareAfterReplay, type Comparison } from './check-backup.ts';
import { assertRoom, bytesOf, sha256Of, syncFile } from './files.ts';
import { lastRestore, type Restored } from './generation.ts';
import { ATTACHMENTS_NAME, BrokenBackup, LOG_NAME, type Manifest, type ReadManifest, readManifest } from './manifest.ts';
import type { Places } from './places.ts';
import { switchLog } from './switch-log.ts';
import { Unfinished } from './unfinished.ts';
import { restoreSecrets } from './webhook-secrets.ts';

export type RestoreStep = 'files' | 'copy' | 'verify' | 'fold' | 'replay' | 'attachments' | 'switch';

export interface RestoreAsked {
  /** The backup */
  readonly folder: string;
  /** Where to; nobody may be writing there. */
  readonly places: Places;
  /** Whether a log that is there may be replaced. It is kept aside, whatever it is. */
  readonly replace?: boolean;
  /** Does everything but the switch; needs the same room. */
  readonly dryRun?: boolean;
  /** Account of who restores. */
  readonly by: string;
  readonly programVersion: string;
  readonly clock?: Clock;
  readonly onProgress?: (step: RestoreStep, done: number, total: number) => void;
}

export interface RestoreResult {
  readonly manifest: Manifest;
  /** `differs`: nothing was restored. `already`: this very backup is in place and nothing was written since. */
  readonly outcome: 'restored' | 'already' | 'differs' | 'dry-run';
  /** Null: it was there already. */
  readonly comparison: Comparison | null;
  /** Files in the backup's folder that are no part of it. */
  readonly strangers: readonly string[];
  /** What is known of the restore; null: none took place. */
  readonly restored: Restored | null;
  /** By step */
  readonly seconds: Readonly<Record<string, number>>;
}

/** There is a log in the place, and nobody said that it may be replaced. Nothing was changed. */
export class LogInPlace extends Error {
  constructor(readonly file: string) {
    super(`${file} is there`);
    this.name = 'LogInPlace';
  }
}

/**
 * Restores a backup: every file is read and compared with its hash, the log is verified, folded and replayed beside what is there, and
 * its counts, heads and figures are compared with the manifest; only then is it switched to. Whole or nothing, and the same again
 * changes nothing.
 * @throws BrokenBackup, LogInPlace, NoRoom, Unavailable (`locked`: somebody writes there)
 */
export async function restore(asked: RestoreAsked): Promise<RestoreResult> {
  const { places, dryRun = false } = asked;
  const folder = resolve(asked.folder);
  const read = readManifest(folder);
  const made = madeFolders(dirname(places.logFile), places.dataDir);
  const lock = dryRun ? null : WriterLock.take(places.logFile, 'tiendo restore');
  try {
    if (!dryRun) Unfinished.sweep(stagingOf(places)); // A kill after the switch leaves it, and then there is nothing more to begin.
    const before = stateBefore(places, read);
    if (before.already !== null)
      return { manifest: read.manifest, outcome: 'already', comparison: null, strangers: [], restored: before.already, seconds: {} };
    const mayReplace = asked.replace === true || before.cutOff !== null || dryRun;
    if (!mayReplace && existsSync(places.logFile)) throw new LogInPlace(places.logFile);
    const result = await restoreAside({ ...asked, folder }, read, before);
    if (result.outcome === 'restored') lock?.mark(false); // What was left open was the log before.
    return result;
  } finally {
    lock?.release();
    if (dryRun) for (const own of made) await rm(own, { recursive: true, force: true });
  }
}

/** On the disk of the log, so that a rename is all that the switch takes. */
const stagingOf = ({ logFile }: Places): string => join(dirname(logFile), 'restore');

/** @returns those that were not there before: a dry run takes them away again */
function madeFolders(...folders: readonly string[]): readonly string[] {
  return folders.flatMap((folder) => mkdirSync(folder, { recursive: true }) ?? []);
}

interface Before {
  /** This backup is in place and nothing was written since. */
  readonly already: Restored | null;
  /** A restore of this backup that was cut off in its switch. */
  readonly cutOff: Restored | null;
  readonly inPlace: boolean;
}

function stateBefore({ dataDir, logFile }: Places, { manifest, sha256 }: ReadManifest): Before {
  const last = lastRestore(dataDir);
  if (last?.backup?.manifestSha256 !== sha256) return { already: null, cutOff: null, inPlace: false };
  const inPlace = isThisLog(logFile, manifest);
  if (last.phase === 'switching') return { already: null, cutOff: last, inPlace };
  return { already: inPlace ? last : null, cutOff: null, inPlace };
}

function isThisLog(logFile: string, { log }: Manifest): boolean {
  if (!existsSync(logFile)) return false;
  try {
    if (log.position !== null && hashAt(logFile, log.position) !== log.lastHash) return false;
    const found = summarise(logFile);
    return found.logId === log.logId && found.position === log.position && found.headsDigest === log.headsDigest;
  } catch (error) {
    if (failureOf(error) === undefined) throw error;
    return false; // Damaged: whatever it is, it is not this.
  }
}

async function restoreAside(asked: RestoreAsked, read: ReadManifest, before: Before): Promise<RestoreResult> {
  const { folder, places, dryRun = false, programVersion, onProgress = () => undefined } = asked;
  const { manifest } = read;
  const seconds: Record<string, number> = {};
  const timed = async <Answer>(step: RestoreStep, work: () => Promise<Answer>): Promise<Answer> => {
    const began = performance.now();
    return work().finally(() => (seconds[step] = (performance.now() - began) / 1_000));
  };
  const strangers = await timed('files', () => checkFiles(folder, manifest, (done, total) => onProgress('files', done, total)));
  await assertRoom(dirname(places.logFile), 2 * (await bytesOf(join(folder, LOG_NAME))) + manifest.attachments.bytes);
  const unfinished = Unfinished.begin(stagingOf(places));
  try {
    const staged = join(unfinished.folder, LOG_NAME);
    const stagedReadModels = join(unfinished.folder, 'read-models');
    await timed('copy', () => copyFile(join(folder, LOG_NAME), staged));
    const comparison = await compareAfterReplay({
      manifest,
      logFile: staged,
      readModelsDir: stagedReadModels,
      programVersion,
      onProgress,
      timed,
    });
    const result = { manifest, comparison, strangers, restored: null, seconds };
    if (comparison.differences.length > 0) return { ...result, outcome: 'differs' };
    if (dryRun) return { ...result, outcome: 'dry-run' };
    await timed('attachments', () => putAttachments(asked, manifest));
    restoreSecrets(folder, manifest, places);
    settleLog(staged);
    await syncFile(staged);
    const restored = await timed('switch', async () => {
      const projector = ProjectorLock.take(places.readModelsDir, 'tiendo restore');
      try {
        return switchLog({ places, staged, stagedReadModels, restored: knownOf(asked, read, before), ...before });
      } finally {
        projector.release();
      }
    });
    return { ...result, outcome: 'restored', restored };
  } finally {
    unfinished.remove();
  }
}

function knownOf({ folder, places, by, clock = systemClock }: RestoreAsked, { manifest, sha256 }: ReadManifest, { cutOff }: Before) {
  const last = lastRestore(places.dataDir)?.generation ?? 1;
  return {
    generation: cutOff?.generation ?? Math.max(last, manifest.generation) + 1,
    logId: manifest.log.logId,
    cause: 'restored' as const,
    at: cutOff?.at ?? clock.now(),
    by: cutOff?.by ?? by,
    position: manifest.log.position,
    backup: { folder, madeAt: manifest.madeAt, manifestSha256: sha256 },
    evidence: [],
    confirmed: null,
  };
}

/** Before the log, as an upload does: a file without its event is nothing, an event without its file is a loss. What is there and right stays. */
async function putAttachments({ folder, places, onProgress }: RestoreAsked, { files, attachments }: Manifest): Promise<void> {
  const incoming = join(places.attachmentsDir, 'incoming');
  await mkdir(incoming, { recursive: true });
  let done = 0;
  for (const { path, bytes, sha256 } of files) {
    if (!path.startsWith(`${ATTACHMENTS_NAME}/`)) continue;
    onProgress?.('attachments', (done += 1), attachments.files);
    const target = join(places.attachmentsDir, storedPath(sha256));
    if ((await bytesOf(target)) === bytes && (await sha256Of(target)) === sha256) continue;
    const aside = join(incoming, `${sha256}.part`); // The store's own sweep removes what a kill leaves here.
    await rm(aside, { force: true });
    if (!(await copyChecked(join(folder, path), aside, sha256))) throw new BrokenBackup(folder, `${path} is damaged`);
    await mkdir(dirname(target), { recursive: true });
    renameSync(aside, target);
    for (let own = dirname(target); own !== dirname(places.attachmentsDir); own = dirname(own)) syncDirectory(own);
  }
}
