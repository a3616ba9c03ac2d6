import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { packageRoot } from '#config/package-root';
import { compileDiskShim, memoryFolder, shimEnvironment } from './disk-shim.ts';
import type { IoLine, IoPlan, Point } from './io-child.ts';
import { Findings, type ProofOptions, type ProofResult } from './proof-result.ts';

/** Processes at work at once. */
const LANES = 2;
/** A process is given so many points, so that a point that ends it costs few others. */
const POINTS_PER_PROCESS = 200;
/** Points of a control: enough that every sync and every part of a commit is among them. */
const CONTROL_POINTS = 40;

interface Run {
  readonly library: string;
  readonly folder: string;
}

/** Lets every call to the disk fail in turn, once and for good, in every way that disks fail; `n` bounds the points, evenly spread. */
export async function ioProof({ n, folder, say }: ProofOptions): Promise<ProofResult> {
  const run = { library: compileDiskShim(folder), folder: memoryFolder('tiendo-io-') };
  try {
    const findings = new Findings();
    const calls = await measured(run);
    const all = pointsOf(calls);
    const points = spread(all, n);
    let [attempts, acknowledged] = [0, 0];
    const portions = Array.from({ length: Math.ceil(points.length / POINTS_PER_PROCESS) }, (_, at) =>
      points.slice(at * POINTS_PER_PROCESS, (at + 1) * POINTS_PER_PROCESS),
    ).values();
    const lane = async (name: string): Promise<void> => {
      for (const portion of portions) {
        await work(run, name, { points: portion, variant: 'sound' }, (line) => {
          if (!('point' in line)) return;
          attempts += 1;
          acknowledged += line.acknowledged;
          for (const { fault, what } of line.findings) findings.add(fault, `${named(line.point)}: ${what}`);
        });
        say(
          `${attempts}/${points.length} points, ${findings.lost} lost, ${findings.doubled} doubled, ${findings.violations} other violations`,
        );
      }
    };
    await Promise.all(Array.from({ length: LANES }, (_, at) => lane(`lane-${at}`)));
    const control = await controls(run, calls);
    const { lost, doubled, violations } = findings;
    const reached = Object.entries(calls).map(([kind, count]) => `${kind} ${count}`);
    const what = `${points.length} of ${all.length} points, once and for good each: calls ${reached.join(', ')}; ${acknowledged} commands acknowledged`;
    const details = [...findings.details, what, ...control.details, NOT_COVERED];
    return { proof: 'io', attempts, lost, doubled, violations, control: control.verdict, details };
  } finally {
    rmSync(run.folder, { recursive: true, force: true });
  }
}

const NOT_COVERED = 'not covered: real disks that fail, network file systems, faults of memory-mapped pages (-shm), two faults at once';

const named = ({ kind, n, how }: Point): string => `${kind} ${n} ${how}`;

function pointsOf(calls: Readonly<Record<string, number>>): readonly Point[] {
  return Object.entries(calls).flatMap(([kind, count]) =>
    (['once', 'ever'] as const).flatMap((how) =>
      Array.from({ length: count }, (_, at) => ({ kind: kind as Point['kind'], n: at + 1, how })),
    ),
  );
}

const spread = <Item>(items: readonly Item[], most: number): readonly Item[] =>
  items.length <= most ? items : Array.from({ length: most }, (_, at) => items[Math.floor((at * items.length) / most)] as Item);

async function measured(run: Run): Promise<Readonly<Record<string, number>>> {
  let calls: Readonly<Record<string, number>> = {};
  await work(run, 'measure', { points: 'measure', variant: 'sound' }, (line) => {
    if ('calls' in line) ({ calls } = line);
  });
  return calls;
}

async function work(
  { library, folder }: Run,
  name: string,
  { points, variant }: Pick<IoPlan, 'points' | 'variant'>,
  hear: (line: IoLine) => void,
): Promise<void> {
  const root = join(folder, name);
  mkdirSync(root, { recursive: true });
  const control = join(folder, `${name}.control`);
  const planFile = join(folder, `${name}.json`);
  writeFileSync(planFile, JSON.stringify({ root, control, points, variant } satisfies IoPlan));
  const program = join(packageRoot(), 'dist/test/faults/io-child.js');
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program, planFile], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: shimEnvironment(library, { root, control }),
  });
  const ended = once(child, 'exit');
  let last = '';
  for await (const line of createInterface({ input: child.stdout })) hear(JSON.parse((last = line)) as IoLine);
  const [code] = (await ended) as [number | null];
  rmSync(root, { recursive: true, force: true });
  if (code !== 0) throw new Error(`the process whose disk fails ended with ${code}, after ${last}`);
}

/** Believing what a failed sync left, and not telling of a full disk. */
async function controls(run: Run, calls: Readonly<Record<string, number>>): Promise<{ verdict: 'caught' | 'missed'; details: string[] }> {
  const broken = [
    { variant: 'credulous', kind: 'sync', how: 'once', fault: 'violations', name: 'believes a file whose sync failed' },
    { variant: 'forgetful', kind: 'full', how: 'ever', fault: 'lost', name: 'does not tell of a full disk' },
  ] as const;
  const details: string[] = [];
  let verdict: 'caught' | 'missed' = 'caught';
  for (const { variant, kind, how, fault, name } of broken) {
    const points = spread(
      pointsOf({ [kind]: calls[kind] ?? 0 }).filter((point) => point.how === how),
      CONTROL_POINTS,
    );
    const findings = new Findings();
    await work(run, variant, { points, variant }, (line) => {
      if ('point' in line)
        for (const one of line.findings) if (one.fault === fault) findings.add(fault, `${named(line.point)}: ${one.what}`);
    });
    if (findings[fault] === 0) verdict = 'missed';
    details.push(`control "${name}": ${findings.details[0] ?? 'missed'}`);
  }
  return { verdict, details };
}
