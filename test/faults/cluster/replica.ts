import { join } from 'node:path';
import { Served } from '../../api/served.ts';

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

  /** What it said on its standard streams; empty while it is down. */
  async end(signal: NodeJS.Signals): Promise<string> {
    const served = this.#served;
    this.#served = null;
    if (served === null) return '';
    const { stdout, stderr } = await served.stop(signal);
    return stdout + stderr;
  }

  /** Whether its read models have the event at a position. */
  async has(position: string): Promise<boolean> {
    const answer = await fetch(`${this.url}/health/ready`).catch(() => null);
    const said = (await answer?.json().catch(() => null)) as { readonly position?: string | null } | null;
    return answer?.status === 200 && (said?.position ?? '') >= position;
  }
}
