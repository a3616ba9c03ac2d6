/** Lets so many pieces of work go on at a time; the others wait in the order in which they came. */
export class Turns {
  #free: number;
  readonly #waiting = new Set<() => void>();

  constructor(atATime: number) {
    this.#free = atATime;
  }

  /** A turn, to be given back by calling what is returned; null: none came free within `ms`. */
  async take(ms: number): Promise<(() => void) | null> {
    if (this.#free > 0) {
      this.#free -= 1;
      return () => this.#giveBack();
    }
    return new Promise((resolve) => {
      const take = () => {
        clearTimeout(timer);
        resolve(() => this.#giveBack());
      };
      const timer = setTimeout(() => {
        this.#waiting.delete(take);
        resolve(null);
      }, ms);
      this.#waiting.add(take);
    });
  }

  #giveBack(): void {
    const [next] = this.#waiting;
    if (next === undefined) this.#free += 1;
    else {
      this.#waiting.delete(next);
      next();
    }
  }
}
