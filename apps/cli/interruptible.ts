import { Unfinished } from '#recovery/unfinished';
import { EXIT } from './exit.ts';
import { Progress } from './progress.ts';
import type { Terminal } from './terminal.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs work that is done aside until it is whole: Ctrl-C takes away what was begun, says so and ends with 1. A switch from the old to the
 * new is synchronous, so the signal comes before it or after.
 */
export async function interruptible<Answer>(terminal: Terminal, work: (progress: Progress) => Promise<Answer>): Promise<Answer> {
  const progress = await Progress.on(terminal.streams.stderr);
  const stop = (): void => {
    progress.end();
    Unfinished.removeAll();
    const text = { vi: 'đã dừng theo yêu cầu; không để lại gì dở dang', en: 'interrupted; nothing was left half done' };
    terminal.streams.stderr.write(`tiendo: ${terminal.say(text)}\n`);
    process.exit(EXIT.failed);
  };
  for (const signal of SIGNALS) process.on(signal, stop);
  try {
    return await work(progress);
  } finally {
    progress.end();
    for (const signal of SIGNALS) process.off(signal, stop);
  }
}
