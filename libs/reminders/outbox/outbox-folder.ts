import { createHash } from 'node:crypto';
import { open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { makeDurableFolder, syncDirectory } from '#event-log/durable-folder';
import type { Message } from '../channel.ts';
import { type ReadMail, readEml } from './read-eml.ts';

/** One `.eml` file for each delivery: what would have been sent if a mail server were configured. */

const NAME = /^\d{4}-\d{2}-\d{2}_[A-Za-z0-9._~=-]{1,200}\.eml$/;
const STEM_MAX = 150;

/** True for the name of a file that the outbox may have: nothing that climbs or hides. */
export const isOutboxName = (name: string): boolean => NAME.test(name);

/** The day and the delivery, in characters that every file system and address takes; other deliveries have other names. */
export function outboxName({ day, delivery }: Pick<Message, 'day' | 'delivery'>): string {
  const safe = delivery.replace(/[^A-Za-z0-9._~-]/gu, (char) => `=${Buffer.from(char).toString('hex')}`);
  const digest = createHash('sha256').update(delivery).digest('hex').slice(0, 16);
  return `${day}_${safe.length <= STEM_MAX ? safe : `${safe.slice(0, STEM_MAX)}=${digest}`}.eml`;
}

let written = 0;

/** Under its name there is the whole mail or the one before, never half of one. @throws NodeJS.ErrnoException the disk would not have it */
export async function writeOutbox(folder: string, name: string, raw: Buffer): Promise<void> {
  makeDurableFolder(folder);
  const part = join(folder, `.${name}.${process.pid}-${(written += 1)}.part`);
  try {
    const file = await open(part, 'wx', 0o640);
    try {
      await file.writeFile(raw);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(part, join(folder, name));
    syncDirectory(folder);
  } finally {
    await rm(part, { force: true });
  }
}

export interface OutboxEntry {
  readonly name: string;
  readonly day: string;
  /** null: the file is no mail that Tiendo wrote. */
  readonly mail: ReadMail | null;
  readonly raw: Buffer;
}

export interface OutboxList {
  readonly total: number;
  readonly entries: readonly OutboxEntry[];
  /** Name to go on after; null: that was all. */
  readonly next: string | null;
}

/** Newest days first. @param after name of the last entry of the page before */
export async function listOutbox(
  folder: string,
  { first, after }: { readonly first: number; readonly after: string | null },
): Promise<OutboxList> {
  const names = (await namesIn(folder)).filter(isOutboxName).sort().reverse();
  const rest = after === null ? names : names.filter((name) => name < after);
  const entries = await Promise.all(rest.slice(0, first).map((name) => readOutbox(folder, name)));
  const last = rest[first - 1];
  return {
    total: names.length,
    entries: entries.filter((entry) => entry !== null), // One may have been taken away meanwhile.
    next: rest.length > first && last !== undefined ? last : null,
  };
}

/** @returns null: there is no such mail */
export async function readOutbox(folder: string, name: string): Promise<OutboxEntry | null> {
  if (!isOutboxName(name)) return null;
  const raw = await readFile(join(folder, name)).catch(absentIsNull);
  return raw === null ? null : { name, day: name.slice(0, 10), mail: readEml(raw), raw };
}

const namesIn = async (folder: string): Promise<readonly string[]> => (await readdir(folder).catch(absentIsNull)) ?? [];

function absentIsNull(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}
