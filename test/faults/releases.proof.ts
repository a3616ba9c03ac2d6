import { join } from 'node:path';
import { chance } from '#testkit/project-life';
import { type BuiltRelease, buildRelease, thisBuild } from '../releases/built-release.ts';
import { importAcross } from '../releases/import-across.ts';
import { said } from '../releases/lives.ts';
import { RunningRelease } from '../releases/running-release.ts';
import { storedReleases } from '../releases/stored-releases.ts';
import { alternate, type Told } from '../releases/two-releases.ts';
import { Findings, type Proof, type ProofOptions } from './proof-result.ts';

/** This build and each earlier release over one log, `n` commands between them, and the same with a release that passes over what it does not know. */
export const releasesProof: Proof = async ({ n, seed, folder, say }) => {
  const findings = new Findings();
  let [attempts, caught] = [0, true];
  const releases = storedReleases();
  const rounds = Math.max(1, Math.round(n / said.length / releases.length));
  for (const release of releases) {
    say(`building ${release.version} from ${release.commit.slice(0, 12)} …`);
    const before = buildRelease(release, join(folder, `release-${release.version}`));
    const imported = importAcross(before, folder, findings);
    say(`${release.version}: imported ${imported} events, which this build reports and takes for known`);
    const told = await run({ before, rounds, findings }, { seed, folder });
    say(
      `${release.version}: ${told.said} commands in ${rounds} logs, ${told.byBefore} events by it, ${told.byNow} by this build; ${told.kept} times it kept off a stream`,
    );
    if (told.byBefore === 0 || told.byNow === 0) findings.add('violations', `${release.version} and this build did not both write`);
    const control = new Findings();
    await run({ before, rounds: 1, findings: control, args: ['--lenient'] }, { seed, folder });
    // A release that knows every event has nothing to pass over: its control says nothing.
    const differs = [...thisBuild().knows].some((name) => !before.knows.has(name));
    if (differs && !control.details.some((line) => line.includes('wrote after'))) caught = false;
    attempts += told.said;
  }
  const { lost, doubled, violations, details } = findings;
  return { proof: 'releases', attempts, lost, doubled, violations, control: caught ? 'caught' : 'missed', details };
};

interface Run {
  readonly before: BuiltRelease;
  readonly rounds: number;
  readonly findings: Findings;
  readonly args?: readonly string[];
}

async function run({ before, rounds, findings, args = [] }: Run, { seed, folder }: Pick<ProofOptions, 'seed' | 'folder'>): Promise<Told> {
  const sum: Told = { said: 0, byBefore: 0, byNow: 0, kept: 0 };
  const [now, older] = [new RunningRelease(thisBuild()), new RunningRelease(before, args)];
  try {
    for (let round = 0; round < rounds; round++) {
      const random = chance(seed * 7_919 + round);
      const told = await alternate({ now, before: older, folder, random, findings }, `${before.version}/${seed}/${round}`);
      for (const key of Object.keys(sum) as (keyof Told)[]) sum[key] += told[key];
    }
  } finally {
    await Promise.all([now.stop(), older.stop()]);
  }
  return sum;
}
