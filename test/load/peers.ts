import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { packageRoot } from '#config/package-root';

/** A peer that this machine does not have, and why. The bench goes on without it. */
export class PeerAbsent extends Error {
  constructor(
    readonly peer: string,
    why: string,
  ) {
    super(`${peer}: ${why}`);
    this.name = 'PeerAbsent';
  }
}

const folder = (): string => join(packageRoot(), 'test/load/peers');

/** Modules of the peers resolve from their own folder. */
export const peerModule = (name: string): unknown => createRequire(join(folder(), 'package.json'))(name) as unknown;

/**
 * Installs the peers' packages once per lockfile. sqlite3 is compiled here when no prebuilt binary can be had: minutes, once.
 * @throws PeerAbsent npm could not install them
 */
export function installPeers(say: (line: string) => void): void {
  const stamp = join(folder(), 'node_modules/.installed');
  const lock = createHash('sha256')
    .update(readFileSync(join(folder(), 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  say('installing the peers (once) …');
  npm('ci', '--ignore-scripts');
  try {
    npm('rebuild', 'sqlite3');
  } catch (error) {
    if (!(error instanceof PeerAbsent)) throw error;
    say(`sqlite3 could not be built, so emmett-sqlite will be absent: ${error.message}`);
  }
  writeFileSync(stamp, lock);
}

function npm(...args: readonly string[]): void {
  // npm must not find our own `node` first: the headers that it builds against are those of the Node that npm belongs to.
  const own = join(packageRoot(), 'node_modules/.bin');
  const PATH = (process.env['PATH'] ?? '').split(delimiter).filter((path) => path !== own);
  const env = { ...process.env, PATH: PATH.join(delimiter), NODE_OPTIONS: '' };
  const run = spawnSync('npm', args, { cwd: folder(), env, encoding: 'utf8' });
  if (run.status !== 0)
    throw new PeerAbsent(`npm ${args.join(' ')}`, (run.error?.message ?? run.stderr ?? '').trim().split('\n').slice(-3).join(' '));
}
