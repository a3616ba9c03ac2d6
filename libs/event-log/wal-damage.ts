import { closeSync, openSync, readSync } from 'node:fs';

/**
 * SQLite reads its write-ahead log up to the first frame whose checksum is wrong and takes the rest for what a crash left unfinished: a flipped
 * bit silently takes every commit after it away. But each commit is synced before the next is written: two
 * ends of commits of the same round behind the broken frame prove that it was whole on the disk once. (One may be the end of the
 * broken commit itself, and what a full disk left of another may lie behind it.)
 * Format: https://www.sqlite.org/fileformat2.html#walformat
 */
const HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 24;
const MAGIC = 0x377f0682;

/** What is wrong with a write-ahead log, in words; null: nothing that is not as a crash leaves it. The last commit cannot be vouched for. */
export function walDamage(wal: string): string | null {
  const descriptor = openSync(wal, 'r');
  try {
    const header = Buffer.alloc(HEADER_BYTES);
    if (readSync(descriptor, header, 0, HEADER_BYTES, 0) < HEADER_BYTES) return null;
    return new Frames(descriptor, header).damage();
  } finally {
    closeSync(descriptor);
  }
}

class Frames {
  readonly #descriptor: number;
  readonly #header: Buffer;
  readonly #frame: Buffer;
  readonly #littleEndian: boolean;
  #sums: readonly [number, number] = [0, 0];

  constructor(descriptor: number, header: Buffer) {
    this.#descriptor = descriptor;
    this.#header = header;
    this.#littleEndian = (header.readUInt32BE(0) & 1) === 0;
    const pageBytes = header.readUInt32BE(8);
    const likely = pageBytes >= 512 && pageBytes <= 65_536 && (pageBytes & (pageBytes - 1)) === 0;
    this.#frame = Buffer.alloc(FRAME_HEADER_BYTES + (likely ? pageBytes : 4_096));
  }

  damage(): string | null {
    let index = 0;
    const headerHolds = this.#headerHolds();
    if (headerHolds) while (this.#read(index) && this.#holds()) index += 1;
    if (!this.#read(index)) return null;
    const salts = headerHolds ? this.#header.subarray(16, 24) : Buffer.from(this.#frame.subarray(8, 16));
    let ends = 0;
    for (let at = index; this.#read(at); at += 1) {
      const ofThisRound = this.#frame.subarray(8, 16).equals(salts);
      if (!ofThisRound && at > index) return null; // Of an earlier round, long moved into the file.
      if (ofThisRound && this.#frame.readUInt32BE(4) !== 0) ends += 1;
      if (ends === 2)
        return headerHolds
          ? `frame ${index + 1} is damaged, and a later commit is whole`
          : 'its header is damaged, and whole commits follow';
    }
    return null;
  }

  #read(index: number): boolean {
    return readSync(this.#descriptor, this.#frame, 0, this.#frame.length, HEADER_BYTES + index * this.#frame.length) === this.#frame.length;
  }

  #headerHolds(): boolean {
    this.#sums = this.#sum(this.#header.subarray(0, 24), [0, 0]);
    const known = (this.#header.readUInt32BE(0) & ~1) >>> 0 === MAGIC;
    return known && this.#sums[0] === this.#header.readUInt32BE(24) && this.#sums[1] === this.#header.readUInt32BE(28);
  }

  #holds(): boolean {
    if (!this.#frame.subarray(8, 16).equals(this.#header.subarray(16, 24))) return false;
    const page = this.#frame.subarray(FRAME_HEADER_BYTES);
    const sums = this.#sum(page, this.#sum(this.#frame.subarray(0, 8), this.#sums));
    if (sums[0] !== this.#frame.readUInt32BE(16) || sums[1] !== this.#frame.readUInt32BE(20)) return false;
    this.#sums = sums;
    return true;
  }

  #sum(bytes: Buffer, [first, second]: readonly [number, number]): readonly [number, number] {
    for (let at = 0; at < bytes.length; at += 8) {
      const [one, two] = this.#littleEndian
        ? [bytes.readUInt32LE(at), bytes.readUInt32LE(at + 4)]
        : [bytes.readUInt32BE(at), bytes.readUInt32BE(at + 4)];
      first = (first + one + second) >>> 0;
      second = (second + two + first) >>> 0;
    }
    return [first, second];
  }
}
