import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { summarise } from '#event-log/log-summary';
import { makeBackup } from '#recovery/backup';
import { LOG_NAME } from '#recovery/manifest';
import { placesUnder } from '#recovery/places';
import { restore } from '#recovery/restore';
import { chance } from '#testkit/project-life';
import { copyFault, notPrefixes, type Taken, taken } from './backup-check.ts';
import { missedControls } from './backup-controls.ts';
import { interruptCommands } from './backup-interrupts.ts';
import { Writer } from './backup-writer.ts';
import { Findings, type ProofOptions, type ProofResult } from './proof-result.ts';

/** Backups of one log before the next: keeps the log, and so each restore, short. */
const BACKUPS_PER_LOG = 10;
/** Every so many backups a command is interrupted. */
const BACKUPS_PER_INTERRUPT = 4;
const CLIENTS = 3;
const PAUSE_MS = 60;

/**
 * Backups while another process writes: each is restored elsewhere, must verify, hold all that was acknowledged before it was begun, and
 * in the end be a prefix of the log. Then the commands themselves are interrupted at random moments. The controls are what people do
 * instead of a backup.
 */
export async function backupProof({ n, seed, folder, say }: ProofOptions): Promise<ProofResult> {
  const findings = new Findings();
  const random = chance(seed);
  for (let done = 0; done < n; done += BACKUPS_PER_LOG) {
    const own = join(folder, `log-${done}`);
    mkdirSync(own);
    await backUpOneLog(own, Math.min(BACKUPS_PER_LOG, n - done), findings);
    rmSync(own, { recursive: true });
    say(`${Math.min(done + BACKUPS_PER_LOG, n)}/${n} backups, ${findings.lost} lost, ${findings.violations} violations`);
  }
  const interrupts = Math.ceil(n / BACKUPS_PER_INTERRUPT);
  await interruptCommands({ folder: join(folder, 'interrupts'), times: interrupts, random, findings, say });
  const missed = await missedControls(join(folder, 'controls'), random, say);
  const { lost, doubled, violations, details } = findings;
  const control = missed.length === 0 ? 'caught' : 'missed';
  return { proof: 'backup', attempts: n + interrupts, lost, doubled, violations, control, details: [...details, ...missed] };
}

async function backUpOneLog(folder: string, count: number, findings: Findings): Promise<void> {
  const places = placesUnder(join(folder, 'data'));
  const writer = await Writer.start({ dataDir: places.dataDir, clients: CLIENTS, pauseMs: PAUSE_MS });
  const copies: Taken[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      const copy = await backUpOnce(folder, index, writer, findings);
      if (copy !== null) copies.push(copy);
    }
  } finally {
    await writer.stop();
  }
  for (const copy of notPrefixes(places.logFile, copies)) findings.add('violations', `${copy} is no prefix of the log`);
}

/** Every second backup takes the attached files of the one before by link. */
async function backUpOnce(folder: string, index: number, writer: Writer, findings: Findings): Promise<Taken | null> {
  const places = placesUnder(join(folder, 'data'));
  const { acknowledged } = writer;
  const target = join(folder, `backup-${index}`);
  const former = index % 2 === 1 ? { since: join(folder, `backup-${index - 1}`) } : {};
  const { manifest } = await makeBackup({ places, folder: target, settings: {}, programVersion: 'proof', ...former });
  if (manifest.attachments.missing.length > 0) findings.add('lost', `backup ${index} lacks ${manifest.attachments.missing.length} files`);
  const scratch = placesUnder(join(folder, 'restored'));
  const { outcome, comparison } = await restore({ folder: target, places: scratch, by: 'proof', programVersion: 'proof' });
  if (outcome !== 'restored') {
    findings.add('violations', `backup ${index} ${outcome}: ${JSON.stringify(comparison?.differences.slice(0, 3))}`);
    return null;
  }
  const fault = await copyFault(scratch.logFile, acknowledged, summarise(join(target, LOG_NAME)).logId);
  if (fault !== null) findings.add(fault.includes('acknowledged') ? 'lost' : 'violations', `backup ${index} ${fault}`);
  const copy = taken(`backup ${index}`, scratch.logFile);
  rmSync(scratch.dataDir, { recursive: true });
  if (index % 2 === 1)
    for (const name of readdirSync(folder)) if (name.startsWith('backup-')) rmSync(join(folder, name), { recursive: true });
  return copy;
}
