import { createHash } from 'node:crypto';
import { cpSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { packageRoot } from '#config/package-root';
import { chance } from '#testkit/project-life';
import { Caller } from '../api/caller.ts';
import { Served } from '../api/served.ts';
import { Findings, type ProofOptions, type ProofResult } from './proof-result.ts';
import { type StartCase, startCases } from './start-cases.ts';
import { surveyOf } from './inputs-survey.ts';

const END_MAX_MS = 20_000;
/** How long a start may take to mend what it can. */
const READY_MAX_MS = 20_000;
/** Cases that the control must fail: starts that were refused for a setting. */
const CONTROL_CASES = 6;

/**
 * Starts with something wrong: bad settings and damaged folders. Each ends with one line that a person can act on and leaves the log as it
 * was, or mends what can be mended and answers as before.
 */
export async function startProof({ n, seed, folder, say }: ProofOptions): Promise<ProofResult> {
  const findings = new Findings();
  const sound = join(folder, 'sound');
  await makeSound(sound);
  const random = chance(seed);
  const cases = n >= startCases.length ? startCases : [...startCases].sort(() => random() - 0.5).slice(0, n);
  for (const [index, one] of cases.entries()) {
    await tryStart(one, { sound, data: join(folder, 'data'), findings });
    if (index % 20 === 19) say(`${index + 1}/${cases.length} starts, ${findings.violations} violations`);
  }
  const lenient = new Findings();
  const settings = startCases.filter(({ env, refused }) => env !== undefined && refused !== undefined).slice(0, CONTROL_CASES);
  for (const one of settings) await tryStart(one, { sound, data: join(folder, 'data'), findings: lenient, env: LENIENT });
  say(`control: ${lenient.violations} of ${settings.length} bad settings found out`);
  const control = lenient.violations >= settings.length ? 'caught' : 'missed';
  const { lost, doubled, violations, details } = findings;
  return { proof: 'start', attempts: cases.length, lost, doubled, violations, control, details };
}

/** Loaded before a server that is broken on purpose: it takes its default for every setting that it cannot use. */
const LENIENT = { NODE_OPTIONS: `--import=${pathToFileURL(join(packageRoot(), 'dist/test/faults/forgive-settings.js')).href}` };

/** The folder that a start, one project and a stop leave behind. */
async function makeSound(data: string): Promise<void> {
  const api = await Served.start([], { TIENDO_DATA: data });
  const { status } = await new Caller(api.url).post('projects', 'centre-officer', surveyOf('2026-11-02', '001'), { 'if-none-match': '*' });
  if (status !== 201) throw new Error(`the project cannot be made: ${status}`);
  await api.stop();
}

interface Surroundings {
  readonly sound: string;
  readonly data: string;
  readonly findings: Findings;
  readonly env?: Readonly<Record<string, string>>;
}

async function tryStart({ name, args = [], env = {}, spoil, refused }: StartCase, around: Surroundings): Promise<void> {
  const { sound, data, findings } = around;
  const fault = (what: string) => findings.add('violations', `${name}: ${what}`);
  rmSync(data, { recursive: true, force: true });
  cpSync(sound, data, { recursive: true });
  spoil?.(data);
  const before = fingerprint(data);
  const own = Object.entries(env).map(([key, value]) => [key, value.replace('{data}', data)]);
  const server = new Served(args, { TIENDO_DATA: data, ...around.env, ...(Object.fromEntries(own) as Record<string, string>) });
  if (refused === undefined) return mends(server, fault);
  const ended = await within(Promise.race([server.ended(), listens(server)]), END_MAX_MS);
  if (ended === null || ended === 'listens') {
    await server.stop('SIGKILL');
    return fault(ended === null ? 'it hangs, though it must not start' : 'it started, though it must not');
  }
  const { code, stdout, stderr } = ended;
  if (code !== 1 || stdout !== '') fault(`code ${code}, stdout ${JSON.stringify(stdout.slice(0, 100))}`);
  if (!/^tiendo: [^\n]+\n$/.test(stderr)) fault(`not one line: ${JSON.stringify(stderr.slice(0, 300))}`);
  if (!refused.test(stderr)) fault(`the line does not say ${String(refused)}: ${stderr.trim()}`);
  if (stderr.includes('hunter2')) fault('it tells a password');
  if (fingerprint(data) !== before) fault('the log was touched');
}

/** A server that ends instead is told of by its end. */
const listens = (server: Served): Promise<'listens'> =>
  server.address().then(
    () => 'listens' as const,
    () => new Promise<never>(() => undefined),
  );

/** It starts, and answers as if nothing were wrong. */
async function mends(server: Served, fault: (what: string) => void): Promise<void> {
  try {
    const caller = new Caller(await server.address());
    const seen = async () =>
      (await caller.get<{ readonly total?: number }>('projects?limit=1', 'supervisor', { prefer: 'wait=5' })).body.total;
    let total = await seen();
    for (const giveUp = Date.now() + READY_MAX_MS; total !== 1 && Date.now() < giveUp; total = await seen()) await setTimeout(50);
    if (total !== 1) fault(`it answers ${String(total)} projects`);
    const { code } = await server.stop();
    if (code !== 0) fault(`told to stop, it ended with ${String(code)}`);
  } catch (error) {
    await server.stop('SIGKILL');
    fault(error instanceof Error ? error.message.trim() : String(error));
  }
}

/** The log's own bytes, whatever was put in its place. */
function fingerprint(data: string): string {
  const hash = createHash('sha256');
  for (const name of readdirSync(data).sort()) {
    if (!/^log\.sqlite(-wal)?$/.test(name)) continue;
    const path = join(data, name);
    hash.update(name).update(statSync(path).isFile() ? readFileSync(path) : 'folder');
  }
  return hash.digest('hex');
}

async function within<Result>(work: Promise<Result>, ms: number): Promise<Result | null> {
  const over = new AbortController();
  const late = setTimeout(ms, null, { signal: over.signal }).catch(() => null);
  const result = await Promise.race([work, late]);
  over.abort();
  return result;
}
