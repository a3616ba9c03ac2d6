import { FIRST_PREV_HASH } from './chain.ts';

/** An event's place and its links, as they lie in the file. */
export type StoredLinks = readonly [position: number, stream: string, revision: number, prevHash: string, hash: string];

export interface StreamHead {
  readonly revision: number;
  readonly hash: string;
}

/** The end of each stream so far. About 300 bytes a stream. */
export class StreamHeads {
  readonly #heads = new Map<string, StreamHead>();

  get count(): number {
    return this.#heads.size;
  }

  /**
   * Checks an event's place and its link to the event before; the next one is checked against it.
   * @param before finds the end of a stream that was not met yet
   */
  problemOf(
    [position, stream, revision, prevHash, hash]: StoredLinks,
    ordinal: number,
    before?: (stream: string, revision: number) => StreamHead | undefined,
  ): string | null {
    if (position !== ordinal) return `position ${position} where ${ordinal} was to come`;
    const head = this.#heads.get(stream) ?? before?.(stream, revision);
    if (revision !== (head ? head.revision + 1 : 0)) return `revision ${revision} after ${head?.revision ?? 'none'}`;
    if (prevHash !== (head?.hash ?? FIRST_PREV_HASH)) return 'prev_hash is not the hash of the event before';
    this.#heads.set(stream, { revision, hash });
    return null;
  }
}
