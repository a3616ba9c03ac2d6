import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { staleParts } from './stale.mjs';

const tools = import.meta.dirname;
let root: string;

const write = (path: string, text: string) => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
};

/** A stand-in for npm at the edge of the process: makes node_modules and records how it was called. */
const fakeNpm = (seconds = 0) => {
  write('bin/npm', `#!/bin/sh\necho "$@" >> ${root}/npm-calls\nsleep ${seconds}\nmkdir -p ${root}/node_modules\n`);
  chmodSync(join(root, 'bin/npm'), 0o755);
};
const npmCalls = () => (existsSync(join(root, 'npm-calls')) ? readFileSync(join(root, 'npm-calls'), 'utf8').trim().split('\n') : []);

const environment = () => ({ ...process.env, NODE_OPTIONS: '', PATH: `${join(root, 'bin')}:${process.env.PATH}` });
const bootstrap = (...args: string[]) =>
  spawnSync(process.execPath, [join(root, 'tools/bootstrap.mjs'), ...args], { env: environment(), encoding: 'utf8' });

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'tiendo-bootstrap-spec-'));
  for (const file of ['bootstrap.mjs', 'system-packages.mjs', 'stale.mjs']) cpSync(join(tools, file), join(root, 'tools', file));
  write('package-lock.json', '{"lockfileVersion":3}');
  write(
    'tools/build.mjs',
    "import { mkdirSync, writeFileSync } from 'node:fs';\nmkdirSync('dist');\nwriteFileSync('dist/.built-code', '');\n",
  );
  fakeNpm();
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('the set-up', () => {
  it('installs a fresh clone exactly by the lock, without scripts and without development packages', () => {
    expect(bootstrap()).toMatchObject({ status: 0, stdout: '' });
    expect(npmCalls()).toEqual([expect.stringMatching(/^ci .*--ignore-scripts.*--omit=dev$/)]);
  });

  it('is silent when there is nothing to do', () => {
    bootstrap('--build=code');
    expect(bootstrap('--build=code')).toMatchObject({ status: 0, stdout: '', stderr: '' });
    expect(npmCalls()).toHaveLength(1);
  });

  it('adds the development packages once somebody needs them, and keeps them', () => {
    bootstrap();
    bootstrap('--dev');
    bootstrap();
    expect(npmCalls().slice(1)).toEqual([expect.stringMatching(/^install --no-save .*--include=dev$/)]);
  });

  it('installs again when the lock has changed', () => {
    bootstrap();
    write('package-lock.json', '{"lockfileVersion":3,"packages":{}}');
    bootstrap();
    expect(npmCalls()).toHaveLength(2);
  });

  it('says what npm said when that fails, and does not call it done', () => {
    write('bin/npm', '#!/bin/sh\necho no network >&2\nexit 7\n');
    expect(bootstrap()).toMatchObject({ status: 1, stderr: expect.stringContaining('no network') });
    fakeNpm();
    expect(bootstrap().status).toBe(0);
    expect(npmCalls()).toHaveLength(1);
  });

  it('refuses an option that it does not know', () => {
    expect(bootstrap('--biuld')).toMatchObject({ status: 1, stderr: expect.stringContaining('--biuld') });
  });

  it('lets one of two at once do the work and the other wait for it', async () => {
    fakeNpm(0.5);
    const run = () => {
      const child = spawn(process.execPath, [join(root, 'tools/bootstrap.mjs')], { env: environment(), stdio: 'ignore' });
      return new Promise((resolve) => child.on('close', resolve));
    };
    expect(await Promise.all([run(), run()])).toEqual([0, 0]);
    expect(npmCalls()).toHaveLength(1);
  });
});

describe('a part of the build is old', () => {
  const HOUR_S = 3_600;
  const builtAt = (secondsAgo: number) => {
    const then = Date.now() / 1000 - secondsAgo;
    utimesSync(join(root, 'dist/.built-code'), then, then);
  };
  beforeEach(() => {
    write('libs/event-log/event-log.ts', '');
    write('dist/.built-code', '');
  });

  it('before it was ever built', () => expect(staleParts(root, ['web'])).toEqual(['web']));

  it('not when every source is older', () => {
    builtAt(-HOUR_S);
    expect(staleParts(root, ['code'])).toEqual([]);
  });

  it('when a source is newer', () => {
    builtAt(HOUR_S);
    expect(staleParts(root, ['code'])).toEqual(['code']);
  });

  it('when a source was deleted', () => {
    const old = Date.now() / 1000 - 2 * HOUR_S;
    for (const path of ['libs', 'libs/event-log', 'libs/event-log/event-log.ts', 'tools/build.mjs']) utimesSync(join(root, path), old, old);
    builtAt(HOUR_S);
    expect(staleParts(root, ['code'])).toEqual([]);
    rmSync(join(root, 'libs/event-log/event-log.ts'));
    expect(staleParts(root, ['code'])).toEqual(['code']);
  });
});
