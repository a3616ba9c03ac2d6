import type { Handled } from '../handle.ts';

/** So many writes under way at once, for one caller; counts what they wrote. The first failure stops further ones. */
export class Window {
  events = 0;
  #underWay = 0;
  #failure: { readonly error: unknown } | undefined;
  #left: (() => void) | undefined;

  constructor(private readonly size: number) {}

  /** Starts a write once there is room. @throws whatever an earlier write failed with */
  async add(write: () => Promise<Handled>): Promise<void> {
    while (this.#underWay >= this.size) await this.#oneLeft();
    this.#throwFailure();
    this.#underWay += 1;
    write().then(
      ({ events }) => this.#leave(events),
      (error: unknown) => {
        this.#failure ??= { error };
        this.#leave(0);
      },
    );
  }

  /** Waits for all. @throws whatever a write failed with */
  async drain(): Promise<void> {
    while (this.#underWay > 0) await this.#oneLeft();
    this.#throwFailure();
  }

  #leave(events: number): void {
    this.events += events;
    this.#underWay -= 1;
    this.#left?.();
  }

  #oneLeft(): Promise<void> {
    return new Promise((resolve) => {
      this.#left = resolve;
    });
  }

  #throwFailure(): void {
    if (this.#failure !== undefined) throw this.#failure.error;
  }
}
