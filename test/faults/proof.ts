/**
 * `npm run -s proof -- <proof> [--n N] [--seed S] [--bug NAME] [--register] [--json]`: tries to break a promise N times, and then tries the same on a variant
 * that is broken on purpose. Exit code 0: nothing was lost or doubled and the control was caught.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { backupProof } from './backup.proof.ts';
import { bitrotProof } from './bitrot.proof.ts';
import { channelsProof } from './channels.proof.ts';
import { clockProof } from './clock.proof.ts';
import { clusterProof } from './cluster.proof.ts';
import { copyProof } from './copy.proof.ts';
import { inputsProof } from './inputs.proof.ts';
import { ioProof } from './io.proof.ts';
import { killProof } from './kill.proof.ts';
import { powerProof } from './power.proof.ts';
import type { Proof, ProofResult } from './proof-result.ts';
import { raceProof } from './race.proof.ts';
import { redisProof } from './redis.proof.ts';
import { releasesProof } from './releases.proof.ts';
import { remindersProof } from './reminders.proof.ts';
import { simProof } from './sim.proof.ts';
import { startProof } from './start.proof.ts';
import { stopProof } from './stop.proof.ts';

const PROOFS: Readonly<Record<string, { readonly prove: Proof; readonly n: number }>> = {
  backup: { prove: backupProof, n: 200 },
  bitrot: { prove: bitrotProof, n: 2_000 },
  channels: { prove: channelsProof, n: 1_000 },
  clock: { prove: clockProof, n: 2_000 },
  cluster: { prove: clusterProof, n: 200 },
  copy: { prove: copyProof, n: 200 },
  inputs: { prove: inputsProof, n: 1_000 },
  io: { prove: ioProof, n: 1_000_000 },
  kill: { prove: killProof, n: 20 },
  power: { prove: powerProof, n: 5_000 },
  race: { prove: raceProof, n: 2_000 },
  redis: { prove: redisProof, n: 1_000 },
  releases: { prove: releasesProof, n: 1_000 },
  reminders: { prove: remindersProof, n: 400 },
  sim: { prove: simProof, n: 100 },
  start: { prove: startProof, n: 1_000 },
  stop: { prove: stopProof, n: 20 },
};
/** Promised by the operator's interface; they come with what they prove. */
const NOT_YET = ['authz'];

const N_MAX = 1_000_000;

async function run(args: readonly string[]): Promise<boolean> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      n: { type: 'string' },
      seed: { type: 'string', default: '1' },
      bug: { type: 'string' },
      register: { type: 'boolean', default: false },
    },
  });
  const [name = ''] = positionals;
  if (NOT_YET.includes(name)) throw new Error(`${name} is not there yet; there are: ${Object.keys(PROOFS).join(', ')}`);
  const proof = PROOFS[name];
  if (!proof || positionals.length > 1) throw new Error(`which proof? There are: ${Object.keys(PROOFS).join(', ')}`);
  const { bug } = values;
  if (bug !== undefined && name !== 'sim') throw new Error('--bug belongs to sim: the others plant one bug each');
  const { register } = values;
  if (register && name !== 'reminders') throw new Error('--register belongs to reminders: the register, day by day');
  const n = whole('--n', values.n ?? (register ? '1' : String(proof.n)), 1);
  const seed = whole('--seed', values.seed, 0);

  const folder = mkdtempSync(join(tmpdir(), `tiendo-proof-${name}-`));
  try {
    const result = await proof.prove({
      n,
      seed,
      folder,
      ...(bug === undefined ? {} : { bug }),
      register,
      say: (line) => process.stderr.write(`${line}\n`),
    });
    process.stdout.write(values.json ? `${JSON.stringify(result)}\n` : printed(result));
    return result.lost + result.doubled + result.violations === 0 && result.control === 'caught';
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function whole(option: string, text: string, least: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < least || value > N_MAX) throw new Error(`${option} is a whole number from ${least} to ${N_MAX}`);
  return value;
}

function printed({ proof, attempts, lost, doubled, violations, control, details, planted = [] }: ProofResult): string {
  const summary = `${proof}: ${attempts} attempts, ${lost} lost, ${doubled} doubled, ${violations} other violations; control ${control}`;
  const bugs = planted.map(({ bug, seed, step, invariant }) =>
    seed === null ? `planted ${bug}: MISSED` : `planted ${bug}: seed ${seed}, step ${step}, ${invariant}`,
  );
  return [summary, ...[...details, ...bugs].map((line) => `  ${line}`), ''].join('\n');
}

try {
  const proven = await run(process.argv.slice(2));
  // At once: with the native client of KurrentDB and child processes behind it, Node has been seen to turn for ever while it tidied up its handles.
  process.exit(proven ? 0 : 1);
} catch (error) {
  process.stderr.write(`proof: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
