import { beforeAll, describe, expect, it } from '@jest/globals';
import type { ProofResult } from './proof-result.ts';
import { bringUpToDate, PROOF_MAX_MS, prove } from './small-proof.ts';

beforeAll(async () => expect(await bringUpToDate()).toMatchObject({ code: 0 }), PROOF_MAX_MS);

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

  it('a proof that is not there yet is no proof', async () => {
    const { code, stdout, stderr } = await prove('authz', '--json');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^proof: authz is not there yet; there are: backup, .*, stop\n$/);
  });
});
