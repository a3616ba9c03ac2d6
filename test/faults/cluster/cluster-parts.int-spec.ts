import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { chance } from '#testkit/project-life';
import { Findings } from '../proof-result.ts';
import { loseReplies } from './lost-replies.ts';
import { attackReplicas } from './replicas.ts';
import { followSlowly } from './slow-consumer.ts';

const quiet = (): void => undefined;
/** On a machine that has much else to do, in milliseconds. */
const PART_MAX_MS = 120_000;

describe('parts of the proof of the cluster, in small', () => {
  it.each([
    ['two replicas under faults lose and double nothing', 'sound', { lost: 0, doubled: 0, violations: 0 }],
    ['who does not take no for an answer is found', 'stubborn', { doubled: expect.any(Number) }],
  ] as const)(
    '%s',
    async (_, variant, found) => {
      const folder = mkdtempSync(join(tmpdir(), 'tiendo-replicas-'));
      try {
        const findings = await attackReplicas({ n: variant === 'sound' ? 4 : 1, folder, random: chance(7), say: quiet, variant });
        expect({ ...findings }).toMatchObject(found);
        expect(findings.any).toBe(variant !== 'sound');
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
    PART_MAX_MS,
  );

  it(
    'an append whose answer is lost is in the log once, and a client that makes events anew is caught',
    async () => {
      const { attempts, lostReplies, findings, control } = await loseReplies({ n: 60, seed: 7, say: quiet });
      expect({ attempts, lostReplies, control, details: findings.details }).toEqual({
        attempts: 60,
        lostReplies: 60,
        control: 'caught',
        details: [],
      });
      expect(findings.any).toBe(false);
    },
    PART_MAX_MS,
  );

  it(
    'a slow consumer holds the server back, and one that keeps what comes is caught',
    async () => {
      const findings = new Findings();
      expect(await followSlowly({ events: 12_000, textBytes: 4_000, restMs: 1, rests: 1_000, findings, say: quiet })).toBe('caught');
      expect(findings.details).toEqual([]);
    },
    PART_MAX_MS,
  );
});
