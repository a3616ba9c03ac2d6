/** Where a fault strikes. `read` stands for reads of streams and of everything. */
export type FaultPlace = 'append' | 'read' | 'subscribe';

export type Fault =
  /** The connection breaks before anything is done. */
  | { readonly on: FaultPlace; readonly is: 'drop' }
  /** Nothing is done and nothing answered. */
  | { readonly on: FaultPlace; readonly is: 'hang' }
  | { readonly on: FaultPlace; readonly is: 'slow'; readonly ms: number }
  | { readonly on: FaultPlace; readonly is: 'unavailable' | 'denied' | 'not-leader' }
  /** Committed, and then the connection breaks, or another status is told, or nothing is. */
  | { readonly on: 'append'; readonly is: 'lost-reply'; readonly by: 'cut' | 'status' | 'silence' }
  /** The server ends the subscription after so many events: in good order, or with an error. */
  | { readonly on: 'subscribe'; readonly is: 'end' | 'break'; readonly after: number };

/** Faults that wait for the next calls, each kind of call in its own order. */
export class Faults {
  readonly #waiting: Fault[] = [];

  next(fault: Fault, times = 1): void {
    for (let time = 0; time < times; time++) this.#waiting.push(fault);
  }

  take(on: FaultPlace): Fault | undefined {
    const index = this.#waiting.findIndex((fault) => fault.on === on);
    return index < 0 ? undefined : this.#waiting.splice(index, 1)[0];
  }

  clear(): void {
    this.#waiting.length = 0;
  }

  get left(): number {
    return this.#waiting.length;
  }
}
