import { beforeAll, describe, expect, it } from '@jest/globals';
import type { ProofResult } from './proof-result.ts';
import { bringUpToDate, PROOF_MAX_MS, prove } from './small-proof.ts';

beforeAll(async () => expect(await bringUpToDate()).toMatchObject({ code: 0 }), PROOF_MAX_MS);

describe('the proofs of the reminders, in small', () => {
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
});
