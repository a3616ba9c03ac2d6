import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** Numbers of one row: a block holds the projects whose number differs in the low 16 bits only. */
const BLOCK_BITS = 16;
const LOW = (1 << BLOCK_BITS) - 1;

/** Of one project in a row's list. */
export const POSTING_BYTES = 2;

/** Pending changes in memory before a rebuild writes them: 16 bytes each at the worst. */
const PENDING_MAX = 2_000_000;

export const POSTINGS_TABLE = `
CREATE TABLE projects_word (
  word TEXT NOT NULL, block INTEGER NOT NULL, projects BLOB NOT NULL, PRIMARY KEY (word, block)
) STRICT, WITHOUT ROWID`;

/**
 * Which projects have a word (or a filter value): per word and block the sorted low halves of the projects' numbers, two bytes
 * each. Exact counts of any combination cost a millisecond this way at 100 k projects; FTS5 took 23 to 32 ms for two beginnings of words.
 */
export class Postings {
  readonly #select: StatementSync;
  readonly #upsert: StatementSync;
  readonly #delete: StatementSync;
  /** Per word, in order: twice the project's number, plus one where the word was lost. */
  readonly #changes = new Map<string, number[]>();
  #pending = 0;
  /** A rebuild's first and largest write need not look for earlier rows. */
  #tableIsEmpty: boolean;

  constructor(db: DatabaseSync) {
    this.#tableIsEmpty = db.prepare('SELECT 1 FROM projects_word LIMIT 1').get() === undefined;
    this.#select = db.prepare('SELECT projects FROM projects_word WHERE word = ? AND block = ?');
    this.#upsert = db.prepare('INSERT INTO projects_word VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET projects = excluded.projects');
    this.#delete = db.prepare('DELETE FROM projects_word WHERE word = ? AND block = ?');
  }

  /** May be said twice. */
  gain(project: number, word: string): void {
    const changes = this.#of(word);
    const gain = project * 2;
    if (changes[changes.length - 1] === gain) return;
    changes.push(gain);
    this.#pending += 1;
  }

  lose(project: number, word: string): void {
    this.#of(word).push(project * 2 + 1);
    this.#pending += 1;
  }

  get full(): boolean {
    return this.#pending > PENDING_MAX;
  }

  flush(): void {
    if (this.#changes.size === 0) return;
    for (const word of [...this.#changes.keys()].sort()) this.#write(word, this.#changes.get(word) as number[]);
    this.#tableIsEmpty = false;
    this.reset();
  }

  reset(): void {
    this.#changes.clear();
    this.#pending = 0;
  }

  #of(word: string): number[] {
    let changes = this.#changes.get(word);
    if (changes === undefined) this.#changes.set(word, (changes = []));
    return changes;
  }

  #write(word: string, changes: readonly number[]): void {
    const inOrder = Float64Array.from(changes);
    const gainsOnly = changes.every(isGain);
    if (gainsOnly) inOrder.sort();
    for (let from = 0, to = 0; from < inOrder.length; from = to) {
      const block = blockOf(inOrder[from] as number);
      for (to = from + 1; to < inOrder.length && blockOf(inOrder[to] as number) === block;) to += 1;
      this.#writeBlock(word, block, { changes: inOrder.subarray(from, to), gainsOnly });
    }
  }

  /** Changes of one block in a row; gains come in the order of their projects, so that no block comes twice. */
  #writeBlock(word: string, block: number, { changes, gainsOnly }: { readonly changes: Float64Array; readonly gainsOnly: boolean }): void {
    const absent = gainsOnly && this.#tableIsEmpty;
    const row = absent ? undefined : (this.#select.get(word, block) as { projects: Uint8Array } | undefined);
    const before = row?.projects ?? NONE;
    const projects = gainsOnly ? joined(before, packAscending(changes)) : changed(before, changes);
    if (projects.length === 0) this.#delete.run(word, block);
    else this.#upsert.run(word, block, projects);
  }
}

const isGain = (change: number): boolean => (change & 1) === 0;
const lowOf = (change: number): number => Math.floor(change / 2) & LOW;
const blockOf = (change: number): number => Math.floor(change / 2 / (LOW + 1));

const NONE = new Uint8Array(0);

/** The last change of a project counts. */
function changed(before: Uint8Array, changes: Float64Array): Uint8Array {
  const last = new Map(Array.from(changes, (change) => [lowOf(change), isGain(change)]));
  const gained = [...last].filter(([, gain]) => gain).map(([low]) => low * 2);
  return joined(without(before, last), packAscending(Float64Array.from(gained).sort()));
}

const lowAt = (bytes: Uint8Array, at: number): number => (bytes[at] as number) | ((bytes[at + 1] as number) << 8);

function without(bytes: Uint8Array, lows: ReadonlyMap<number, unknown>): Uint8Array {
  const kept = new Uint8Array(bytes.length);
  let length = 0;
  for (let at = 0; at < bytes.length; at += 2) {
    if (lows.has(lowAt(bytes, at))) continue;
    kept[length] = bytes[at] as number;
    kept[length + 1] = bytes[at + 1] as number;
    length += 2;
  }
  return kept.subarray(0, length);
}

/**
 * Two sorted lists as one, each number once. New projects have the highest numbers, so as a rule the second list goes behind the first
 * as it is; sorting 30,000 numbers anew for each word of each batch was half of what the projector did under load.
 */
function joined(one: Uint8Array, other: Uint8Array): Uint8Array {
  if (one.length === 0) return other;
  if (other.length === 0) return one;
  const bytes = new Uint8Array(one.length + other.length);
  if (lowAt(one, one.length - 2) < lowAt(other, 0)) {
    bytes.set(one);
    bytes.set(other, one.length);
    return bytes;
  }
  let [a, b, length] = [0, 0, 0];
  while (a < one.length || b < other.length) {
    const [lowA, lowB] = [a < one.length ? lowAt(one, a) : Infinity, b < other.length ? lowAt(other, b) : Infinity];
    const low = Math.min(lowA, lowB);
    if (lowA === low) a += 2;
    if (lowB === low) b += 2;
    bytes[length] = low & 0xff;
    bytes[length + 1] = low >> 8;
    length += 2;
  }
  return bytes.slice(0, length);
}

/** Of gains in the order of their projects. */
function packAscending(gains: Float64Array): Uint8Array {
  const bytes = new Uint8Array(gains.length * 2);
  let length = 0;
  let last = -1;
  for (let index = 0; index < gains.length; index += 1) {
    const low = lowOf(gains[index] as number);
    if (low === last) continue;
    bytes[length] = low & 0xff;
    bytes[length + 1] = low >> 8;
    length += 2;
    last = low;
  }
  return length === bytes.length ? bytes : bytes.slice(0, length);
}

/** The same word and block from several parts of a rebuild: their projects together. */
export const joinPostings = (parts: readonly Uint8Array[]): Uint8Array => parts.reduce(joined, NONE);

/** Whether all projects of `part` are among those of `whole`, both of one block. */
export const holdsPostings = (whole: Uint8Array, part: Uint8Array): boolean => joined(whole, part).length === whole.length;

/** Memory of sets that are not used any more, of one length at a time, for the next question. */
const spare: Uint32Array[] = [];
const SPARE_MAX = 8;
let marks = new Uint8Array(0);

const lowestBit = (word: number): number => 31 - Math.clz32(word & -word);

/**
 * A set of projects as one bit each. Sets of a question are given back after it: at a million positions each takes 125 KB outside
 * the heap, and V8 collects the whole heap, the figures in memory included, when enough of that has piled up.
 */
export class ProjectSet {
  readonly bits: Uint32Array;

  /** The largest project number. */
  readonly last: number;

  constructor(last: number) {
    this.last = last;
    const length = (last >>> 5) + 1;
    if (spare[0]?.length !== length) spare.length = 0;
    this.bits = spare.pop()?.fill(0) ?? new Uint32Array(length);
  }

  /** A byte a number, 1 where the set has it: what SQL can look at by itself. Good until the next set's are asked for. */
  get marks(): Uint8Array {
    const { bits } = this;
    if (marks.length === bits.length * 32) marks.fill(0);
    else marks = new Uint8Array(bits.length * 32);
    for (let at = 0; at < bits.length; at += 1)
      for (let left = bits[at] as number; left !== 0; left &= left - 1) marks[at * 32 + lowestBit(left)] = 1;
    return marks;
  }

  /** It must not be used afterwards. */
  giveBack(): void {
    if (spare.length > 0 && spare[0]?.length !== this.bits.length) spare.length = 0;
    if (spare.length < SPARE_MAX) spare.push(this.bits);
  }

  add(project: number): void {
    const word = project >>> 5;
    if (word < this.bits.length) this.bits[word] = (this.bits[word] as number) | (1 << (project & 31));
  }

  has(project: number): boolean {
    return ((this.bits[project >>> 5] ?? 0) & (1 << (project & 31))) !== 0;
  }

  addBlock(block: number, bytes: Uint8Array): void {
    const base = block * (LOW + 1);
    for (let at = 0; at < bytes.length; at += 2) this.add(base + ((bytes[at] as number) | ((bytes[at + 1] as number) << 8)));
  }

  keep(other: ProjectSet): void {
    for (let word = 0; word < this.bits.length; word += 1) this.bits[word] = (this.bits[word] as number) & (other.bits[word] as number);
  }

  get size(): number {
    const { bits } = this;
    let count = 0;
    for (let at = 0; at < bits.length; at += 1) {
      let word = bits[at] as number;
      word -= (word >>> 1) & 0x55555555;
      word = (word & 0x33333333) + ((word >>> 2) & 0x33333333);
      count += Math.imul((word + (word >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
    }
    return count;
  }

  *[Symbol.iterator](): Generator<number> {
    for (let word = 0; word < this.bits.length; word += 1)
      for (let left = this.bits[word] as number; left !== 0; left &= left - 1) yield word * 32 + lowestBit(left);
  }
}
