import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { packageRoot } from '#config/package-root';
import { SqliteLog } from '#event-log/sqlite-log';
import { checkPieces } from './project-race.ts';
import type { Findings } from './proof-result.ts';
import type { RaceChildPlan } from './race-child.ts';

const PROCESSES = 3;
/** What a refused writer is told: who has the log, and since when. */
const CLEAR = /is being written by (process \d+ \(.+\) since \d{4}-|another process)/;

/**
 * Processes that all want to write one log, with shares of the work that overlap by half: while one writes, every other one is refused in
 * words, and in the end each piece is there once.
 * @returns the number of commands that raced
 */
export async function raceProcesses(file: string, pieces: number, findings: Findings): Promise<number> {
  const holder = await SqliteLog.open({ file, program: 'proof race, first writer' });
  const size = Math.ceil(pieces / PROCESSES);
  const shares = Array.from({ length: PROCESSES }, (_, index) => ({
    from: Math.max(0, index * size - Math.floor(size / 2)),
    to: Math.min(pieces, (index + 1) * size),
  }));
  const children = shares.map((share) => contend({ file, ...share }));
  await Promise.all(children.map(({ refused }) => refused));
  await holder.close();
  for (const { ended } of children) {
    const { code, messages } = await ended;
    if (code !== 0) findings.add('violations', `a process ended with ${code}`);
    const unclear = messages.find((message) => !CLEAR.test(message));
    if (messages.length === 0) findings.add('violations', 'a second writer was let in beside the first');
    if (unclear !== undefined) findings.add('violations', `a second writer was refused without a reason: ${unclear}`);
  }
  const log = await SqliteLog.open({ file, readOnly: true });
  await checkPieces(
    log,
    Array.from({ length: pieces }, (_, piece) => piece),
    findings,
  );
  await log.close();
  return shares.reduce((sum, { from, to }) => sum + to - from, 0);
}

interface Contender {
  /** Resolves when it was refused for the first time, or ended. */
  readonly refused: Promise<void>;
  readonly ended: Promise<{ readonly code: number | null; readonly messages: readonly string[] }>;
}

function contend(plan: RaceChildPlan): Contender {
  const program = join(packageRoot(), 'dist/test/faults/race-child.js');
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program, JSON.stringify(plan)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exit = once(child, 'exit') as Promise<[number | null]>;
  const messages: string[] = [];
  const lines = createInterface({ input: child.stdout });
  const first = once(lines, 'line');
  lines.on('line', (line) => messages.push(line));
  return { refused: Promise.race([first, exit]).then(() => undefined), ended: exit.then(([code]) => ({ code, messages })) };
}
