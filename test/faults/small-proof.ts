import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { packageRoot } from '#config/package-root';

/** Longest time of one proof in small, on a machine that has much else to do, in milliseconds. */
export const PROOF_MAX_MS = 240_000;

const root = packageRoot();

async function node(...args: readonly string[]): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...args], {
    cwd: root,
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const [code] = (await once(child, 'close')) as [number];
  return { code, stdout, stderr };
}

/** `npm run -s proof` with these arguments, on what is built. */
export const prove = (...args: readonly string[]) => node(join(root, 'dist/test/faults/proof.js'), ...args);

/** Builds what is older than its sources: the processes that a proof kills run compiled code. */
export const bringUpToDate = () => node(join(root, 'tools/bootstrap.mjs'), '--build=code', '--dev');
