import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { LRUCache } from 'lru-cache';
import { mediaTypeOf } from './media-type.ts';

export interface Stored {
  /** SHA-256 of the bytes, lower-case hex: the file's only name. */
  readonly sha256: string;
  /** Bytes */
  readonly size: number;
}

/** A stored file's bytes are not those that its name stands for. */
export class Damaged extends Error {
  constructor(readonly sha256: string) {
    super(`the attachment ${sha256} is damaged`);
    this.name = 'Damaged';
  }
}

/** A file under its temporary name, before it is kept. */
export interface Incoming extends Stored {
  readonly file: string;
}

const SHA256 = /^[0-9a-f]{64}$/;
/** An upload that is older than this is nobody's any more, in milliseconds. */
const LEFT_OVER_MS = 60 * 60_000;
/** Files whose bytes are known to be right as long as neither size nor time changes. */
const VERIFIED_MAX = 10_000;

/**
 * Files by their content: `sha256/ab/cd/abcd…`. A file is written aside, made durable and only then given its name, so under a name
 * there is the whole file or nothing. What is stored is never rewritten, unless its bytes turn out to be wrong.
 */
export class AttachmentStore {
  readonly #verified = new LRUCache<string, string>({ max: VERIFIED_MAX });
  /** Folders whose own name is durable: one that was there before may have been made just before a crash, or by an upload beside this one. */
  readonly #named = new Set<string>();

  constructor(private readonly folder: string) {}

  /**
   * @param accept looks at the whole file before it is kept; what it throws ends the upload and leaves nothing behind
   * @returns `created` is false when the same content was there already
   * @throws what `source` throws
   */
  async put(source: AsyncIterable<Buffer>, accept: (incoming: Incoming) => Promise<void>): Promise<Stored & { readonly created: boolean }> {
    await mkdir(join(this.folder, 'incoming'), { recursive: true });
    const file = join(this.folder, 'incoming', `${randomUUID()}.part`);
    try {
      const stored = await writeDurably(file, source);
      await accept({ ...stored, file });
      return { ...stored, created: await this.#keep(file, stored) };
    } finally {
      await rm(file, { force: true });
    }
  }

  /** Size and type by content of a stored file; null: it is not there. @throws Damaged */
  async describe(sha256: string): Promise<(Stored & { readonly mediaType: string | null }) | null> {
    const found = await this.#find(sha256);
    if (found === null) return null;
    await this.#verify(sha256);
    return { ...found, mediaType: await mediaTypeOf(this.#path(sha256)) };
  }

  /** The bytes, checked before the first is handed out. @param range first and last byte @throws Damaged */
  async read(sha256: string, range?: { readonly start: number; readonly end: number }): Promise<Readable> {
    await this.#verify(sha256);
    return createReadStream(this.#path(sha256), range);
  }

  /** Every stored file, in no order. */
  async *list(): AsyncGenerator<string> {
    for (const first of await namesIn(join(this.folder, 'sha256')))
      for (const second of await namesIn(join(this.folder, 'sha256', first)))
        for (const name of await namesIn(join(this.folder, 'sha256', first, second))) if (SHA256.test(name)) yield name;
  }

  /** Removes what interrupted uploads left behind. @param nowMs instant of the caller's clock @returns how many */
  async removeLeftOvers(nowMs: number): Promise<number> {
    let removed = 0;
    for (const name of await namesIn(join(this.folder, 'incoming'))) {
      const file = join(this.folder, 'incoming', name);
      const { mtimeMs } = (await stat(file).catch(absentIsNull)) ?? { mtimeMs: nowMs };
      if (nowMs - mtimeMs < LEFT_OVER_MS) continue;
      await rm(file, { force: true });
      removed += 1;
    }
    return removed;
  }

  /** @returns true when the content was not there before */
  async #keep(file: string, { sha256, size }: Stored): Promise<boolean> {
    const path = this.#path(sha256);
    const there = await this.#find(sha256);
    if (there?.size !== size || !(await this.#isRight(sha256))) {
      await mkdir(dirname(path), { recursive: true });
      await rename(file, path);
    }
    await syncFolder(dirname(path)); // What was there already may have been renamed this moment, by an upload of the same content.
    await this.#makeNamesDurable(dirname(path));
    return there === null;
  }

  /** The folder's own name, and those of the folders above it, up to the store's. */
  async #makeNamesDurable(folder: string): Promise<void> {
    for (let named = folder; ; named = dirname(named)) {
      if (!this.#named.has(named)) await syncFolder(dirname(named));
      this.#named.add(named);
      if (named === this.folder || named === dirname(named)) return;
    }
  }

  async #find(sha256: string): Promise<Stored | null> {
    if (!SHA256.test(sha256)) return null;
    const found = await stat(this.#path(sha256)).catch(absentIsNull);
    return found === null ? null : { sha256, size: found.size };
  }

  async #verify(sha256: string): Promise<void> {
    if (!(await this.#isRight(sha256))) throw new Damaged(sha256);
  }

  async #isRight(sha256: string): Promise<boolean> {
    const { size, mtimeMs, ino } = await stat(this.#path(sha256));
    const state = `${size} ${mtimeMs} ${ino}`;
    if (this.#verified.get(sha256) === state) return true;
    const hash = createHash('sha256');
    for await (const chunk of createReadStream(this.#path(sha256))) hash.update(chunk as Buffer);
    const right = hash.digest('hex') === sha256;
    if (right) this.#verified.set(sha256, state);
    return right;
  }

  #path(sha256: string): string {
    return join(this.folder, 'sha256', sha256.slice(0, 2), sha256.slice(2, 4), sha256);
  }
}

async function writeDurably(file: string, source: AsyncIterable<Buffer>): Promise<Stored> {
  const hash = createHash('sha256');
  let size = 0;
  const handle = await open(file, 'wx', 0o640);
  try {
    for await (const chunk of source) {
      hash.update(chunk);
      size += chunk.length;
      await handle.appendFile(chunk);
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
  return { sha256: hash.digest('hex'), size };
}

/** A rename is durable once its folder is. Windows has no such thing, and its file system journals names by itself. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  return (await readdir(folder).catch(absentIsNull)) ?? [];
}

function absentIsNull(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
  throw error;
}
