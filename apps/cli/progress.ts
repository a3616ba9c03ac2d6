import type { SingleBar } from 'cli-progress';

/** How often a line is written where there is no terminal, in milliseconds. */
const LINE_MS = 2_000;

export interface Advance {
  readonly done: number;
  readonly total: number;
  readonly words: string;
}

/** Progress on stderr: a bar where somebody watches, now and then a line where the output is kept. */
export class Progress {
  #bar: SingleBar | null = null;
  #lineAt = 0;

  private constructor(
    private readonly stderr: NodeJS.WriteStream,
    bar: SingleBar | null,
    private readonly now: () => number,
  ) {
    this.#bar = bar;
    this.#lineAt = now();
  }

  static async on(stderr: NodeJS.WriteStream, now: () => number = () => performance.now()): Promise<Progress> {
    if (stderr.isTTY !== true) return new Progress(stderr, null, now);
    const { default: cliProgress } = await import('cli-progress');
    const bar = new cliProgress.SingleBar({
      stream: stderr,
      format: '{bar} {percentage}% · {words}',
      hideCursor: true,
      clearOnComplete: true,
    });
    bar.start(100, 0, { words: '' });
    return new Progress(stderr, bar, now);
  }

  show({ done, total, words }: Advance): void {
    const percent = total === 0 ? 100 : Math.min(100, Math.floor((100 * done) / total));
    if (this.#bar !== null) return this.#bar.update(percent, { words });
    if (this.now() - this.#lineAt < LINE_MS) return;
    this.#lineAt = this.now();
    this.stderr.write(`${percent}% ${words}\n`);
  }

  end(): void {
    this.#bar?.stop();
    this.#bar = null;
  }
}
