import { describe, expect, it } from '@jest/globals';
import { Findings } from '../proof-result.ts';
import { loseReplies } from './lost-replies.ts';
import { followSlowly } from './slow-consumer.ts';

const quiet = (): void => undefined;
/** On a machine that has much else to do, in milliseconds. */
const PART_MAX_MS = 120_000;

describe('parts of the proof of the cluster, in small', () => {
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
