import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '#config/package-root';
import { chance } from '#testkit/project-life';
import { CrashDisk } from './crash-disk.ts';
import { compileDiskShim, memoryFolder, shimEnvironment } from './disk-shim.ts';
import { type DiskEvent, readTrace } from './disk-trace.ts';
import { Acknowledged, checkBuildsImage, checkLogImage, readWhole, type WholeLog } from './power-check.ts';
import type { PowerPlan } from './power-child.ts';
import { Findings, type ProofOptions, type ProofResult } from './proof-result.ts';

/** Images made of one recording. */
const IMAGES_PER_RECORDING = 125;
/** Images checked at a time. */
const LANES = 2;
/** Share of the images of each scenario; the rest is of the log. */
const SHARE = { files: 0.15, builds: 0.15 } as const;
/** Processes that work on one folder, one after the other. */
const GENERATIONS = { log: 3, files: 2, builds: 1 } as const;
/** Every third recording of the log has a sync that fails. */
const FAILED_SYNC_EVERY = 3;
/** Share of the cuts that fall into the making of the log, and how many entries that is. */
const EARLY = 0.15;
const EARLY_ENTRIES = 60;
/** Images after which a control that was not caught is missed. */
const CONTROL_IMAGES = 2_000;

type Scenario = PowerPlan['scenario'];

interface Recording {
  readonly root: string;
  readonly scenario: Scenario;
  readonly events: readonly DiskEvent[];
  readonly whole: WholeLog | null;
}

interface Recorder {
  readonly library: string;
  readonly folder: string;
}

/**
 * Records what processes write, sync and acknowledge, and cuts the power at thousands of points: of what was not synced any part may be
 * there. Each disk that this may leave is opened with the product's own opener.
 */
export async function powerProof({ n, seed, folder, say }: ProofOptions): Promise<ProofResult> {
  const random = chance(seed);
  const recorder = { library: compileDiskShim(folder), folder: memoryFolder('tiendo-power-') };
  try {
    const findings = new Findings();
    const counts = { log: 0, files: 0, builds: 0 };
    let [cuts, syncs, told] = [0, 0, 0];
    for (const [at, { scenario, images }] of [...portions(n)].entries()) {
      const recording = await record(recorder, {
        scenario,
        seed: Math.floor(random() * 2 ** 31),
        variant: 'sound',
        failSync: scenario === 'log' && at % FAILED_SYNC_EVERY === 1,
      });
      cuts += await cutPower(recording, { images, random, findings, recorder });
      syncs += recording.events.filter(({ op }) => op === 'sync').length;
      counts[scenario] += images;
      for (const line of findings.details.slice(told)) say(line);
      told = findings.details.length;
      say(
        `${counts.log + counts.files + counts.builds}/${n} images, ${findings.lost} lost, ${findings.doubled} doubled, ${findings.violations} other violations`,
      );
    }
    const control = await controls(recorder, random, say);
    const { lost, doubled, violations } = findings;
    const what = `${counts.log} images of logs, ${counts.files} of logs with attachments, ${counts.builds} of read models; ${cuts} different cuts over ${syncs} syncs`;
    const details = [...findings.details, what, ...control.details, NOT_COVERED];
    return { proof: 'power', attempts: n, lost, doubled, violations, control: control.verdict, details };
  } finally {
    rmSync(recorder.folder, { recursive: true, force: true });
  }
}

const NOT_COVERED = 'not covered: a real power cut, real disks and their caches, a file system that garbles what was synced, KurrentDB';

function* portions(n: number): Generator<{ readonly scenario: Scenario; readonly images: number }> {
  const files = Math.ceil(n * SHARE.files);
  const builds = Math.min(n - files, Math.ceil(n * SHARE.builds));
  const wanted = { log: n - files - builds, files, builds };
  for (const scenario of ['log', 'files', 'builds'] as const)
    for (let left = wanted[scenario]; left > 0; left -= IMAGES_PER_RECORDING)
      yield { scenario, images: Math.min(left, IMAGES_PER_RECORDING) };
}

interface RecordedRun {
  readonly scenario: Scenario;
  readonly seed: number;
  readonly variant: PowerPlan['variant'];
  readonly failSync: boolean;
}

async function record({ library, folder }: Recorder, { scenario, seed, variant, failSync }: RecordedRun): Promise<Recording> {
  const root = mkdtempSync(join(folder, 'recorded-'));
  const control = join(folder, 'control');
  const program = join(packageRoot(), 'dist/test/faults/power-child.js');
  const events: DiskEvent[] = [];
  const generations = GENERATIONS[scenario];
  for (let generation = 0; generation < generations; generation++) {
    const plan: PowerPlan = { root, scenario, seed, variant, generation, generations, ...(failSync && { control }) };
    const trace = join(folder, `trace-${generation}`);
    rmSync(trace, { force: true });
    const env = shimEnvironment(library, { root, trace, control });
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program, JSON.stringify(plan)], {
      stdio: 'inherit',
      env,
    });
    const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
    if (signal !== 'SIGKILL') throw new Error(`the recorded process failed: code ${code}, signal ${signal}`);
    events.push(...readTrace(trace));
  }
  const whole = scenario === 'builds' ? null : readWhole(join(root, 'var/log.sqlite'));
  rmSync(root, { recursive: true, force: true });
  return { root, scenario, events, whole };
}

interface Cutting {
  readonly images: number;
  readonly random: () => number;
  readonly findings: Findings;
  readonly recorder: Recorder;
  readonly until?: () => boolean;
}

/** @returns different places of the recording at which the power was cut */
async function cutPower(
  { root, scenario, events, whole }: Recording,
  { images, random, findings, recorder, until }: Cutting,
): Promise<number> {
  const disk = new CrashDisk(root, random);
  const acknowledged = new Acknowledged();
  const cuts = pickCuts(events, images, random);
  const checks = new Set<Promise<void>>();
  for (const [index, event] of events.entries()) {
    for (let image = 0; image < (cuts.get(index) ?? 0); image++) {
      const folder = mkdtempSync(join(recorder.folder, 'image-'));
      disk.leave(root, folder);
      const heard = { appends: [...acknowledged.appends], builds: new Map(acknowledged.builds), switched: acknowledged.switched };
      const label = `${scenario}, cut before entry ${index} (${event.op})`;
      const check = (async () => {
        if (whole === null) checkBuildsImage({ folder, number: image + index, label, acknowledged: heard }, findings);
        else await checkLogImage(whole, { folder, number: image + index, label, acknowledged: heard }, findings);
        rmSync(folder, { recursive: true, force: true });
      })();
      checks.add(check);
      void check.then(
        () => checks.delete(check),
        () => undefined,
      );
      if (checks.size >= LANES) await Promise.race(checks);
      if (until?.() === true) {
        await Promise.all(checks);
        return cuts.size;
      }
    }
    disk.apply(event);
    if (event.op === 'acknowledged') acknowledged.hear(event.line);
  }
  await Promise.all(checks);
  return cuts.size;
}

/** Before or after whatever orders other things, some in the middle of many writes, some in the making of the log. */
function pickCuts(events: readonly DiskEvent[], images: number, random: () => number): ReadonlyMap<number, number> {
  const orders = events.flatMap(({ op }, index) => (op === 'write' ? [] : [index, index + 1])).filter((index) => index < events.length);
  const cuts = new Map<number, number>();
  for (let image = 0; image < images; image++) {
    const roll = random();
    let at = Math.floor(random() * events.length);
    if (roll < EARLY) at = Math.floor(random() * Math.min(EARLY_ENTRIES, events.length));
    else if (roll < 0.75) at = orders[Math.floor(random() * orders.length)] ?? at;
    cuts.set(at, (cuts.get(at) ?? 0) + 1);
  }
  return cuts;
}

/** A product without one of the things that durability hangs on: each must be found. */
interface Broken {
  readonly name: string;
  readonly scenario: Scenario;
  readonly fault: 'lost' | 'violations';
  readonly variant?: PowerPlan['variant'];
  readonly failSync?: true;
  /** Entries that the broken product would not have made. */
  readonly without?: (event: DiskEvent, paths: ReadonlyMap<bigint, string>) => boolean;
}

const BROKEN: readonly Broken[] = [
  { name: 'synchronous=NORMAL', scenario: 'log', fault: 'lost', variant: 'normal' },
  { name: 'no folder is ever synced', scenario: 'log', fault: 'lost', without: ({ op }) => op === 'sync-folder' },
  { name: 'a write-ahead log is believed after a failed sync', scenario: 'log', fault: 'lost', variant: 'trusting', failSync: true },
  {
    name: 'attachments are not synced',
    scenario: 'files',
    fault: 'violations',
    without: (event, paths) => event.op === 'sync' && of(event.ino, paths, '/incoming/'),
  },
  {
    name: 'builds are not synced',
    scenario: 'builds',
    fault: 'violations',
    without: (event, paths) => event.op === 'sync' && of(event.ino, paths, '.building'),
  },
];

const of = (ino: bigint, paths: ReadonlyMap<bigint, string>, part: string): boolean => paths.get(ino)?.includes(part) === true;

async function controls(
  recorder: Recorder,
  random: () => number,
  say: (line: string) => void,
): Promise<{ verdict: 'caught' | 'missed'; details: string[] }> {
  const details: string[] = [];
  let verdict: 'caught' | 'missed' = 'caught';
  for (const { name, scenario, fault, variant = 'sound', failSync = false, without } of BROKEN) {
    const findings = new Findings();
    const until = () => findings[fault] > 0;
    let images = 0;
    for (; images < CONTROL_IMAGES && !until(); images += IMAGES_PER_RECORDING) {
      const sound = await record(recorder, { scenario, seed: Math.floor(random() * 2 ** 31), variant, failSync });
      const recording = without ? { ...sound, events: leftOut(sound.events, without) } : sound;
      await cutPower(recording, { images: IMAGES_PER_RECORDING, random, findings, recorder, until });
    }
    if (!until()) verdict = 'missed';
    details.push(`control "${name}": ${findings.details.find((line) => line.startsWith(fault)) ?? `missed after ${images} images`}`);
    say(details.at(-1) as string);
  }
  return { verdict, details };
}

function leftOut(events: readonly DiskEvent[], without: NonNullable<Broken['without']>): readonly DiskEvent[] {
  const paths = new Map<bigint, string>();
  return events.filter((event) => {
    if (event.op === 'create') paths.set(event.ino, event.path);
    return !without(event, paths);
  });
}
