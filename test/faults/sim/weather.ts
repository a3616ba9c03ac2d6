import type { SomeApi, Surroundings } from './parts.ts';
import type { NetFault, Place, Way } from './sim-log.ts';

/** How often each thing goes wrong, in a hundred calls of an ordinary run. */
const PERCENT: Readonly<Record<NetFault, number>> = {
  unavailable: 1.5,
  'request lost': 1,
  'reply lost': 2,
  'read fails': 0.5,
  dropped: 2,
  again: 4,
};
/** A process dies at a place where it waits, in a hundred waits. */
const DIES_PERCENT = 0.12;

/** Longest ordinary wait and longest stall, in milliseconds: calls overtake each other. */
const WAIT_MS = 20;
const STALL_MS = 3_000;
const STALLS_PERCENT = 1.5;
/** A process that stands still for a while: others do its work, and it goes on as if nothing had happened. */
const STANDS_STILL_MS = 3 * 3_600_000;
const STANDS_STILL_PERCENT = 0.2;

const never = new Promise<never>(() => undefined);

/** Everything that can happen to a process between its calls and the log, drawn from the seed. */
export class Weather implements Way {
  process: object | null = null;

  constructor(
    private readonly world: Surroundings,
    private readonly api: SomeApi,
  ) {}

  async pass(place: Place): Promise<void> {
    const { scheduler } = this.world;
    if (!this.#lives()) return never;
    if (this.world.fails(DIES_PERCENT)) {
      scheduler.tell(`${this.api.name} is hit at ${place}`);
      this.api.crash();
      return never;
    }
    const longest = this.world.fails(STANDS_STILL_PERCENT) ? STANDS_STILL_MS : this.world.fails(STALLS_PERCENT) ? STALL_MS : WAIT_MS;
    return this.wait(scheduler.random() * longest);
  }

  /** Virtual time of this process. */
  async wait(ms: number): Promise<void> {
    await this.world.scheduler.sleep(ms);
    if (!this.#lives()) return never;
  }

  meets(fault: NetFault): boolean {
    if (!this.world.fails(PERCENT[fault])) return false;
    this.world.scheduler.tell(`${this.api.name}: ${fault}`);
    return true;
  }

  pageEvents(): number {
    return 1 + Math.floor(this.world.scheduler.random() * 12);
  }

  #lives(): boolean {
    return this.process === null || this.api.process === this.process;
  }
}
