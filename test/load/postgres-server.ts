import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { PeerAbsent } from './peers.ts';

const START_TRIES = 100;
const START_WAIT_MS = 100;
const CONNECTIONS_MAX = 100;

/** A PostgreSQL server of this run's own: a new cluster in a temporary folder, reached by a socket there, durable as it comes. */
export class PostgresServer {
  /** Folder of the socket, the `host` of a connection. */
  readonly host: string;
  readonly version: string;
  readonly #process: ChildProcess;

  private constructor(host: string, version: string, process: ChildProcess) {
    this.host = host;
    this.version = version;
    this.#process = process;
  }

  /** @throws PeerAbsent no server on this machine and none could be installed */
  static async start(say: (line: string) => void): Promise<PostgresServer> {
    const programs = serverPrograms(say);
    const as = account();
    const host = mkdtempSync(join(tmpdir(), 'tiendo-pg-'));
    chmodSync(host, 0o700);
    if (as) chownSync(host, as.uid, as.gid);
    const data = join(host, 'data');
    const made = spawnSync(join(programs, 'initdb'), ['-D', data, '-U', 'tiendo', '-A', 'trust', '-E', 'UTF8', '--locale=C'], {
      ...as,
      cwd: host,
      encoding: 'utf8',
    });
    if (made.status !== 0) throw new PeerAbsent('PostgreSQL', `initdb: ${made.error?.message ?? made.stderr}`);
    const settings = {
      listen_addresses: '',
      unix_socket_directories: host,
      fsync: 'on',
      synchronous_commit: 'on',
      max_connections: String(CONNECTIONS_MAX),
    };
    const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const child = spawn(join(programs, 'postgres'), ['-D', data, ...args], { ...as, cwd: host, stdio: 'ignore' });
    await ready(programs, host);
    const version = spawnSync(join(programs, 'postgres'), ['--version'], { encoding: 'utf8' }).stdout.trim();
    return new PostgresServer(host, version, child);
  }

  async stop(): Promise<void> {
    const ended = once(this.#process, 'exit');
    this.#process.kill('SIGINT'); // A fast shutdown: open connections are ended.
    await ended;
    rmSync(this.host, { recursive: true, force: true });
  }
}

async function ready(programs: string, host: string): Promise<void> {
  for (let attempt = 0; attempt < START_TRIES; attempt++) {
    if (spawnSync(join(programs, 'pg_isready'), ['-q', '-h', host]).status === 0) return;
    await setTimeout(START_WAIT_MS);
  }
  throw new PeerAbsent('PostgreSQL', 'the server did not come up');
}

/** The server refuses to run as root: it runs as the account that its package made. */
function account(): { readonly uid: number; readonly gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const number = (flag: string): number => Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout);
  return { uid: number('-u'), gid: number('-g') };
}

function serverPrograms(say: (line: string) => void): string {
  const found = findPrograms();
  if (found !== undefined) return found;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    say('installing the PostgreSQL server (once) …');
    spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'postgresql'], {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  }
  const installed = findPrograms();
  if (installed === undefined) throw new PeerAbsent('PostgreSQL', 'no server on this machine (Debian: apt-get install postgresql)');
  return installed;
}

/** Debian keeps the server's programs of each version out of the path. */
function findPrograms(): string | undefined {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [...versions.map((version) => join(debian, version, 'bin')), ...(process.env['PATH'] ?? '').split(':')];
  return folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')));
}
