import { join } from 'node:path';
import { chance } from '#testkit/project-life';
import { loseReplies } from './cluster/lost-replies.ts';
import { attackReplicas, type Variant } from './cluster/replicas.ts';
import { followSlowly } from './cluster/slow-consumer.ts';
import { Findings, type ProofOptions, type ProofResult } from './proof-result.ts';

/** To each fault that befalls the replicas. */
const LOST_REPLIES_A_FAULT = 50;
const FOLLOWED_A_FAULT = 5_000;
const TEXT_BYTES = 200;
const RESTS = 1_000;
/** Faults of a control: as many as it takes to show. */
const CONTROL_FAULTS = 12;
const CONTROLS: Readonly<Record<Exclude<Variant, 'sound'>, 'lost' | 'doubled' | 'violations'>> = {
  'fresh-keys': 'doubled',
  stubborn: 'doubled',
  forgetful: 'lost',
  'altered-row': 'violations',
};

/**
 * A log that many processes write: `n` faults befall two replicas, their connections and the server under load; 50 `n` answers of appends are lost; and a
 * slow consumer takes 5,000 `n` events. Redis has a proof of its own (`redis`).
 */
export async function clusterProof({ n, seed, folder, say }: ProofOptions): Promise<ProofResult> {
  const random = chance(seed);
  const findings = await attackReplicas({ n, folder: join(folder, 'replicas'), say, random });
  const replies = await loseReplies({ n: n * LOST_REPLIES_A_FAULT, seed, say });
  const slow = await followSlowly({ events: n * FOLLOWED_A_FAULT, textBytes: TEXT_BYTES, restMs: 1, rests: RESTS, findings, say });
  const missed = [...(replies.control === 'caught' ? [] : ['lost replies']), ...(slow === 'caught' ? [] : ['slow consumer'])];
  for (const [variant, kind] of Object.entries(CONTROLS) as [Exclude<Variant, 'sound'>, 'lost' | 'doubled' | 'violations'][]) {
    const found = await attackReplicas({ n: CONTROL_FAULTS, folder: join(folder, variant), say, random, variant });
    say(`control ${variant}: ${found.lost} lost, ${found.doubled} doubled, ${found.violations} violations`);
    if (found[kind] === 0) missed.push(variant);
  }
  return result(n + replies.attempts, findings, replies.findings, missed);
}

function result(attempts: number, own: Findings, replies: Findings, missed: readonly string[]): ProofResult {
  return {
    proof: 'cluster',
    attempts,
    lost: own.lost + replies.lost,
    doubled: own.doubled + replies.doubled,
    violations: own.violations + replies.violations,
    control: missed.length === 0 ? 'caught' : 'missed',
    details: [...missed.map((name) => `control missed: ${name}`), ...own.details, ...replies.details],
  };
}
