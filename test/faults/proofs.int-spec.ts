import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { packageRoot } from '#config/package-root';
import type { ProofResult } from './proof-result.ts';

const root = packageRoot();

async function node(...args: readonly string[]): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...args], {
    cwd: root,
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const [code] = (await once(child, 'close')) as [number];
  return { code, stdout, stderr };
}

const prove = (...args: readonly string[]) => node(join(root, 'dist/test/faults/proof.js'), ...args);

/** Longest time of one proof in small, on a machine that has much else to do, in milliseconds. */
const PROOF_MAX_MS = 240_000;

/** The processes that are killed run compiled code. */
beforeAll(async () => {
  const built = await node(join(root, 'tools/bootstrap.mjs'), '--build=code', '--dev');
  expect(built).toMatchObject({ code: 0 });
}, PROOF_MAX_MS);

describe('the proofs, in small', () => {
  it(
    'killed processes lose and double nothing, and whoever reads beside a killed rebuild sees no gap',
    async () => {
      const { code, stdout } = await prove('kill', '--n', '4', '--seed', '7', '--json');
      const result = JSON.parse(stdout) as ProofResult;
      expect(result).toEqual({ proof: 'kill', attempts: 4, lost: 0, doubled: 0, violations: 0, control: 'caught', details: [] });
      expect(code).toBe(0);
    },
    PROOF_MAX_MS,
  );

  it(
    'racing commands take effect once each, and a second process is refused in words',
    async () => {
      const { code, stdout } = await prove('race', '--n', '300', '--seed', '7', '--json');
      const result = JSON.parse(stdout) as ProofResult;
      expect(result).toMatchObject({ proof: 'race', lost: 0, doubled: 0, violations: 0, control: 'caught', details: [] });
      expect(result.attempts).toBeGreaterThanOrEqual(300);
      expect(code).toBe(0);
    },
    PROOF_MAX_MS,
  );

  it(
    'each earlier release shares a log with this build, or it is said which commit is missing',
    async () => {
      const { code, stdout, stderr } = await prove('releases', '--n', '1', '--seed', '7', '--json');
      if (stdout === '') {
        expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(/commit [0-9a-f]{40} is not in this clone/) });
        return;
      }
      expect(JSON.parse(stdout)).toMatchObject({ proof: 'releases', lost: 0, doubled: 0, violations: 0, control: 'caught', details: [] });
      expect(code).toBe(0);
    },
    PROOF_MAX_MS,
  );

  it(
    'a backup made while others write is a prefix of the log, and whoever interrupts it finds nothing or the whole',
    async () => {
      const { code, stdout } = await prove('backup', '--n', '4', '--seed', '7', '--json');
      const result = JSON.parse(stdout) as ProofResult;
      expect(result).toEqual({ proof: 'backup', attempts: 5, lost: 0, doubled: 0, violations: 0, control: 'caught', details: [] });
      expect(code).toBe(0);
    },
    PROOF_MAX_MS,
  );

  it.each([
    ['power', '60'],
    ['io', '40'],
    ['bitrot', '80'],
  ])(
    '%s: what was acknowledged survives the disk',
    async (proof, n) => {
      const { code, stdout, stderr } = await prove(proof, '--n', n, '--seed', '7', '--json');
      // The disk is watched through LD_PRELOAD.
      if (process.platform !== 'linux') return expect(stderr).toContain('needs Linux');
      expect(JSON.parse(stdout)).toMatchObject({ proof, lost: 0, doubled: 0, violations: 0, control: 'caught' });
      expect(code).toBe(0);
    },
    PROOF_MAX_MS,
  );

  it.each([
    ['start', '6'],
    ['stop', '4'],
    ['clock', '60'],
  ])(
    '%s: a process begins, ends and tells the time in good order',
    async (proof, n) => {
      const { code, stdout } = await prove(proof, '--n', n, '--seed', '7', '--json');
      expect(JSON.parse(stdout)).toMatchObject({ proof, lost: 0, doubled: 0, violations: 0, control: 'caught' });
      expect(code).toBe(0);
    },
    PROOF_MAX_MS,
  );

  it(
    'copy: a copy of a log that is killed goes on, and holds each event once in its order',
    async () => {
      const { code, stdout } = await prove('copy', '--n', '4', '--seed', '7', '--json');
      const result = JSON.parse(stdout) as ProofResult;
      expect(result).toEqual({ proof: 'copy', attempts: 4, lost: 0, doubled: 0, violations: 0, control: 'caught', details: [] });
      expect(code).toBe(0);
    },
    PROOF_MAX_MS,
  );

  it(
    'channels: servers and receivers that do everything wrong lose and double nothing',
    async () => {
      const { code, stdout } = await prove('channels', '--n', '3', '--seed', '7', '--json');
      const result = JSON.parse(stdout) as ProofResult;
      expect(result).toMatchObject({ proof: 'channels', lost: 0, doubled: 0, violations: 0, control: 'caught', details: [] });
      expect(result.attempts).toBeGreaterThanOrEqual(3 * 50);
      expect(code).toBe(0);
    },
    PROOF_MAX_MS,
  );

  it(
    'reminders: whoever is killed, each is claimed once and arrives in one message',
    async () => {
      const { code, stdout } = await prove('reminders', '--n', '6', '--seed', '7', '--json');
      const result = JSON.parse(stdout) as ProofResult;
      expect(result).toMatchObject({ proof: 'reminders', lost: 0, doubled: 0, violations: 0, control: 'caught', details: [] });
      expect(result.attempts).toBeGreaterThanOrEqual(6);
      expect(code).toBe(0);
    },
    PROOF_MAX_MS,
  );

  it(
    'redis: whatever Redis forgets, each reminder is sent once',
    async () => {
      const { code, stdout } = await prove('redis', '--n', '40', '--seed', '7', '--json');
      const result = JSON.parse(stdout) as ProofResult;
      expect(result).toEqual({ proof: 'redis', attempts: 40, lost: 0, doubled: 0, violations: 0, control: 'caught', details: [] });
      expect(code).toBe(0);
    },
    PROOF_MAX_MS,
  );

  it('a proof that is not there yet is no proof', async () => {
    const { code, stdout, stderr } = await prove('cluster', '--json');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^proof: cluster is not there yet; there are: backup, .*, stop\n$/);
  });
});
