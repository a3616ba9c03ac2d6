import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A server that says who it is, drains for a moment when it is told to end, and says that it has. */
const SERVER = `
process.on('SIGTERM', () => setTimeout(() => { console.log('drained'); process.exit(3); }, 100));
setInterval(() => {}, 1_000);
console.log('up', process.pid, process.argv.at(-1));
`;
let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'tiendo-start-spec-'));
  mkdirSync(join(root, 'tools'));
  mkdirSync(join(root, 'dist/apps/api'), { recursive: true });
  cpSync(join(import.meta.dirname, 'start.mjs'), join(root, 'tools/start.mjs'));
  writeFileSync(join(root, 'dist/apps/api/main.js'), SERVER);
  writeFileSync(join(root, 'package.json'), '{ "type": "module" }');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** Waits until the output holds `text`; the test's own limit ends a wait in vain. */
const heard = (child: ChildProcess, text: string): Promise<string> =>
  new Promise((resolve) => {
    let output = '';
    child.stdout?.setEncoding('utf8').on('data', (more: string) => {
      output += more;
      if (output.includes(text)) resolve(output);
    });
  });

it('ends the server when the shell that npm put in between is killed', async () => {
  // `; true` keeps the shell from replacing itself by its last command, as npm's does.
  const shell = spawn('sh', ['-c', `"${process.execPath}" tools/start.mjs; true`], {
    cwd: root,
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  expect(await heard(shell, '\n')).toMatch(/^up \d+ --first-run\n/);
  const drained = heard(shell, 'drained');
  shell.kill('SIGTERM');
  expect(await drained).toContain('drained');
});
