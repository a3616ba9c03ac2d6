import { createHash } from 'node:crypto';
import type { Bug } from './sim/bugs/bug.ts';
import { planted } from './sim/bugs/planted.ts';
import { type PlantedFound, Findings, type ProofOptions, type ProofResult } from './proof-result.ts';
import { type Run, simulate } from './sim/run.ts';
import { soundSeams } from './sim/seams.ts';

/** Seeds in which a planted bug must show itself. */
const BUG_SEEDS_MAX = 60;
const TELL_EVERY = 25;

/**
 * Runs of the whole engine on virtual time, one for each seed, and then every planted bug. With `bug` only that one, from `seed` on.
 * @throws Error there is no such bug
 */
export async function simProof({ n, seed, bug, say }: ProofOptions): Promise<ProofResult> {
  if (bug !== undefined) return oneBug(bugNamed(bug), { n, seed, say });
  const findings = new Findings();
  const digests = createHash('sha256');
  let events = 0;
  for (let at = seed; at < seed + n; at++) {
    const run = await simulate(at, soundSeams);
    events += run.events;
    digests.update(run.digest);
    if (n === 1) say(`seed ${at}: ${run.steps} commands, ${run.turns} turns, ${run.events} events, digest ${run.digest}`);
    if (run.found !== null) violated(run, findings, say);
    const done = at - seed + 1;
    if (done % TELL_EVERY === 0)
      say(
        `${done}/${n} runs, ${events} events, ${findings.lost} lost, ${findings.doubled} doubled, ${findings.violations} other violations`,
      );
  }
  const { lost, doubled, violations, details } = findings;
  const found: PlantedFound[] = [];
  for (const one of planted) found.push(await hunt(one, { seed, say }));
  const control = found.every((one) => one.seed !== null) ? 'caught' : 'missed';
  return { proof: 'sim', attempts: n, lost, doubled, violations, control, details, digest: digests.digest('hex'), planted: found };
}

type Hunt = Pick<ProofOptions, 'seed' | 'say'>;

async function hunt(bug: Bug, { seed: from, say }: Hunt, most = BUG_SEEDS_MAX): Promise<PlantedFound> {
  for (let seed = from; seed < from + most; seed++) {
    const { found } = await simulate(seed, { ...soundSeams, ...bug.seams() });
    if (found === null) continue;
    const { step, invariant, what } = found;
    say(`planted ${bug.name}: seed ${seed}, step ${step}, ${invariant}`);
    return { bug: bug.name, seed, step, invariant, what };
  }
  say(`planted ${bug.name}: MISSED in ${most} seeds`);
  return { bug: bug.name, seed: null, step: null, invariant: null, what: bug.what };
}

/** A planted bug alone, with what happened before it was found. */
async function oneBug(bug: Bug, { n, seed: from, say }: Hunt & { readonly n: number }): Promise<ProofResult> {
  say(`${bug.name}: ${bug.what}`);
  const found = await hunt(bug, { seed: from, say }, n);
  if (found.seed !== null)
    violated(await simulate(found.seed, { ...soundSeams, ...bug.seams() }), new Findings(), say, ` --bug ${bug.name}`);
  const control = found.seed === null ? 'missed' : 'caught';
  return { proof: 'sim', attempts: n, lost: 0, doubled: 0, violations: 0, control, details: [], planted: [found] };
}

function violated({ seed, found, lastLines }: Run, findings: Findings, say: (line: string) => void, options = ''): void {
  if (found === null) return;
  for (const line of lastLines) say(`  ${line}`);
  findings.add(found.kind, `seed ${seed}, step ${found.step}, ${found.invariant}: ${found.what}`);
  say(`seed ${seed} breaks ${found.invariant} at step ${found.step}: ${found.what}`);
  say(`again: npm run -s proof -- sim --n 1 --seed ${seed}${options}`);
}

function bugNamed(name: string): Bug {
  const bug = planted.find((one) => one.name === name);
  if (bug === undefined) throw new Error(`no planted bug is called ${name}; there are: ${planted.map((one) => one.name).join(', ')}`);
  return bug;
}
