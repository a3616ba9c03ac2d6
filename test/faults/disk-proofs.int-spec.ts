import { beforeAll, describe, expect, it } from '@jest/globals';
import type { ProofResult } from './proof-result.ts';
import { bringUpToDate, PROOF_MAX_MS, prove } from './small-proof.ts';

beforeAll(async () => expect(await bringUpToDate()).toMatchObject({ code: 0 }), PROOF_MAX_MS);

describe('the proofs of the disk, in small', () => {
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
});
