import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { hashAt, summarise } from '#event-log/log-summary';
import { SqliteLog } from '#event-log/sqlite-log';
import { openLive } from '#read-models/live-read-models';
import { makeBackup } from '#recovery/backup';
import { lastRestore } from '#recovery/generation';
import { BrokenBackup, LOG_NAME, MANIFEST } from '#recovery/manifest';
import { openForWriting } from '#recovery/open-log';
import { placesUnder } from '#recovery/places';
import { restore } from '#recovery/restore';
import { begin } from '../load/command-work.ts';
import { copyFault, notPrefixes, type Taken, taken } from './backup-check.ts';
import { Writer } from './backup-writer.ts';

/** Images by `cp` after which one must have failed. */
const CP_IMAGES = 60;
const CP_CHUNK_BYTES = 256 * 1024;
const CP_PAUSE_MS = 2;
/** Bytes of a manifest that are changed, one at a time. */
const BYTES_CHANGED = 200;

/** What people do instead of a backup or a restore: each must be found by the check that finds nothing in ours. @returns those that were not */
export async function missedControls(folder: string, random: () => number, say: (line: string) => void): Promise<readonly string[]> {
  mkdirSync(folder);
  const controls: readonly (readonly [name: string, caught: () => Promise<boolean>])[] = [
    ['cp of the files while they are written', () => plainCopyIsCaught(join(folder, 'cp'), say)],
    ['a manifest with one byte changed', () => changedManifestIsCaught(join(folder, 'manifest'), random)],
    ['an older log file put in place', () => olderLogIsCaught(join(folder, 'older'))],
    ['the write-ahead log of another log', () => foreignWalIsCaught(join(folder, 'wal'))],
  ];
  const missed: string[] = [];
  for (const [name, caught] of controls) {
    const found = await caught();
    say(`control: ${name}: ${found ? 'caught' : 'MISSED'}`);
    if (!found) missed.push(`control missed: ${name}`);
  }
  return missed;
}

/** The file first and the write-ahead log after it, as `cp log.sqlite*` does. */
async function plainCopyIsCaught(folder: string, say: (line: string) => void): Promise<boolean> {
  const { dataDir, logFile } = placesUnder(join(folder, 'data'));
  const writer = await Writer.start({ dataDir, clients: 4, pauseMs: 0 });
  const { logId } = summarise(logFile);
  const copies: Taken[] = [];
  const faults: string[] = [];
  for (let image = 0; image < CP_IMAGES && faults.length === 0; image += 1) {
    const { acknowledged } = writer;
    const copy = join(folder, `image-${image}`, LOG_NAME);
    mkdirSync(join(folder, `image-${image}`));
    for (const side of ['', '-wal']) await slowCopy(`${logFile}${side}`, `${copy}${side}`);
    const fault = await copyFault(copy, acknowledged, logId);
    if (fault !== null) faults.push(`image ${image} ${fault}`);
    else copies.push(taken(`image ${image}`, copy) as Taken);
  }
  await writer.stop();
  faults.push(...notPrefixes(logFile, copies));
  if (faults[0] !== undefined) say(`  ${faults[0]}`);
  return faults.length > 0;
}

/** A large file takes `cp` a while: others get to write meanwhile. */
async function slowCopy(file: string, target: string): Promise<void> {
  const [from, to] = [await open(file, 'r'), await open(target, 'w')];
  try {
    const buffer = Buffer.alloc(CP_CHUNK_BYTES);
    for (let read = await from.read(buffer); read.bytesRead > 0; read = await from.read(buffer)) {
      await to.write(buffer, 0, read.bytesRead);
      await setTimeout(CP_PAUSE_MS);
    }
  } finally {
    await from.close();
    await to.close();
  }
}

async function logOf(folder: string, projects: number): Promise<string> {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, LOG_NAME);
  const log = await SqliteLog.open({ file, program: 'proof backup' });
  await begin(log, projects);
  await log.close();
  return file;
}

async function changedManifestIsCaught(folder: string, random: () => number): Promise<boolean> {
  const places = placesUnder(join(folder, 'data'));
  await logOf(places.dataDir, 2);
  const target = join(folder, 'backup');
  await makeBackup({ places, folder: target, settings: {}, programVersion: 'proof' });
  const whole = readFileSync(join(target, MANIFEST));
  for (let change = 0; change < BYTES_CHANGED; change += 1) {
    const bytes = Buffer.from(whole);
    const at = Math.floor(random() * bytes.length);
    bytes[at] = (bytes[at] as number) ^ (1 << Math.floor(random() * 8));
    writeFileSync(join(target, MANIFEST), bytes);
    const scratch = placesUnder(join(folder, 'restored'));
    const outcome = await restore({ folder: target, places: scratch, by: 'proof', programVersion: 'proof' }).then(
      () => 'restored',
      (error: unknown) => {
        if (error instanceof BrokenBackup) return 'refused';
        throw error;
      },
    );
    if (outcome !== 'refused') return false;
  }
  return true;
}

/** Noticed by the read models, which had read more of it. */
async function olderLogIsCaught(folder: string): Promise<boolean> {
  const places = placesUnder(folder);
  const file = await logOf(folder, 2);
  copyFileSync(file, join(folder, 'older.sqlite'));
  const log = await SqliteLog.open({ file, program: 'proof backup' });
  await begin(log, 3);
  const live = await openLive({ log, directory: places.readModelsDir });
  await live.projector.catchUp();
  live.close();
  await log.close();
  copyFileSync(join(folder, 'older.sqlite'), file);
  await (
    await openForWriting({
      log: { kind: 'sqlite', file: places.logFile },
      folders: places,
      program: 'proof backup',
      by: 'proof',
      now: new Date().toISOString(),
    })
  ).close();
  return lastRestore(folder)?.cause === 'older-log';
}

async function foreignWalIsCaught(folder: string): Promise<boolean> {
  const file = await logOf(join(folder, 'own'), 4);
  const { logId, position, lastHash } = summarise(file);
  const otherFile = await logOf(join(folder, 'other'), 1);
  const other = await SqliteLog.open({ file: otherFile, program: 'proof backup' });
  await begin(other, 4);
  copyFileSync(`${otherFile}-wal`, `${file}-wal`);
  await other.close();
  rmSync(`${file}-shm`, { force: true });
  const fault = await copyFault(file, position, logId);
  return fault !== null || hashAt(file, position as string) !== lastHash;
}
