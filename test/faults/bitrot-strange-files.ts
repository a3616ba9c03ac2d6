import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SqliteLog } from '#event-log/sqlite-log';
import { verifyLog } from '#event-log/verify';
import { type BitrotSubject, makeSubject } from './bitrot-subject.ts';
import { readable } from './bitrot-verdict.ts';
import type { Findings } from './proof-result.ts';

const PAGE_BYTES = 4_096;

/** Pages that changed places, files that belong to another log or another day, a write-ahead log that is gone. */
export async function strangeFiles(subject: BitrotSubject, n: number, random: () => number, findings: Findings): Promise<string> {
  const swapped = await swappedPages(subject, n, random, findings);
  const other = join(subject.folder, 'other');
  mkdirSync(other);
  const stranger = await makeSubject(other, Math.floor(random() * 1_000) + 1_000);
  const refused = [
    await beside('the write-ahead log of another log', { subject, from: subject.openFile, wal: stranger.walFile }, findings),
    await beside(
      'the write-ahead log of another log, beside a closed one',
      { subject, from: subject.file, wal: stranger.walFile },
      findings,
    ),
    await beside(
      'an old write-ahead log beside a newer file',
      { subject, from: subject.file, wal: subject.walFile, how: 'may hold' },
      findings,
    ),
  ];
  await withoutWal(subject, findings);
  await olderCopy(subject, findings);
  return `${n} pairs of pages exchanged: ${swapped}; ${refused.join('; ')}; a missing write-ahead log is told of; an older copy is sound and claims no more (unanchoredSince: null)`;
}

async function swappedPages(
  { file, folder, streams }: BitrotSubject,
  n: number,
  random: () => number,
  findings: Findings,
): Promise<string> {
  const sound = readFileSync(file);
  const whole = readable(file, streams);
  const pages = sound.length / PAGE_BYTES;
  const victim = join(folder, 'swapped.sqlite');
  let found = 0;
  for (let at = 0; at < n; at++) {
    const [one, two] = [Math.floor(random() * pages) * PAGE_BYTES, Math.floor(random() * pages) * PAGE_BYTES];
    const damaged = Buffer.from(sound);
    sound.copy(damaged, one, two, two + PAGE_BYTES);
    sound.copy(damaged, two, one, one + PAGE_BYTES);
    writeFileSync(victim, damaged);
    const { ok } = await verifyLog(victim);
    if (!ok) found += 1;
    else if (readable(victim, streams) !== whole)
      findings.add('violations', `pages ${one / PAGE_BYTES} and ${two / PAGE_BYTES} changed places unseen`);
  }
  rmSync(victim, { force: true });
  return `${found} found, the others were one and the same page`;
}

interface Beside {
  readonly subject: BitrotSubject;
  readonly from: string;
  readonly wal: string;
  readonly how?: 'must refuse' | 'may hold';
}

/** It must be refused and leave the file as it is, or, where that is possible, hold exactly what was written. */
async function beside(what: string, { subject, from, wal, how = 'must refuse' }: Beside, findings: Findings): Promise<string> {
  const folder = join(subject.folder, 'beside');
  const file = join(folder, 'log.sqlite');
  mkdirSync(folder);
  copyFileSync(from, file);
  copyFileSync(wal, `${file}-wal`);
  const before = readFileSync(file);
  const opened = await subject.openAgain(file);
  if (typeof opened === 'string') {
    if (!readFileSync(file).equals(before)) findings.add('violations', `${what}: refused, and the file was changed`);
  } else if (how === 'must refuse') findings.add('violations', `${what}: opened`);
  else if (opened.bad !== null || !subject.isBeginning(opened.rows) || opened.rows.length < subject.openRows)
    findings.add('violations', `${what}: ${opened.bad ?? 'other events'}`);
  rmSync(folder, { recursive: true });
  return `${what} ${typeof opened === 'string' ? 'is refused' : 'holds what the file has'}`;
}

async function withoutWal(subject: BitrotSubject, findings: Findings): Promise<void> {
  const folder = join(subject.folder, 'without');
  const file = join(folder, 'log.sqlite');
  mkdirSync(folder);
  copyFileSync(subject.openFile, file);
  writeFileSync(`${file}-writer.json`, JSON.stringify({ pid: 1, since: '2026-11-22T02:00:00.000Z', program: 'killed', open: true }));
  const log = await SqliteLog.open({ file, program: 'proof bitrot' });
  if (!log.walMissing) findings.add('violations', 'a write-ahead log that is gone is not told of');
  await log.close();
  const again = await SqliteLog.open({ file, program: 'proof bitrot' });
  if (again.walMissing) findings.add('violations', 'a write-ahead log is told to be gone after a close in good order');
  await again.close();
  rmSync(folder, { recursive: true });
}

async function olderCopy({ openFile, folder }: BitrotSubject, findings: Findings): Promise<void> {
  const file = join(folder, 'older.sqlite');
  copyFileSync(openFile, file);
  const { ok, unanchoredSince } = await verifyLog(file);
  if (!ok || unanchoredSince !== null) findings.add('violations', `an older copy: ok ${ok}, unanchored since ${String(unanchoredSince)}`);
}
