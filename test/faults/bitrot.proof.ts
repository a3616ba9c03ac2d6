import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chance } from '#testkit/project-life';
import { flip } from './bitrot-flip.ts';
import { type BitrotSubject, makeSubject } from './bitrot-subject.ts';
import { foundBy, readable, withoutChain, withoutColumns } from './bitrot-verdict.ts';
import { attachmentRot, readModelRot } from './bitrot-other-files.ts';
import { strangeFiles } from './bitrot-strange-files.ts';
import { decidesOnlyElsewhere } from './bitrot-decisions.ts';
import { memoryFolder } from './disk-shim.ts';
import { Findings, type ProofOptions, type ProofResult, type Race } from './proof-result.ts';

/** Share of the flips that go to each kind of file; the rest is of the log itself. */
const SHARE = { wal: 0.15, attachments: 0.1, readModels: 0.1, strange: 0.1 } as const;
/** Damaged events of which decisions are tried as well. */
const DECISIONS = 12;

/** Flips bits in everything that is kept, and asks afterwards what is noticed. */
export async function bitrotProof({ n, seed, say }: ProofOptions): Promise<ProofResult> {
  const folder = memoryFolder('tiendo-bitrot-');
  try {
    const findings = new Findings();
    const random = chance(seed);
    const subject = await makeSubject(folder, seed);
    const count = (share: number): number => Math.ceil(n * share);
    const parts = {
      wal: count(SHARE.wal),
      attachments: count(SHARE.attachments),
      readModels: count(SHARE.readModels),
      strange: count(SHARE.strange),
    };
    const log = Math.max(1, n - parts.wal - parts.attachments - parts.readModels - parts.strange);
    const details: string[] = [];
    const told = (line: string): void => {
      details.push(line);
      say(line);
    };
    const flipped = await logRot(subject, log, { random, findings }, told);
    told(await walRot(subject, parts.wal, random, findings));
    told(await attachmentRot(folder, parts.attachments, random, findings));
    told(await readModelRot(subject, parts.readModels, random, findings));
    told(await strangeFiles(subject, parts.strange, random, findings));
    for (const [name, missed] of Object.entries(flipped.missedBy))
      told(`control "${name}": ${missed} of ${flipped.changed} flips that change what is read pass`);
    details.push(NOT_COVERED);
    const control = Object.values(flipped.missedBy).every((missed) => missed > 0) ? 'caught' : 'missed';
    const { lost, doubled, violations } = findings;
    return { proof: 'bitrot', attempts: n, lost, doubled, violations, control, details: [...findings.details, ...details] };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const NOT_COVERED =
  'not covered: several flips at once, a cut tail or an older copy of the file (found with a seal only), memory that flips bits before they are hashed, KurrentDB';

interface Flipped {
  readonly changed: number;
  readonly missedBy: Readonly<Record<string, number>>;
}

async function logRot(subject: BitrotSubject, n: number, { random, findings }: Race, told: (line: string) => void): Promise<Flipped> {
  const sound = readFileSync(subject.file);
  const whole = readable(subject.file, subject.streams);
  const victim = join(subject.folder, 'victim.sqlite');
  const counts = { chain: 0, storage: 0, harmless: 0, dead: 0, decisions: 0 };
  const missedBy = { 'verify without the chain': 0, 'verify without comparing the columns': 0 };
  for (let at = 0; at < n; at++) {
    const damaged = Buffer.from(sound);
    const bit = flip(damaged, random);
    writeFileSync(victim, damaged);
    const changed = readable(victim, subject.streams) !== whole;
    const { by, bad } = await foundBy(victim);
    if (changed && by === null) findings.add('violations', `bit ${bit} of the log changes what is read and is not found`);
    if (changed && by !== null) counts[by] += 1;
    if (!changed) counts[by === null ? 'dead' : 'harmless'] += 1;
    if (changed && withoutChain(victim)) missedBy['verify without the chain'] += 1;
    if (changed && withoutColumns(victim)) missedBy['verify without comparing the columns'] += 1;
    if (bad !== null && by === 'chain' && counts.decisions < DECISIONS)
      counts.decisions += await decidesOnlyElsewhere(victim, bad, subject, findings);
  }
  rmSync(victim, { force: true });
  const changed = counts.chain + counts.storage;
  told(
    `${n} bits of the log: ${changed} change what is read (${counts.chain} found by the chain, ${counts.storage} by the check of pages and indexes only), ` +
      `${counts.harmless} are found and change nothing that is read, ${counts.dead} lie in dead space; ${counts.decisions} damaged streams refuse decisions, others go on`,
  );
  return { changed, missedBy };
}

/** The next process opens a log with a write-ahead log in which a bit is wrong. */
async function walRot(subject: BitrotSubject, n: number, random: () => number, findings: Findings): Promise<string> {
  const folder = join(subject.folder, 'wal');
  const file = join(folder, 'log.sqlite');
  const wal = readFileSync(subject.walFile);
  const counts = { refused: 0, lastCommit: 0, dead: 0 };
  for (let at = 0; at < n; at++) {
    mkdirSync(folder);
    copyFileSync(subject.openFile, file);
    const damaged = Buffer.from(wal);
    const bit = flip(damaged, random);
    writeFileSync(`${file}-wal`, damaged);
    const opened = await subject.openAgain(file);
    if (typeof opened === 'string') {
      counts.refused += 1;
      if (!existsSync(`${file}-wal`)) findings.add('violations', `bit ${bit} of the write-ahead log: refused, and the file is gone`);
    } else if (opened.bad !== null) findings.add('violations', `bit ${bit} of the write-ahead log: opened, and broken: ${opened.bad}`);
    else if (!subject.isBeginning(opened.rows)) findings.add('violations', `bit ${bit} of the write-ahead log changes what is read`);
    else if (opened.rows.length === subject.openRows) counts.dead += 1;
    else if (opened.rows.length >= subject.beforeLastCommits) counts.lastCommit += 1;
    else findings.add('lost', `bit ${bit} of the write-ahead log: ${subject.openRows - opened.rows.length} events, quietly`);
    rmSync(folder, { recursive: true, force: true });
  }
  return `${n} bits of the write-ahead log: ${counts.refused} refuse to open, ${counts.dead} change nothing, ${counts.lastCommit} end it before its last commits, as a power cut would (found with a seal only)`;
}
