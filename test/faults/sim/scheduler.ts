import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';

interface Task {
  readonly atMs: number;
  readonly resume: () => void;
}

/** Lines of a run that are kept in words; the digest is over all of them. */
const LINES_KEPT = 60;

/**
 * Virtual time and the one source of chance. Whoever waits is a task; each turn resumes one, lets everything that follows from it
 * happen, and only then goes on. What follows within a turn is microtasks, whose order Node fixes, so a seed fixes the whole run.
 */
export class Scheduler {
  readonly random: () => number;
  /** Milliseconds of virtual time since the run began. */
  nowMs = 0;
  turns = 0;
  readonly lines: string[] = [];
  readonly #hash = createHash('sha256');
  #tasks: Task[] = [];

  constructor(random: () => number) {
    this.random = random;
  }

  /** Resolves `ms` of virtual time from now. */
  sleep(ms: number): Promise<void> {
    return new Promise((resume) => void this.#tasks.push({ atMs: this.nowMs + ms, resume }));
  }

  pick<Item>(items: readonly Item[]): Item {
    return items[Math.floor(this.random() * items.length)] as Item;
  }

  /** True so many times in a hundred. */
  percent(chance: number): boolean {
    return this.random() * 100 < chance;
  }

  /** Writes a line of the run. */
  tell(line: string): void {
    const whole = `${Math.round(this.nowMs)} ${line}`;
    this.#hash.update(`${whole}\n`);
    this.lines.push(whole);
    if (this.lines.length > LINES_KEPT) this.lines.shift();
  }

  /** SHA-256 of every line so far, in hex. */
  digest(): string {
    return this.#hash.copy().digest('hex');
  }

  /** Takes turns until nobody waits any more or `ended` says so. */
  async run(ended: () => boolean, afterTurn: () => Promise<void>): Promise<void> {
    await setImmediate();
    while (!ended()) {
      const task = this.#next();
      if (task === undefined) return;
      this.turns += 1;
      if (task.atMs > this.nowMs) this.nowMs = task.atMs;
      task.resume();
      await setImmediate(); // Every microtask runs before this does.
      await afterTurn();
    }
  }

  #next(): Task | undefined {
    let first = 0;
    for (let at = 1; at < this.#tasks.length; at++) if ((this.#tasks[at] as Task).atMs < (this.#tasks[first] as Task).atMs) first = at;
    const [task] = this.#tasks.splice(first, 1);
    return task;
  }
}
