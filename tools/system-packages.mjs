/** What the tests need of the system, and how the set-up step gets it from the system's packages. */
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const MAC = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium'];

export const CHROMIUM_MISSING =
  'no Chromium found: the browser tests need one. Install it (Debian, Ubuntu: apt-get install chromium) or name it in TIENDO_CHROMIUM.';

/** @returns the path of an executable Chromium, or undefined */
export function findChromium() {
  const named = process.env.TIENDO_CHROMIUM;
  const folders = (process.env.PATH ?? '').split(delimiter);
  const candidates = named ? [named] : [...NAMES.flatMap((name) => folders.map((folder) => join(folder, name))), ...MAC];
  return candidates.find(isExecutable);
}

export const REDIS_MISSING =
  'no redis-server found: the tests of the queue need one. Install it (Debian, Ubuntu: apt-get install redis-server) or name it in TIENDO_REDIS_SERVER.';

/** @returns the path of an executable redis-server, or undefined */
export function findRedis() {
  const named = process.env.TIENDO_REDIS_SERVER;
  const folders = (process.env.PATH ?? '').split(delimiter);
  return (named ? [named] : folders.map((folder) => join(folder, 'redis-server'))).find(isExecutable);
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch (error) {
    if (!['ENOENT', 'EACCES', 'ENOTDIR'].includes(error.code)) throw error;
    return false;
  }
}

/** What the tests need besides npm's packages: how to find it, the Debian packages that hold it, and what is said when it cannot be had. */
const NEEDS = [
  { name: 'Chromium', isThere: () => findChromium() !== undefined, packages: 'chromium', missing: CHROMIUM_MISSING },
  {
    name: 'a C compiler',
    isThere: () => process.platform !== 'linux' || spawnSync('cc', ['--version']).status === 0,
    packages: 'gcc libc6-dev',
    missing: 'no C compiler (cc) found: the tests of a failing disk need one. Install it (Debian, Ubuntu: apt-get install gcc libc6-dev).',
  },
  {
    name: 'Redis',
    isThere: () => findRedis() !== undefined,
    packages: 'redis-server',
    missing: REDIS_MISSING,
  },
  {
    name: 'openssl',
    isThere: () => spawnSync('openssl', ['version']).status === 0,
    packages: 'openssl',
    missing: 'no openssl found: the tests of the cluster’s certificates need it. Install it (Debian, Ubuntu: apt-get install openssl).',
  },
];

/** Installs what is missing where that is allowed and possible; else says in one line what to install. Never fails: the tests do. */
export function ensureSystemPackages(say) {
  const mayInstall = process.env.TIENDO_NO_SYSTEM_PACKAGES === undefined && process.getuid?.() === 0;
  const hasApt = mayInstall && spawnSync('apt-get', ['--version']).status === 0;
  for (const { name, isThere, packages, missing } of NEEDS) {
    if (isThere()) continue;
    if (hasApt) install(name, packages, say);
    if (!isThere()) say(missing);
  }
}

function install(name, packages, say) {
  say(`installing ${name} from the system packages for the tests …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const steps = ['apt-get update -q', `apt-get install -y -q --no-install-recommends ${packages}`];
  const failed = steps
    .map((step) => ({ step, ...spawnSync('sh', ['-c', step], { env, encoding: 'utf8' }) }))
    .find((run) => run.status !== 0);
  if (failed) say(`${failed.step} failed: ${failed.stderr.trim().split('\n').at(-1)}`);
}
