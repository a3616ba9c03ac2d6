import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { AttachmentStore, Damaged } from '#attachments/attachment-store';
import { SqliteLog } from '#event-log/sqlite-log';
import { digest } from '#read-models/digest';
import { currentFile } from '#read-models/generations';
import { rebuild } from '#read-models/rebuild';
import { flip } from './bitrot-flip.ts';
import type { BitrotSubject } from './bitrot-subject.ts';
import type { Findings } from './proof-result.ts';

const FILES = 4;
/** Rebuilds over a damaged file. */
const REBUILDS = 2;

/** A stored file of which a bit is wrong is never handed out. */
export async function attachmentRot(folder: string, n: number, random: () => number, findings: Findings): Promise<string> {
  const place = join(folder, 'attachments');
  const stored: string[] = [];
  for (let file = 0; file < FILES; file++) {
    const bytes = Buffer.from(Array.from({ length: 2_000 }, () => Math.floor(random() * 256)));
    stored.push(
      (
        await new AttachmentStore(place).put(
          (async function* () {
            yield bytes;
          })(),
          async () => undefined,
        )
      ).sha256,
    );
  }
  for (let at = 0; at < n; at++) {
    const sha256 = stored[at % FILES] as string;
    const path = join(place, 'sha256', sha256.slice(0, 2), sha256.slice(2, 4), sha256);
    const sound = readFileSync(path);
    const damaged = Buffer.from(sound);
    const bit = flip(damaged, random);
    writeFileSync(path, damaged);
    const found = await new AttachmentStore(place).read(sha256).catch((error: unknown) => error);
    if (!(found instanceof Damaged)) findings.add('violations', `bit ${bit} of an attachment is handed out`);
    writeFileSync(path, sound);
  }
  return `${n} bits of attachments: each refused`;
}

/** What differs in a read model is seen by its digest, and a rebuild puts it right. */
export async function readModelRot({ file, folder }: BitrotSubject, n: number, random: () => number, findings: Findings): Promise<string> {
  const log = await SqliteLog.open({ file, readOnly: true });
  const directory = join(folder, 'models');
  try {
    await rebuild({ log, directory, compare: false });
    const current = currentFile(directory) as string;
    const soundDigest = digestOf(current);
    const sound = readFileSync(current);
    const victim = join(folder, 'victim.db');
    const counts = { digest: 0, unreadable: 0, dead: 0 };
    for (let at = 0; at < n; at++) {
      const damaged = Buffer.from(sound);
      flip(damaged, random);
      writeFileSync(victim, damaged);
      const seen = digestOf(victim);
      counts[seen === null ? 'unreadable' : seen === soundDigest ? 'dead' : 'digest'] += 1;
      if (seen === soundDigest || at >= REBUILDS * 20) continue;
      copyFileSync(victim, currentFile(directory) as string);
      await rebuild({ log, directory, compare: false });
      if (digestOf(currentFile(directory) as string) !== soundDigest)
        findings.add('violations', 'a rebuild over a damaged file is not as before');
    }
    rmSync(victim, { force: true });
    return `${n} bits of read models: ${counts.digest} seen by the digest, ${counts.unreadable} make it unreadable, ${counts.dead} change no content; rebuilt ones are as before`;
  } finally {
    await log.close();
  }
}

/** Null: it cannot be read. */
function digestOf(file: string): string | null {
  const db = new DatabaseSync(file, { readOnly: true });
  try {
    return digest(db);
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === 'ERR_SQLITE_ERROR' || error instanceof TypeError || error instanceof RangeError) return null;
    throw error;
  } finally {
    db.close();
  }
}
