import type { BadEvent } from './bad-event.ts';
import { type DigestKey, type DigestSum, KeyedDigest } from './keyed-digest.ts';
import { positionOf } from './positions.ts';
import { damage, readSome } from './stored-damage.ts';
import type { StoredRow, StoredRows } from './stored-rows.ts';
import { problemInText } from './stored-text-check.ts';

const PIECE_EVENTS = 2_000;

/** What threads that share a log out know in common: memory of theirs counts the pieces that were taken. */
export interface Shares {
  readonly file: string;
  /** Events to be checked: the positions 1 to `total`. */
  readonly total: number;
  readonly taken: Int32Array<SharedArrayBuffer>;
  readonly key: DigestKey;
}

/** What both indexes hold, or are to hold of the events that were checked. */
export interface IndexSums {
  readonly ids: DigestSum;
  readonly places: DigestSum;
}

/**
 * One thread's share of checking each event against its own bytes, which needs no order. Pieces are taken one after the other, so the
 * lowest bad event of all is the lower one of what each thread found first.
 */
export class TextChecks {
  readonly #rows: StoredRows;
  readonly #shares: Shares;
  readonly #ids: KeyedDigest;
  readonly #places: KeyedDigest;
  firstBad: BadEvent | null = null;

  constructor(rows: StoredRows, shares: Shares) {
    this.#rows = rows;
    this.#shares = shares;
    this.#ids = new KeyedDigest(shares.key);
    this.#places = new KeyedDigest(shares.key);
  }

  get sums(): IndexSums {
    return { ids: this.#ids.sum, places: this.#places.sum };
  }

  /** Checks the next piece that no thread has taken. @returns false: there is none, or none that matters after a bad event */
  checkNext(): boolean {
    const { taken, total } = this.#shares;
    const piece = Atomics.add(taken, 0, 1);
    if (piece >= pieces(total)) return false;
    this.firstBad = this.#check(piece * PIECE_EVENTS, Math.min(total, (piece + 1) * PIECE_EVENTS));
    if (this.firstBad === null) return true;
    Atomics.store(taken, 0, pieces(total)); // What is left lies after it.
    return false;
  }

  #check(from: number, upTo: number): BadEvent | null {
    for (let after = from; after < upTo;) {
      const page = readSome((at, limit) => this.#rows.read(at, limit), after, upTo - after);
      if ('problem' in page) return page;
      for (const row of page) {
        const problem = problemIn(row, this.#rows);
        if (problem !== null) return at(row, problem);
        const [position, stream, revision, id] = row;
        this.#ids.add(id, 0, position);
        this.#places.add(stream, revision, position);
      }
      const last = page.at(-1)?.[0];
      if (last !== after + page.length) break; // Not one after the other: the walk over their places tells, and a damaged one could lead back.
      after = last;
    }
    return null;
  }
}

function problemIn(row: StoredRow, rows: StoredRows): string | null {
  try {
    return problemInText(row, rows);
  } catch (error) {
    return damage(error); // Its bytes are read a second time where they are not what they seem.
  }
}

const pieces = (total: number): number => Math.ceil(total / PIECE_EVENTS);

/** Events that were checked or are being checked, by all threads. */
export const begun = ({ taken, total }: Shares): number => Math.min(total, Atomics.load(taken, 0) * PIECE_EVENTS);

const at = ([position, stream, revision]: StoredRow, problem: string): BadEvent => ({
  position: positionOf(position),
  stream: String(stream),
  revision,
  problem,
});
