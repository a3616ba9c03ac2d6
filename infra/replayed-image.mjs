/** What the finished image must do: run from a folder that it cannot write to, be healthy by its own health check, and stop when told. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { argumentsOf } from './dockerfile.mjs';

const START_MS = 60_000;
const WORKER = 'dist/apps/worker/main.js';
const CLI = 'dist/apps/cli/main.js';

/** @returns what held, one line each @throws Error what did not */
export async function checkImage(image) {
  const held = [];
  unwritable(image);
  held.push('the app folder cannot be written to');
  runsAlone(image, ['-e', "await import('@kurrent/kurrentdb-client')"]);
  held.push('the client of KurrentDB loads with its bridge');
  held.push(...(await whileRunning(image, 'CMD', (url) => checkApi(image, url))));
  if (existsSync(join(image.root, image.workdir, WORKER))) held.push(refusesFileLog(image));
  return held;
}

/** A worker needs a log that many may write; with the image's own settings it says so, and ends. */
function refusesFileLog(image) {
  const args = ['--disable-warning=ExperimentalWarning', WORKER];
  const run = spawnSync(process.execPath, args, { ...where(image), env: image.env, encoding: 'utf8', timeout: START_MS });
  if (run.status !== 1 || !run.stderr.includes('TIENDO_LOG must be kurrentdb'))
    throw new Error(`the worker: exit ${run.status}: ${run.stderr}`);
  return 'the worker starts, and asks for a log that many may write';
}

async function checkApi(image, url) {
  for (const giveUp = Date.now() + START_MS; (await fetch(`${url}/health/ready`)).status !== 200; await setTimeout(100))
    if (Date.now() > giveUp) throw new Error(`not ready: ${await (await fetch(`${url}/health/ready`)).text()}`);
  for (const [path, type] of [
    ['/', 'text/html'],
    ['/api/openapi.json', 'application/json'],
    ['/api/v1/reference', 'application/json'],
    ['/metrics', 'text/plain'],
  ]) {
    const answer = await fetch(url + path, { headers: { accept: type } });
    if (answer.status !== 200 || !answer.headers.get('content-type')?.startsWith(type)) throw new Error(`${path}: ${answer.status}`);
  }
  const { checks } = JSON.parse(runsAlone(image, [CLI, 'doctor', '--json']));
  return ['the API is healthy, and serves the console, its description, data and metrics', `doctor: ${checks.length} checks, none broken`];
}

/** Starts the image's own command, or another entry, waits for its HEALTHCHECK, and ends it in good order. */
async function whileRunning(image, entry, check) {
  const port = await freePort();
  const [, ...command] = argumentsOf(one(image, 'CMD'));
  const args = entry === 'CMD' ? command : ['--disable-warning=ExperimentalWarning', entry];
  const env = { ...image.env, PORT: String(port) };
  const child = spawn(process.execPath, args, { ...where(image), env, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk) => (said += chunk));
  try {
    for (const giveUp = Date.now() + START_MS; !healthy(image, env); await setTimeout(100))
      if (child.exitCode !== null || Date.now() > giveUp) throw new Error(`${entry} is not healthy: ${said}`);
    const held = await check(`http://127.0.0.1:${port}`);
    child.kill('SIGTERM');
    const [code] = await once(child, 'exit');
    if (code !== 0) throw new Error(`${entry} ended with ${code}: ${said}`);
    return held;
  } finally {
    child.kill('SIGKILL');
  }
}

const one = ({ instructions }, name) => instructions.find((instruction) => instruction.name === name);
const where = ({ root, workdir, account }) => ({ cwd: join(root, workdir), uid: account, gid: account });

function healthy(image, env) {
  const [, ...args] = argumentsOf(one(image, 'HEALTHCHECK'));
  return spawnSync(process.execPath, args, { ...where(image), env }).status === 0;
}

function runsAlone(image, args) {
  const run = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', ...args], {
    ...where(image),
    env: image.env,
    encoding: 'utf8',
  });
  if (run.status !== 0) throw new Error(`node ${args.join(' ')}: exit ${run.status}: ${run.stdout}${run.stderr}`);
  return run.stdout;
}

/** By trying, as the account that the program will have. */
function unwritable(image) {
  const script = "require('node:fs').writeFileSync('dist/apps/written', '')";
  const run = spawnSync(process.execPath, ['-e', script], { ...where(image), env: image.env, encoding: 'utf8' });
  if (run.status === 0 || !run.stderr.includes('EACCES')) throw new Error(`the app folder can be written to: ${run.stderr}`);
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}
