import { setImmediate } from 'node:timers/promises';

/**
 * Counts what a process waits for, before and after each wait, and kills the process at one of these points: `kill -9`, nothing of it
 * goes on.
 */
export class AwaitPoints {
  readonly kinds = new Map<string, number>();
  #count = 0;

  /** @param killAt from 0; null: never */
  constructor(private readonly killAt: number | null) {}

  get count(): number {
    return this.#count;
  }

  /** Every function of an object that answers with a promise. */
  around<Thing extends object>(name: string, thing: Thing, functions: readonly (keyof Thing & string)[]): Thing {
    return new Proxy(thing, {
      get: (own, property) => {
        const value = Reflect.get(own, property, own) as unknown;
        if (typeof value !== 'function') return value;
        const bound = value.bind(own) as (...given: unknown[]) => Promise<unknown>;
        if (!functions.includes(property as keyof Thing & string)) return bound;
        return async (...given: unknown[]) => {
          const what = `${name}.${property as string} ${labelOf(given)}`;
          await this.#at(`before ${what}`);
          const result = await bound(...given);
          await this.#at(`after ${what}`);
          return result;
        };
      },
    });
  }

  async #at(kind: string): Promise<void> {
    this.kinds.set(kind, (this.kinds.get(kind) ?? 0) + 1);
    if (this.#count++ === this.killAt) process.kill(process.pid, 'SIGKILL');
    await setImmediate(); // Others get their turn here, as they do while a disk or a network is waited for.
  }
}

/** The command, where one is given. */
function labelOf(given: readonly unknown[]): string {
  for (const one of given) {
    const type = (one as { command?: { type?: string } } | undefined)?.command?.type;
    if (type !== undefined) return type;
  }
  return '';
}
