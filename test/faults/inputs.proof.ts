import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { MemoryLeft } from './collect-on-signal.ts';
import { beyond } from './inputs-beyond.ts';
import { type BadInput, badInputs, laterRows } from './inputs-case.ts';
import { tryInput } from './inputs-check.ts';
import { grown } from './inputs-grow.ts';
import { isSilent, trySilent } from './inputs-silent.ts';
import { InputsTarget } from './inputs-target.ts';
import { IRONED_OUT, LENIENT_FIELDS, lenientFront } from './lenient-front.ts';
import { Findings, type ProofOptions, type ProofResult } from './proof-result.ts';

/** Growth of the server's memory that is still none, in bytes. */
const GROWTH_MAX = 50 * 1024 * 1024;
const SAY_EVERY = 500;

/**
 * Every row of the tables of bad inputs once, then `n` inputs grown from their classes, against a running server: each is refused by
 * its name, within a second, without a trace in the log, in memory or of the insides.
 */
export async function inputsProof({ n, seed, folder, say }: ProofOptions): Promise<ProofResult> {
  const findings = new Findings();
  const { tables, waiting } = badInputs();
  const rows = Object.values(tables).flat();
  const inputs = [...rows, ...grown(n, seed)];
  const target = await InputsTarget.start(dataDir(folder, 'strict'));
  const silent = trySilent(await InputsTarget.start(dataDir(folder, 'silent')), inputs);
  silent.catch(() => undefined); // Told where it is waited for.
  try {
    await attack(
      target,
      inputs.filter((input) => !isSilent(input)),
      findings,
      say,
    );
  } finally {
    await target.stop();
  }
  for (const { input, faults } of await silent)
    for (const fault of faults) findings.add('violations', `row ${input.row}, ${input.name}: ${fault}`);
  if (target.stderr !== '') findings.add('violations', `the server wrote to its log: ${target.stderr.slice(0, 300)}`);
  for (const { row, name, run } of beyond) {
    for (const fault of await run(folder)) findings.add('violations', `row ${row}, ${name}: ${fault}`);
    say(`row ${row}, ${name}: tried`);
  }
  const later = [
    ...Object.entries(laterRows()),
    ...waiting.map(({ row, name }) => [String(row), `${name}: waits for its address`] as const),
  ];
  for (const [row, why] of later) say(`later: row ${row}, ${why}`);
  const { lost, doubled, violations, details } = findings;
  return {
    proof: 'inputs',
    attempts: inputs.length + beyond.length,
    lost,
    doubled,
    violations,
    control: await control(folder, rows, say),
    details: [
      ...details,
      `later, not counted: rows ${[...new Set(later.map(([row]) => row))].sort((a, b) => Number(a) - Number(b)).join(', ')}`,
    ],
  };
}

function dataDir(folder: string, name: string): string {
  const path = join(folder, name);
  mkdirSync(path);
  return path;
}

async function attack(target: InputsTarget, inputs: readonly BadInput[], findings: Findings, say: (line: string) => void): Promise<void> {
  // The first inputs load code and fill caches once; what grows after that, all garbage collected, is kept by somebody.
  const half = Math.ceil(inputs.length / 2);
  let settled: MemoryLeft | null = null;
  for (const [index, input] of inputs.entries()) {
    for (const fault of await tryInput(target, input)) findings.add('violations', `row ${input.row}, ${input.name}: ${fault}`);
    if (index + 1 === half) settled = await target.memory();
    if ((index + 1) % SAY_EVERY === 0 || index + 1 === inputs.length)
      say(`${index + 1}/${inputs.length} inputs, ${findings.violations} violations`);
  }
  const now = await target.memory();
  const before = settled ?? now;
  const grew = `resident ${mib(before.rss)} → ${mib(now.rss)} MiB, heap ${mib(before.heapUsed)} → ${mib(now.heapUsed)} MiB`;
  say(`memory of the server after a full collection, after ${half} inputs and at the end: ${grew}`);
  if (now.rss - before.rss > GROWTH_MAX) findings.add('violations', `memory grew: ${grew}`);
}

const mib = (bytes: number): number => Math.round(bytes / 1024 / 1024);

/** The same checks on a server behind a front that is as lenient as frameworks are by default. */
async function control(folder: string, rows: readonly BadInput[], say: (line: string) => void): Promise<'caught' | 'missed'> {
  const target = await InputsTarget.start(dataDir(folder, 'lenient'));
  const front = await lenientFront(target.url, LENIENT_FIELDS);
  const missed: string[] = [];
  try {
    for (const input of rows.filter(({ row }) => IRONED_OUT.has(row)))
      if ((await tryInput(target, input, front.url)).length === 0) missed.push(`row ${input.row}, ${input.name}`);
  } finally {
    await front.close();
    await target.stop();
  }
  say(`control behind a lenient front: ${missed.length === 0 ? 'every fault was seen' : `not seen: ${missed.join('; ')}`}`);
  return missed.length === 0 ? 'caught' : 'missed';
}
