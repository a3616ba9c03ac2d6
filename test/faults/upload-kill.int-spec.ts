import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { AttachmentStore, Damaged } from '#attachments/attachment-store';
import { packageRoot } from '#config/package-root';

const root = packageRoot();

/** The process that is killed runs compiled code. */
beforeAll(async () => {
  const [code] = (await once(
    spawn(process.execPath, [join(root, 'tools/bootstrap.mjs'), '--build=code', '--dev'], { stdio: 'ignore' }),
    'close',
  )) as [number];
  expect(code).toBe(0);
}, 120_000);

/** Files under a final name, after a kill in the middle of an upload: whole ones, and others. */
async function killed(how: 'stored' | 'direct', afterMs: number): Promise<{ readonly whole: number; readonly halves: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'tiendo-upload-'));
  try {
    const child = spawn(process.execPath, [join(root, 'dist/test/faults/upload-child.js'), folder, how], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    const closed = once(child, 'close');
    await once(child.stdout, 'data'); // One file is whole; the next is on its way.
    await new Promise((resolve) => setTimeout(resolve, afterMs));
    child.kill('SIGKILL');
    await closed;
    return await counted(new AttachmentStore(folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function counted(store: AttachmentStore): Promise<{ readonly whole: number; readonly halves: number }> {
  let [whole, halves] = [0, 0];
  for await (const sha256 of store.list()) {
    const found = await store.describe(sha256).catch((error: unknown) => {
      if (error instanceof Damaged) return null;
      throw error;
    });
    if (found === null) halves += 1;
    else whole += 1;
  }
  return { whole, halves };
}

describe('an upload that is killed', () => {
  it('leaves no half file under its final name', async () => {
    for (const afterMs of [0, 3, 11, 24, 37]) {
      const { whole, halves } = await killed('stored', afterMs);
      expect(whole).toBeGreaterThan(0);
      expect(halves).toBe(0);
    }
  }, 60_000);

  it('leaves one when it writes under the name at once: the check can see it', async () => {
    expect((await killed('direct', 20)).halves).toBe(1);
  }, 60_000);
});
