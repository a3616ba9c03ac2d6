import { constants } from 'node:fs';
import { copyFile, link, mkdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { filesNamedBy } from '#attachments/bound-files';
import { SqliteLog } from '#event-log/sqlite-log';
import { bytesOf, sha256Of, syncFile } from './files.ts';
import { ATTACHMENTS_NAME, type BackedUpFile } from './manifest.ts';

/** Where the store keeps a file, from its folder, with `/`. */
export const storedPath = (sha256: string): string => `sha256/${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`;

/** The files that events of a log name, sorted. */
export async function filesNamedIn(logFile: string): Promise<readonly string[]> {
  const log = await SqliteLog.open({ file: logFile, readOnly: true });
  try {
    const named = new Set<string>();
    // A raw text without the key names no file: most events need no parsing.
    for (const page of log.scan())
      for (const [, , , , , , canonical] of page)
        if (canonical.includes('"mediaType"')) for (const sha256 of filesNamedBy(JSON.parse(canonical))) named.add(sha256);
    return [...named].sort();
  } finally {
    await log.close();
  }
}

export interface AttachmentsCopy {
  readonly named: readonly string[];
  /** The store's folder. */
  readonly from: string;
  /** The unfinished backup. */
  readonly to: string;
  /** Files of a former backup, by path; its folder. */
  readonly former: { readonly folder: string; readonly files: ReadonlyMap<string, BackedUpFile> } | null;
  readonly onFile?: (bytes: number) => void;
}

export interface AttachmentsCopied {
  readonly files: readonly BackedUpFile[];
  /** Not there, or with other bytes than their name says. */
  readonly missing: readonly string[];
  /** How many of the files are shared with the former backup. */
  readonly linked: number;
}

/**
 * Copies files into a backup, each checked against its name. What a former backup on the same disk holds is linked to, not copied: the
 * two backups share it. Never linked to the live store, as one damaged block would then be in both: from there it is a copy, which costs
 * no room where the file system can share blocks (Btrfs, XFS, APFS).
 */
export async function copyAttachments({ named, from, to, former, onFile }: AttachmentsCopy): Promise<AttachmentsCopied> {
  const files: BackedUpFile[] = [];
  const missing: string[] = [];
  let linked = 0;
  for (const sha256 of named) {
    const path = `${ATTACHMENTS_NAME}/${storedPath(sha256)}`;
    const target = join(to, path);
    await mkdir(dirname(target), { recursive: true });
    const known = former?.files.get(path);
    if (former !== null && known !== undefined && (await linkTo(join(former.folder, path), target, known.bytes))) linked += 1;
    else if (!(await copyChecked(join(from, storedPath(sha256)), target, sha256))) {
      missing.push(sha256);
      continue;
    }
    const bytes = await bytesOf(target);
    files.push({ path, bytes, sha256 });
    onFile?.(bytes);
  }
  return { files, missing, linked };
}

/** False: the former backup has it no longer, or lies on another disk. */
async function linkTo(file: string, target: string, bytes: number): Promise<boolean> {
  if ((await bytesOf(file)) !== bytes) return false;
  try {
    await link(file, target);
    return true;
  } catch (error) {
    if (['EXDEV', 'EPERM', 'EMLINK', 'ENOENT', 'ENOTSUP'].includes((error as NodeJS.ErrnoException).code ?? '')) return false;
    throw error;
  }
}

/** False: there is no such file, or its bytes are not those of its name; nothing is then left at `target`. */
export async function copyChecked(file: string, target: string, sha256: string): Promise<boolean> {
  const found = await stat(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
    throw error;
  });
  if (found === null || (await sha256Of(file)) !== sha256) return false;
  await copyFile(file, target, constants.COPYFILE_FICLONE | constants.COPYFILE_EXCL);
  await syncFile(target);
  return true;
}
