/**
 * Follows infra/Dockerfile without an engine: every stage in a folder of its own, from the files that the build context would hold, and then
 * starts what came out with a read-only app folder, as another account where that may be done.
 *
 *   node infra/replay-image.mjs [--keep]      one JSON line on stdout: seconds of each step, size; exit 1 when a step or a check fails
 *
 * It installs the packages of the lock, so it takes a minute or two and needs npm's registry or cache. Not replayed: the base image.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { copyOf, settingsOf, stagesOf } from './dockerfile.mjs';
import { ignoring } from './dockerignore.mjs';
import { checkImage } from './replayed-image.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');
/** `nobody`: neither of the files nor of the folder. */
const OTHER_ACCOUNT = 65_534;

const began = performance.now();
const folder = mkdtempSync(join(tmpdir(), 'tiendo-image-'));
chmodSync(folder, 0o755);
const account = process.getuid?.() === 0 ? OTHER_ACCOUNT : process.getuid?.();
const ignored = ignoring(readFileSync(join(ROOT, '.dockerignore'), 'utf8'));
const steps = [];
/** @returns the stage as it came out: `{root, workdir, env, instructions}`, with paths of this machine */
function replay({ name, instructions }, stages) {
  const image = { root: join(folder, name), workdir: '/', env: {}, instructions };
  mkdirSync(image.root);
  for (const instruction of instructions) {
    const from = performance.now();
    EFFECTS[instruction.name]?.(image, instruction, stages);
    const seconds = since(from);
    if (seconds >= 0.5) steps.push({ stage: name, step: `${instruction.name} ${instruction.text}`.slice(0, 80), seconds });
  }
  return image;
}

const EFFECTS = {
  WORKDIR(image, { text }) {
    image.workdir = text;
    mkdirSync(join(image.root, text), { recursive: true });
  },
  ENV(image, instruction) {
    for (const [name, value] of Object.entries(settingsOf(instruction)))
      image.env[name] = value.startsWith('/') ? join(image.root, value) : value;
  },
  COPY(image, instruction, stages) {
    const { from, sources, to } = copyOf(instruction);
    const target = to.startsWith('/') ? join(image.root, to) : join(image.root, image.workdir, to);
    for (const source of sources) {
      if (from === undefined) copyFromContext(source, target, to.endsWith('/'));
      else cpSync(join(stages.get(from).root, source), target, { recursive: true, verbatimSymlinks: true });
    }
    if (instruction.flags.chown !== undefined && account === OTHER_ACCOUNT) chownAll(target);
  },
  RUN(image, { text }) {
    process.stderr.write(`${text}\n`);
    // Settings of this machine's npm (cache, mirror, certificates) are not the image's business, and stay.
    const env = { ...process.env, PATH: ownPath(), NODE_OPTIONS: '' };
    const run = spawnSync('sh', ['-c', text], { cwd: join(image.root, image.workdir), env, stdio: ['ignore', 2, 2] });
    if (run.status !== 0) throw new Error(`${text}: exit ${run.status}`);
  },
};

/** A file goes into a folder whose name ends with a slash; of a folder, what is in it. */
function copyFromContext(source, target, intoFolder) {
  const path = join(ROOT, source);
  const kept = (file) => file === path || !ignored(relative(ROOT, file));
  const to = statSync(path).isFile() && intoFolder ? join(target, source.split('/').at(-1)) : target;
  mkdirSync(dirname(to), { recursive: true });
  cpSync(path, to, { recursive: true, filter: kept });
}

function chownAll(path) {
  chownSync(path, account, account);
  for (const entry of readdirSync(path, { recursive: true })) chownSync(join(path, entry), account, account);
}

/** As with `read_only: true`: nothing but the volumes can be written. */
function makeReadOnly({ root, workdir, instructions }) {
  const volumes = instructions.filter(({ name }) => name === 'VOLUME').map(({ text }) => text);
  if (volumes.some((volume) => workdir.startsWith(volume))) throw new Error('the program lies in a volume');
  const run = spawnSync('chmod', ['-R', 'a-w,a+rX', join(root, workdir)]);
  if (run.status !== 0) throw new Error('chmod failed');
}

/** The Node that runs this, and the system's programs; not the checkout's. */
function ownPath() {
  const own = join(ROOT, 'node_modules', '.bin');
  return [dirname(process.execPath), ...(process.env.PATH ?? '').split(delimiter).filter((path) => path !== own)].join(delimiter);
}

function since(from) {
  return Math.round((performance.now() - from) / 100) / 10;
}

function megabytes(path) {
  if (!existsSync(path)) return 0;
  const bytes = readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
  return Math.round(bytes / 1e6);
}

try {
  const stages = new Map();
  for (const stage of stagesOf(readFileSync(join(ROOT, 'infra/Dockerfile'), 'utf8'))) stages.set(stage.name, replay(stage, stages));
  const image = [...stages.values()].at(-1);
  makeReadOnly(image);
  const checks = await checkImage({ ...image, account, env: { ...image.env, PATH: ownPath() } });
  process.stdout.write(`${JSON.stringify({ seconds: since(began), megabytes: megabytes(image.root), steps, checks })}\n`);
} finally {
  if (process.argv.includes('--keep')) process.stderr.write(`kept: ${folder}\n`);
  else rmSync(folder, { recursive: true, force: true });
}
