/**
 * Makes a fresh clone ready: packages, build, what the tests need. Plain JavaScript without dependencies, because it runs before
 * anything is installed, on any Node ≥ 18. Silent and quick when there is nothing to do; speaks on stderr only.
 *
 *   node tools/bootstrap.mjs [--dev] [--for-tests] [--build=code|all]
 *
 * --dev        also the packages that only checking and testing need
 * --for-tests  --dev and a Chromium for the browser tests
 * --build      builds what is older than its sources: the code, or the code and the console's page
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ensureSystemPackages } from './system-packages.mjs';
import { staleParts } from './stale.mjs';

const LOCK_WAIT_MS = 10 * 60_000;
const LOCK_POLL_MS = 200;
/** A lock directory without its owner's id is one whose owner died in between, once it is this old. */
const LOCK_OWNERLESS_MS = 5_000;

/** What an install would bring in: changes with the lock, with the platform and with whether the development packages are wanted. */
export function packagesState(root) {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  return `${lock} ${process.platform}-${process.arch}`;
}

/** @returns 'none' | 'start' (enough to build and run) | 'dev' (everything), as the last install under this root left it. */
export function installed(root) {
  const stamp = stampFile(root);
  if (!existsSync(stamp)) return 'none';
  const [state, scope] = readFileSync(stamp, 'utf8').trim().split('\n');
  return state === packagesState(root) ? scope : 'none';
}

function stampFile(root) {
  return join(root, 'node_modules', '.tiendo-installed');
}

/** The environment of a child process that must not find our own `node`: an install may replace it while it runs. */
function outsideEnvironment(root) {
  const own = join(root, 'node_modules', '.bin');
  const PATH = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== own);
  return { ...process.env, PATH: PATH.join(delimiter), NODE_OPTIONS: '' };
}

function install(root, scope) {
  const fresh = !existsSync(join(root, 'node_modules'));
  // `npm ci` empties node_modules first; where packages are there already, adding to them takes a fraction of the time.
  const how = fresh ? ['ci'] : ['install', '--no-save'];
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'];
  const args = [...how, ...quiet, ...(scope === 'dev' ? ['--include=dev'] : ['--omit=dev'])];
  say(`installing the packages of package-lock.json (npm ${args[0]}), about half a minute …`);
  const began = Date.now();
  const npm = spawnSync('npm', args, { cwd: root, env: outsideEnvironment(root), encoding: 'utf8', shell: process.platform === 'win32' });
  if (npm.status !== 0) {
    throw new Error(`npm ${args.join(' ')} failed:\n${npm.error?.message ?? ''}${npm.stdout ?? ''}${npm.stderr ?? ''}`);
  }
  writeFileSync(stampFile(root), `${packagesState(root)}\n${scope}\n`);
  say(`packages installed in ${seconds(began)} s`);
}

/** The Node that the product runs on: the pinned package's where this platform has one, else the one that runs this. */
function productNode(root) {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const pinned = join(root, 'node_modules', '.bin', name);
  return existsSync(pinned) ? pinned : process.execPath;
}

function build(root, parts) {
  say(`building ${parts.join(' and ')} …`);
  const began = Date.now();
  const result = spawnSync(productNode(root), ['tools/build.mjs', ...parts], { cwd: root, stdio: ['ignore', 2, 2] });
  if (result.status !== 0) throw new Error('the build failed; its messages are above');
  say(`built in ${seconds(began)} s`);
}

/** Runs `work` alone among all bootstraps of this root: two `npm run` at once must not install into one folder. */
export function alone(root, work) {
  const id = createHash('sha256').update(realpathSync(root)).digest('hex').slice(0, 16);
  const lock = join(tmpdir(), `tiendo-bootstrap-${id}`);
  takeLock(lock);
  try {
    return work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

function takeLock(lock) {
  const giveUp = Date.now() + LOCK_WAIT_MS;
  for (let told = false; ; told = true) {
    try {
      mkdirSync(lock);
      writeFileSync(join(lock, 'pid'), String(process.pid));
      return;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (abandoned(lock)) rmSync(lock, { recursive: true, force: true });
    else if (Date.now() > giveUp) throw new Error(`another set-up has held ${lock} for ${LOCK_WAIT_MS / 60_000} minutes`);
    else {
      if (!told) say('another set-up of this folder is running; waiting for it …');
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, LOCK_POLL_MS);
    }
  }
}

function abandoned(lock) {
  try {
    const pid = Number(readFileSync(join(lock, 'pid'), 'utf8'));
    if (pid > 0) return !alive(pid);
    return Date.now() - statSync(lock).mtimeMs > LOCK_OWNERLESS_MS;
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
    const age = statSync(lock, { throwIfNoEntry: false });
    return age !== undefined && Date.now() - age.mtimeMs > LOCK_OWNERLESS_MS;
  }
}

function alive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function say(line) {
  process.stderr.write(`tiendo: ${line}\n`);
}

function seconds(began) {
  return ((Date.now() - began) / 1000).toFixed(1);
}

/** What is still to be done, without doing it: the quick path of every `npm run`. */
function missing(root, wanted) {
  const have = installed(root);
  const packages = have === 'none' || (wanted.scope === 'dev' && have !== 'dev');
  return { packages, parts: staleParts(root, wanted.build) };
}

function bootstrap(root, wanted) {
  const before = missing(root, wanted);
  if (before.packages || before.parts.length > 0) {
    alone(root, () => {
      const now = missing(root, wanted); // Whoever held the lock before us may have done it.
      if (now.packages) install(root, wanted.scope);
      if (now.parts.length > 0) build(root, now.parts);
    });
  }
  if (wanted.systemPackages) ensureSystemPackages(say);
}

function wantedBy(args) {
  const known = ['--dev', '--for-tests', '--build=code', '--build=all'];
  const unknown = args.filter((arg) => !known.includes(arg));
  if (unknown.length > 0) throw new Error(`unknown option ${unknown.join(' ')}; there are ${known.join(' ')}`);
  const systemPackages = args.includes('--for-tests');
  const build = args.includes('--build=all') ? ['code', 'web'] : args.includes('--build=code') ? ['code'] : [];
  return { scope: systemPackages || args.includes('--dev') ? 'dev' : 'start', build, systemPackages };
}

if (process.argv[1] && import.meta.url === pathToFileURL(realpathSync(process.argv[1])).href) {
  try {
    bootstrap(fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, ''), wantedBy(process.argv.slice(2)));
  } catch (error) {
    say(error.message);
    process.exitCode = 1;
  }
}
