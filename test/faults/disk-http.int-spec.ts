import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newDataDir, removeDataDir, Served } from '../api/served.ts';
import { compileDiskShim, DiskFaults, shimEnvironment } from './disk-shim.ts';
import { requestOf } from './inputs-case.ts';

/** The API on a disk that fails: what it answers, and what it goes on doing. */

const MAX_MS = 120_000;
let folder: string;
let library: string;

/** The disk is watched through LD_PRELOAD. */
const onLinux = (name: string, tests: () => void): void =>
  process.platform === 'linux'
    ? describe(name, tests)
    : it(`${name}: needs Linux`, () => expect(() => compileDiskShim(folder)).toThrow('needs Linux'));

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tiendo-disk-http-'));
  if (process.platform === 'linux') library = compileDiskShim(folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Target {
  readonly dataDir: string;
  readonly served: Served & { readonly url: string };
  readonly faults: DiskFaults;
}

async function start(dataDir = newDataDir()): Promise<Target> {
  const root = join(dataDir, 'log');
  mkdirSync(root, { recursive: true });
  const control = join(folder, 'control');
  new DiskFaults(control).disarm();
  const { LD_PRELOAD, DISK_ROOT, DISK_CONTROL, UV_USE_IO_URING } = shimEnvironment(library, { root, control });
  const env = {
    DISK_FOLLOW: '1',
    LD_PRELOAD,
    DISK_ROOT,
    DISK_CONTROL,
    UV_USE_IO_URING,
    TIENDO_LOG: `sqlite:${join(root, 'log.sqlite')}`,
    TIENDO_DATA: dataDir,
  };
  return { dataDir, served: await Served.start([], env as Record<string, string>), faults: new DiskFaults(control) };
}

/** A repeat is the same request, to the letter. */
const requests = new Map<string, ReturnType<typeof requestOf>>();
const survey = async ({ served }: Target, key: string): Promise<{ readonly status: number; readonly code: string | undefined }> => {
  const asked =
    requests.get(key) ??
    requestOf(
      {
        row: 0,
        name: key,
        method: 'POST',
        path: '/api/v1/projects',
        headers: { 'idempotency-key': key },
        body: { need: {} },
        expect: { status: [201] },
      },
      {},
    );
  requests.set(key, asked);
  const { method, path, headers, body } = asked;
  const response = await fetch(`${served.url}${path}`, { method, headers, body: body?.toString() ?? null });
  return { status: response.status, code: ((await response.json()) as { code?: string }).code };
};
const get = async (
  { served }: Target,
  path: string,
): Promise<{ readonly status: number; readonly body: Readonly<Record<string, unknown>> }> => {
  const response = await fetch(`${served.url}${path}`);
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};
const key = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

onLinux('a disk that takes nothing more', () => {
  it.each([
    ['full', 507, 'storage-full'],
    ['read-only', 503, 'log-read-only'],
  ] as const)(
    'when %s: %i %s, reading goes on, and so does writing afterwards',
    async (kind, status, code) => {
      const target = await start();
      expect(await survey(target, key(1))).toMatchObject({ status: 201 });
      target.faults.arm(kind, 1, 'ever');
      expect(await survey(target, key(2))).toEqual({ status, code });
      expect(await get(target, '/health/ready')).toMatchObject({
        status: 503,
        body: { facts: { reasons: [`log:${code.replace('log-', '')}`] } },
      });
      expect(await get(target, '/api/v1/projects')).toMatchObject({ status: 200 });
      target.faults.disarm();
      expect(await get(target, '/health/ready')).toMatchObject({ status: 200 });
      expect(await survey(target, key(2))).toMatchObject({ status: 201 });
      expect(await target.served.stop()).toMatchObject({ code: 0 });
      removeDataDir(target.dataDir);
    },
    MAX_MS,
  );
});

onLinux('a sync that fails', () => {
  it(
    'is of unknown outcome, ends the process with 75, and the repeat after the next start is there once',
    async () => {
      const target = await start();
      expect(await survey(target, key(1))).toMatchObject({ status: 201 });
      target.faults.arm('sync', 1, 'once');
      expect(await survey(target, key(2))).toEqual({ status: 503, code: 'outcome-unknown' });
      expect(await target.served.ended()).toMatchObject({ code: 75 });
      const again = await start(target.dataDir);
      expect((await survey(again, key(2))).status).toBeLessThan(300);
      expect((await survey(again, key(2))).status).toBeLessThan(300);
      expect(await again.served.stop()).toMatchObject({ code: 0 });
      removeDataDir(target.dataDir);
    },
    MAX_MS,
  );
});
