import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { AttachmentStore, Damaged } from './attachment-store.ts';
import { auditFiles, filesNamedBy } from './bound-files.ts';

let folder: string;
let store: AttachmentStore;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tiendo-attachments-'));
  store = new AttachmentStore(folder);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function* chunks(...texts: readonly string[]): AsyncGenerator<Buffer> {
  for (const text of texts) yield Buffer.from(text);
}
const accepted = async (): Promise<void> => undefined;
const sha256Of = (text: string): string => createHash('sha256').update(text).digest('hex');
const pathOf = (sha256: string): string => join(folder, 'sha256', sha256.slice(0, 2), sha256.slice(2, 4), sha256);
const filesIn = (): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);

describe('a stored file', () => {
  it('is found by its content, whole', async () => {
    const sha256 = sha256Of('một hai');
    expect(await store.put(chunks('một', ' hai'), accepted)).toEqual({ sha256, size: 9, created: true });
    expect(await store.describe(sha256)).toEqual({ sha256, size: 9, mediaType: 'text/plain' });
    expect(Buffer.concat(await (await store.read(sha256)).toArray()).toString()).toBe('một hai');
    expect(Buffer.concat(await (await store.read(sha256, { start: 1, end: 2 })).toArray())).toHaveLength(2);
  });

  it('is kept once and not written again', async () => {
    const { sha256 } = await store.put(chunks('x'), accepted);
    utimesSync(pathOf(sha256), 1, 1);
    expect(await store.put(chunks('x'), accepted)).toMatchObject({ created: false });
    expect(statSync(pathOf(sha256)).mtimeMs).toBe(1_000);
    expect(filesIn()).toEqual([sha256]);
  });

  it('that was damaged is never read, and the right bytes replace it', async () => {
    const { sha256 } = await store.put(chunks('right'), accepted);
    writeFileSync(pathOf(sha256), 'wrong');
    utimesSync(pathOf(sha256), 1, 1);
    await expect(store.read(sha256)).rejects.toThrow(Damaged);
    await expect(store.describe(sha256)).rejects.toThrow(Damaged);
    expect(await store.put(chunks('right'), accepted)).toMatchObject({ created: false });
    expect(await store.describe(sha256)).toMatchObject({ size: 5 });
  });

  it('leaves nothing behind when it is not accepted, or never ends', async () => {
    await expect(store.put(chunks('x'), () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    const broken = async function* (): AsyncGenerator<Buffer> {
      yield Buffer.from('x');
      throw new Error('hung up');
    };
    await expect(store.put(broken(), accepted)).rejects.toThrow('hung up');
    expect(filesIn()).toEqual([]);
  });

  it('of another name is not there', async () => {
    for (const name of ['', '../x', sha256Of('y'), sha256Of('y').toUpperCase()]) expect(await store.describe(name)).toBeNull();
  });
});

describe('what is left over', () => {
  it('of an upload goes after an hour', async () => {
    await store.put(chunks('x'), accepted);
    writeFileSync(join(folder, 'incoming/old.part'), 'x');
    const now = Date.now();
    expect(await store.removeLeftOvers(now)).toBe(0);
    expect(await store.removeLeftOvers(now + 61 * 60_000)).toBe(1);
    expect(filesIn()).toHaveLength(1);
  });

  it('in the folder without an event, or in an event without the file, is named', async () => {
    const { sha256: bound } = await store.put(chunks('a'), accepted);
    const { sha256: orphan } = await store.put(chunks('b'), accepted);
    const [missing, mediaType] = [sha256Of('c'), 'text/plain'];
    const named = new Set(
      filesNamedBy({ sha256: sha256Of('a register'), documents: [{ sha256: bound, mediaType }, { file: { sha256: missing, mediaType } }] }),
    );
    expect(await auditFiles(store.list(), named)).toEqual({ orphans: [orphan], missing: [missing] });
  });
});
