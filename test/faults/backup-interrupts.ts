import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { packageRoot } from '#config/package-root';
import { summarise } from '#event-log/log-summary';
import { SqliteLog } from '#event-log/sqlite-log';
import { checkFiles } from '#recovery/check-backup';
import { lastRestore } from '#recovery/generation';
import { LOG_NAME, readManifest } from '#recovery/manifest';
import { type Places, placesUnder } from '#recovery/places';
import { begin } from '../load/command-work.ts';
import type { Findings } from './proof-result.ts';

interface Interrupting {
  readonly folder: string;
  readonly times: number;
  readonly random: () => number;
  readonly findings: Findings;
  readonly say: (line: string) => void;
}

type Ended = 'done' | 'interrupted';

/** Share of interruptions by SIGKILL; the others are Ctrl-C. */
const KILLED = 0.5;
/** Interruptions come up to so much later than the command would have taken: some find it done. */
const LATEST = 1.1;

/**
 * `backup`, `restore` and `reconcile --confirm`, interrupted at a random moment by Ctrl-C or a kill: there is nothing or the whole, and
 * the same command once more does it.
 */
export async function interruptCommands({ folder, times, random, findings, say }: Interrupting): Promise<void> {
  const scene = await prepare(folder);
  const counts = { done: 0, interrupted: 0 };
  for (let time = 0; time < times; time += 1) {
    const command = COMMANDS[time % COMMANDS.length] as Command;
    const signal = random() < KILLED ? 'SIGKILL' : 'SIGINT';
    const problem = await command(scene, { signal, share: random() * LATEST, count: (ended) => (counts[ended] += 1) });
    if (problem !== null) findings.add('violations', `${command.name} ended by ${signal}: ${problem}`);
  }
  say(`${times} commands interrupted: ${counts.interrupted} in the middle, ${counts.done} were done before`);
}

interface Scene {
  readonly folder: string;
  /** A log with a backup of it, and what was recorded since. */
  readonly places: Places;
  readonly backup: string;
  /** How long each command takes undisturbed, in milliseconds. */
  readonly takes: ReadonlyMap<string, number>;
}

interface Interruption {
  readonly signal: 'SIGINT' | 'SIGKILL';
  readonly share: number;
  readonly count: (ended: Ended) => void;
}

type Command = (scene: Scene, interruption: Interruption) => Promise<string | null>;

async function prepare(folder: string): Promise<Scene> {
  const places = placesUnder(join(folder, 'data'));
  mkdirSync(places.dataDir, { recursive: true });
  await grow(places, 30);
  const takes = new Map<string, number>();
  const backup = join(folder, 'backup');
  takes.set('backup', await timed(() => cli(places, ['backup', backup])));
  await grow(places, 40);
  const copy = copied({ folder, places, backup, takes });
  takes.set('restore', await timed(() => cli(copy, ['restore', backup, '--replace'])));
  takes.set('reconcile', await timed(() => cli(copy, ['reconcile', '--confirm', '--reason', 'proof'])));
  return { folder, places, backup, takes };
}

async function grow({ logFile }: Places, projects: number): Promise<void> {
  const log = await SqliteLog.open({ file: logFile, program: 'proof backup' });
  await begin(log, projects);
  await log.close();
}

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const began = performance.now();
  await work();
  return performance.now() - began;
};

/** The data anew, for a command that changes them. */
function copied({ folder, places }: Scene): Places {
  const copy = placesUnder(join(folder, 'copy'));
  rmSync(copy.dataDir, { recursive: true, force: true });
  cpSync(places.dataDir, copy.dataDir, { recursive: true });
  return copy;
}

/** @returns the exit code; null: killed */
async function cli({ dataDir }: Places, args: readonly string[], after?: Interruption & { readonly ms: number }): Promise<number | null> {
  const program = join(packageRoot(), 'dist/apps/cli/main.js');
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program, ...args], {
    env: { ...process.env, NODE_OPTIONS: '', TIENDO_DATA: dataDir },
    stdio: 'ignore',
  });
  const exited = once(child, 'exit') as Promise<[number | null, string | null]>;
  if (after === undefined) {
    const [code] = await exited;
    if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}`);
    return code;
  }
  await Promise.race([setTimeout(after.ms), exited]);
  child.kill(after.signal);
  const [code] = await exited;
  after.count(code === 0 ? 'done' : 'interrupted');
  return code;
}

const at = ({ takes }: Scene, name: string, interruption: Interruption) => ({
  ...interruption,
  ms: (takes.get(name) ?? 0) * interruption.share,
});
const leftOvers = (folder: string): readonly string[] => readdirSync(folder).filter((name) => name.includes('.unfinished-'));

async function backup(scene: Scene, interruption: Interruption): Promise<string | null> {
  const target = join(scene.folder, 'made');
  rmSync(target, { recursive: true, force: true });
  const code = await cli(scene.places, ['backup', target], at(scene, 'backup', interruption));
  const problem = await halfBackup(target);
  if (problem !== null) return problem;
  if (interruption.signal === 'SIGINT' && leftOvers(scene.folder).length > 0) return 'something was left behind';
  if (code === 0 && !existsSync(target)) return 'it said that it was done';
  if (!existsSync(target)) await cli(scene.places, ['backup', target]);
  return leftOvers(scene.folder).length > 0 ? 'the next backup left what the killed one had begun' : halfBackup(target);
}

async function halfBackup(target: string): Promise<string | null> {
  if (!existsSync(target)) return null;
  const { manifest } = readManifest(target);
  await checkFiles(target, manifest, () => undefined);
  return summarise(join(target, LOG_NAME)).headsDigest === manifest.log.headsDigest ? null : 'the backup is not whole';
}

async function restore(scene: Scene, interruption: Interruption): Promise<string | null> {
  const places = copied(scene);
  const old = summarise(places.logFile).headsDigest;
  const wanted = readManifest(scene.backup).manifest.log.headsDigest;
  const args = ['restore', scene.backup, '--verify', '--replace'];
  await cli(places, args, at(scene, 'restore', interruption));
  const phase = lastRestore(places.dataDir)?.phase ?? null;
  const found = summarise(places.logFile).headsDigest;
  if (found !== old && found !== wanted) return 'the log is neither the old one nor the restored one';
  if ((phase === 'reconcile') !== (found === wanted) && phase !== 'switching') return `phase ${phase} does not fit the log`;
  if (interruption.signal === 'SIGINT' && (leftOvers(places.dataDir).length > 0 || phase === 'switching'))
    return 'something was left half done';
  await cli(places, args);
  if (summarise(places.logFile).headsDigest !== wanted) return 'the same restore again did not restore';
  const kept = join(places.dataDir, lastRestore(places.dataDir)?.keptAside ?? '', LOG_NAME);
  if (!existsSync(kept) || summarise(kept).headsDigest !== old) return 'the old log was not kept';
  return leftOvers(places.dataDir).length > 0 ? 'the next restore left what the killed one had begun' : null;
}

async function reconcile(scene: Scene, interruption: Interruption): Promise<string | null> {
  const places = copied(scene);
  await cli(places, ['restore', scene.backup, '--replace']);
  const args = ['reconcile', '--confirm', '--reason', 'proof'];
  await cli(places, args, at(scene, 'reconcile', interruption));
  const phase = lastRestore(places.dataDir)?.phase;
  if (phase !== 'reconcile' && phase !== 'confirmed') return `phase ${phase}`;
  await cli(places, args);
  return lastRestore(places.dataDir)?.confirmed?.reason === 'proof' ? null : 'it was not confirmed';
}

const COMMANDS: readonly Command[] = [backup, restore, restore, reconcile];
