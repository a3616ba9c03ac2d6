import { join } from 'node:path';
import { type Ended, Served } from '../../api/served.ts';

/** One API process with read models of its own, on a log that others write too. Killed and started again, it listens on another port. */
export class Replica {
  url = '';
  readonly dataDir: string;
  #served: (Served & { readonly url: string }) | null = null;

  constructor(
    readonly name: string,
    private readonly options: { readonly folder: string; readonly log: string; readonly env?: Readonly<Record<string, string>> },
  ) {
    this.dataDir = join(options.folder, name);
  }

  get isUp(): boolean {
    return this.#served !== null;
  }

  async start(): Promise<void> {
    const { log, env = {} } = this.options;
    this.#served = await Served.start([], { TIENDO_LOG: log, TIENDO_DATA: this.dataDir, TIENDO_RATE_MAX: '0', ...env });
    this.url = this.#served.url;
  }

  /** Null: it was down. */
  async end(signal: NodeJS.Signals): Promise<Ended | null> {
    const served = this.#served;
    this.#served = null;
    return served === null ? null : served.stop(signal);
  }

  /** Whether its read models have the event at a position. */
  async has(position: string): Promise<boolean> {
    const answer = await fetch(`${this.url}/health/ready`).catch(() => null);
    const said = (await answer?.json().catch(() => null)) as { readonly position?: string | null } | null;
    return answer?.status === 200 && (said?.position ?? '') >= position;
  }
}
