import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { systemTimer, type Timer } from '#commands/clock';
import { CLAIM, goneAs } from '#read-models/snapshots/shelf';

export interface SlotClaimsOptions {
  /** That all who may do the work share. */
  readonly folder: string;
  /** Who works, for whoever looks into the folder. */
  readonly program: string;
  /** A sign of life could not be written, or the claim not taken away: the work goes on. */
  readonly onError: (error: unknown) => void;
  readonly timer?: Timer;
  /** How often whoever works gives a sign of life, and how long one must be missing. Milliseconds; see the constants. */
  readonly beatMs?: number;
  readonly goneMs?: number;
}

const BEAT_MS = 15_000;
/** Eight signs of life: a folder that is away for a moment makes nobody dead. */
const GONE_MS = 120_000;

/**
 * The right to do what several processes find due at once, where no queue gives it to one: a file that is made exclusively. It holds who works
 * and a count, which rises while the work goes on; a claim that was seen standing still for so long has nobody any more, and whoever makes the
 * file of the next number has the right. No clock of another machine is asked, and none of the folder. Two may work all the same when one was only very slow, or on a
 * bucket that makes no file exclusively: the work must bear that.
 */
export class SlotClaims {
  readonly #timer: Timer;
  /** Another one's claim as it was when it last changed, by our own timer. */
  #seen: { readonly name: string; readonly text: string; readonly sinceMs: number } | null = null;

  constructor(private readonly options: SlotClaimsOptions) {
    this.#timer = options.timer ?? systemTimer;
  }

  /**
   * Does the work unless another one does it.
   * @param task the same in every process
   * @returns null: another one has the right, or had it until just now
   * @throws whatever the work throws, after the right was given back. Error of the file system
   */
  async run<Result>(task: string, work: () => Promise<Result>): Promise<Result | null> {
    const { folder } = this.options;
    await mkdir(folder, { recursive: true });
    const slot = `${CLAIM}${createHash('sha256').update(task).digest('hex').slice(0, 16)}.`;
    const number = await this.#next(slot);
    if (number === null) return null;
    const file = join(folder, `${slot}${number}`);
    const text = textOf(this.options.program);
    if (!(await made(file, text(0)))) return null;
    const over = new AbortController();
    const beating = this.#beat(file, text, over.signal);
    try {
      return await work();
    } finally {
      over.abort();
      await beating;
      await this.#giveBack(slot, number).catch(this.options.onError); // It will stand still.
    }
  }

  /** With those of the dead before us. */
  async #giveBack(slot: string, number: number): Promise<void> {
    const { folder } = this.options;
    for (const one of await numbersOf(folder, slot)) if (one <= number) await rm(join(folder, `${slot}${one}`), { force: true });
  }

  /** The number of the claim that may be made now; null: whoever made the last one lives, as far as we know. */
  async #next(slot: string): Promise<number | null> {
    const { folder, goneMs = GONE_MS } = this.options;
    const last = (await numbersOf(folder, slot)).at(-1);
    if (last === undefined) return 1;
    const name = `${slot}${last}`;
    const text = await readFile(join(folder, name), 'utf8').catch(goneAs(null));
    if (text === null) return null;
    const [nowMs, seen] = [this.#timer.nowMs(), this.#seen];
    if (seen?.name === name && seen.text === text) return nowMs - seen.sinceMs > goneMs ? last + 1 : null;
    this.#seen = { name, text, sinceMs: nowMs };
    return null;
  }

  async #beat(file: string, text: (beat: number) => string, over: AbortSignal): Promise<void> {
    for (let beat = 1; ; beat++) {
      await this.#timer.wait(this.options.beatMs ?? BEAT_MS, over);
      if (over.aborted) return;
      await overwritten(file, text(beat)).catch(this.options.onError);
    }
  }
}

/** Of one length, so that the next can be written over it. */
function textOf(program: string): (beat: number) => string {
  const id = randomUUID();
  return (beat) => `${JSON.stringify({ program, id, beat: String(beat).padStart(9, '0') })}\n`;
}

/** False: somebody else has made it. */
async function made(file: string, text: string): Promise<boolean> {
  try {
    await writeFile(file, text, { flag: 'wx', mode: 0o640 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** In place: a file that was taken away is not made again. */
async function overwritten(file: string, text: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.write(text, 0);
  } finally {
    await handle.close();
  }
}

/** Of the claims of a slot, rising. */
const numbersOf = async (folder: string, slot: string): Promise<readonly number[]> =>
  (await readdir(folder))
    .filter((name) => name.startsWith(slot) && /^\d{1,9}$/.test(name.slice(slot.length)))
    .map((name) => Number(name.slice(slot.length)))
    .sort((a, b) => a - b);
