/** What a person must look at; the caller writes it to the log of the process and shows it in health and `doctor`. */
export type Alert =
  | { readonly kind: 'parked'; readonly model: string; readonly stream: string; readonly revision: number; readonly error: string }
  | { readonly kind: 'halted'; readonly model: string; readonly position: string; readonly reason: string }
  /** A proposed build could not be taken over; the former one goes on. */
  | { readonly kind: 'refused-build'; readonly error: string }
  /** What the comparer folded anew from the log is not what the rows say. */
  | { readonly kind: 'differs'; readonly stream: string; readonly model: string; readonly table: string; readonly position: string }
  /** Streams could not be folded anew, or parked ones not be tried again. */
  | { readonly kind: 'not-compared' | 'not-retried'; readonly error: string };

/** The log was read out of order or with a gap: nothing may be built on it. */
export class BrokenOrder extends Error {
  constructor(
    readonly position: string,
    message: string,
  ) {
    super(`at position ${position}: ${message}`);
    this.name = 'BrokenOrder';
  }
}
