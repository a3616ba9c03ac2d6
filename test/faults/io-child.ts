/**
 * The process whose disk fails: for each point it makes a new log, works through the same commands, and lets one call fail. What it finds
 * goes to stdout as lines of JSON. `measure` tells how many calls of each kind there are.
 */
import { mkdirSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { Unavailable } from '#event-log/event-log';
import { SqliteLog } from '#event-log/sqlite-log';
import { DiskFaults, type FaultKind } from './disk-shim.ts';
import { credulous, forgetful } from './io-broken.ts';
import { checkAfterRestart, checkServed, codesFor, type IoFinding, readEverything } from './io-check.ts';
import { type Told, workAgain, workThrough } from './io-work.ts';

/** The `n`-th call that the kind concerns fails, and with `ever` all that follow. */
export interface Point {
  readonly kind: FaultKind;
  readonly n: number;
  readonly how: 'once' | 'ever';
}

export interface IoPlan {
  readonly root: string;
  readonly control: string;
  readonly points: readonly Point[] | 'measure';
  /** `sound` is the product; the others are broken on purpose. */
  readonly variant: 'sound' | 'credulous' | 'forgetful';
}

export type IoLine =
  | { readonly calls: Readonly<Record<string, number>> }
  | { readonly point: Point; readonly acknowledged: number; readonly findings: readonly IoFinding[] };

/** Small, so that moves of the write-ahead log into the file are among the calls. */
const CHECKPOINT_PAGES = 40;
const NEVER = 1_000_000_000;
/** A point that takes longer hangs, in milliseconds. */
const HANGS_MS = 60_000;
const KINDS: readonly FaultKind[] = ['read', 'write', 'full', 'short', 'sync', 'read-only'];

const { root, control, points, variant } = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as IoPlan;
const faults = new DiskFaults(control);
const say = (line: IoLine): void => void writeSync(1, `${JSON.stringify(line)}\n`);

async function run(
  { kind, n, how }: Point,
  name: string,
): Promise<{ readonly findings: readonly IoFinding[]; readonly told: readonly Told[] }> {
  const findings: IoFinding[] = [];
  const add = (fault: IoFinding['fault'], what: string): void => void findings.push({ fault, what });
  const folder = join(root, name);
  const file = join(folder, 'log.sqlite');
  mkdirSync(folder);
  faults.arm(kind, n, how);
  const codes = codesFor(kind, how);
  const log = await open(file, [...codes, ...(how === 'once' ? ['read-only'] : [])], add);
  let told: readonly Told[] = [];
  let served: Awaited<ReturnType<typeof readEverything>> = new Map();
  if (log !== null) {
    const used = variant === 'credulous' ? credulous(log) : variant === 'forgetful' ? forgetful(log) : log;
    told = await workThrough(used, () => faults.count().failed, kind === 'sync');
    const { failed } = faults.count();
    served = await readEverything(used, failed !== null && kind !== 'read' && !(kind === 'sync' || kind === 'write'), add);
    checkAnswers(kind, codes, told, add);
    if (how === 'ever') faults.disarm();
    if (variant === 'sound' && failed !== null && (kind === 'full' || kind === 'short' || (kind === 'read-only' && how === 'ever')))
      await resumes(log, add);
    await used.close().catch((error: unknown) => {
      if (!(error instanceof Unavailable) && (error as NodeJS.ErrnoException).code === undefined) throw error;
    });
  }
  faults.disarm();
  const rows = await checkAfterRestart(file, told, add);
  checkServed(served, rows, add);
  rmSync(folder, { recursive: true, force: true });
  return { findings, told };
}

/** Null: it cannot be opened, and says so in one of the codes that fit. */
async function open(
  file: string,
  codes: readonly string[],
  add: (fault: IoFinding['fault'], what: string) => void,
): Promise<SqliteLog | null> {
  try {
    return await SqliteLog.open({ file, program: 'proof io', checkpointPages: CHECKPOINT_PAGES });
  } catch (error) {
    if (!(error instanceof Unavailable)) add('violations', `opening: ${String(error)}`);
    else if (!codes.includes(error.code)) add('violations', `opening: said to be ${error.code}: ${error.message}`);
    return null;
  }
}

function checkAnswers(
  kind: FaultKind,
  codes: readonly string[],
  told: readonly Told[],
  add: (fault: IoFinding['fault'], what: string) => void,
): void {
  for (const { answer, why, failed } of told) {
    const expected = why === null || why === 'rules' || codes.includes(why);
    if (!expected) add('violations', `refused as ${why}`);
    if (kind === 'sync' && answer === 'acknowledged' && failed?.endsWith('-wal') === true)
      add('violations', 'acknowledged after a sync of the write-ahead log had failed');
  }
}

/** Room again, or mounted for writing again: no restart is needed. */
async function resumes(log: SqliteLog, add: (fault: IoFinding['fault'], what: string) => void): Promise<void> {
  const trouble = await log.trouble();
  if (trouble !== null) add('violations', `still ${trouble} when the disk is well again`);
  await workAgain(log).catch((error: unknown) => add('violations', `does not resume: ${String(error)}`));
}

async function measure(): Promise<void> {
  const calls: Record<string, number> = {};
  for (const kind of KINDS) {
    const folder = join(root, kind);
    mkdirSync(folder);
    faults.arm(kind, NEVER, 'once');
    const log = await SqliteLog.open({ file: join(folder, 'log.sqlite'), program: 'proof io', checkpointPages: CHECKPOINT_PAGES });
    await workThrough(log, () => null, kind === 'sync');
    await readEverything(log, true, () => undefined);
    await log.close();
    calls[kind] = faults.count().calls;
    faults.disarm();
    rmSync(folder, { recursive: true });
  }
  say({ calls });
}

if (points === 'measure') await measure();
else {
  for (const [at, point] of points.entries()) {
    const hangs = setTimeout(() => {
      say({ point, acknowledged: 0, findings: [{ fault: 'violations', what: 'hangs' }] });
      process.exit(1);
    }, HANGS_MS);
    const { findings, told } = await run(point, `${at}`);
    clearTimeout(hangs);
    say({ point, acknowledged: told.filter(({ answer }) => answer === 'acknowledged').length, findings });
  }
}
