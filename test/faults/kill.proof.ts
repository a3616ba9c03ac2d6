import { join } from 'node:path';
import { chance } from '#testkit/project-life';
import { killProjector } from './kill-projector.ts';
import { killRebuild } from './kill-rebuild.ts';
import { killWriter } from './kill-writer.ts';
import type { ProofOptions, ProofResult } from './proof-result.ts';

/** Of the kills one in so many goes to the projector, and one in so many to the rebuild, which take longest to check. */
const SHARE = 4;

/**
 * `kill -9` at random moments of whoever writes the log, whoever projects it, and whoever rebuilds beside them, in turn. Each part has its
 * own variants that are broken on purpose, and all of them must be caught.
 */
export async function killProof({ n, seed, folder, say }: ProofOptions): Promise<ProofResult> {
  const random = chance(seed);
  const share = Math.ceil(n / SHARE);
  const [projector, rebuild] = [Math.min(share, n), Math.min(share, Math.max(0, n - share))];
  const parts = [
    await killWriter({ n: Math.max(1, n - projector - rebuild), folder: join(folder, 'writer'), say, random }),
    await killProjector({ n: projector, folder: join(folder, 'projector'), say, random }),
    await killRebuild({ n: rebuild, folder: join(folder, 'rebuild'), say, random }),
  ];
  const sum = (of: 'lost' | 'doubled' | 'violations'): number => parts.reduce((total, { findings }) => total + findings[of], 0);
  return {
    proof: 'kill',
    attempts: parts.reduce((total, { attempts }) => total + attempts, 0),
    lost: sum('lost'),
    doubled: sum('doubled'),
    violations: sum('violations'),
    control: parts.every(({ control }) => control === 'caught') ? 'caught' : 'missed',
    details: parts.flatMap(({ findings }) => findings.details),
  };
}
