import { join } from 'node:path';
import { chance } from '#testkit/project-life';
import { loseReplies } from './cluster/lost-replies.ts';
import { attackReplicas, type ReplicasOptions, type Variant } from './cluster/replicas.ts';
import { followSlowly } from './cluster/slow-consumer.ts';
import { type Findings, type ProofOptions, type ProofResult } from './proof-result.ts';

/** To each fault that befalls the replicas. */
const LOST_REPLIES_A_FAULT = 50;
const FOLLOWED_A_FAULT = 5_000;
const TEXT_BYTES = 200;
const RESTS = 1_000;
/** A control is tried until it shows, at most so many times with so many faults. */
const CONTROL_TRIES = 5;
const CONTROL_FAULTS = 12;
type Kind = 'lost' | 'doubled' | 'violations';
/** What each must show as. */
const CONTROLS: Readonly<Record<Exclude<Variant, 'sound'>, Kind>> = {
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
  for (const [variant, kind] of Object.entries(CONTROLS) as [Exclude<Variant, 'sound'>, Kind][])
    if (!(await shows(variant, kind, { folder, say, random }))) missed.push(variant);
  return result(n + replies.attempts, findings, replies.findings, missed);
}

async function shows(variant: Variant, kind: Kind, { folder, ...options }: Omit<ReplicasOptions, 'n' | 'variant'>): Promise<boolean> {
  for (let tried = 0; tried < CONTROL_TRIES; tried += 1) {
    const found = await attackReplicas({ n: CONTROL_FAULTS, folder: join(folder, `${variant}-${tried}`), variant, ...options });
    options.say(`control ${variant}: ${found.lost} lost, ${found.doubled} doubled, ${found.violations} violations`);
    if (found[kind] > 0) return true;
  }
  return false;
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
