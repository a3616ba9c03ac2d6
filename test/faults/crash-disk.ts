import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { DiskEvent } from './disk-trace.ts';

/** What a disk writes whole or not at all. */
const SECTOR_BYTES = 512;

type Change = { readonly at: number; readonly bytes: Buffer } | { readonly size: number };

interface Inode {
  /** What is surely on the disk. */
  durable: Buffer;
  /** Changes since the last sync, in order: any of them may be there, whole or in part, or not. */
  pending: Change[];
}

/** A name given or taken, in one folder or (null) in the one that holds it; `null` takes it away. */
type Naming = ReadonlyMap<string, Inode | 'folder' | null>;

interface Folder {
  pending: Naming[];
}

/** How much of what was not synced outlives the cut, and in which order. */
const SURVIVALS = ['nothing', 'everything', 'prefix', 'subset', 'subset', 'torn', 'torn', 'torn'] as const;

/**
 * A disk as a power cut may leave it: what was synced is there, whole; of everything else any part may be, as random says. A name
 * given in a folder is there for sure only once the folder was synced. Sizes travel with the data. It never leaves what was not written.
 */
export class CrashDisk {
  readonly #names = new Map<string, Inode | 'folder'>();
  readonly #visible = new Map<string, Inode | 'folder'>();
  readonly #folders = new Map<string, Folder>();
  readonly #inodes = new Map<bigint, Inode>();
  readonly #random: () => number;

  constructor(root: string, random: () => number) {
    this.#names.set(root, 'folder');
    this.#visible.set(root, 'folder');
    this.#random = random;
  }

  apply(event: DiskEvent): void {
    switch (event.op) {
      case 'create': {
        const inode = { durable: Buffer.alloc(0), pending: [] };
        this.#inodes.set(event.ino, inode);
        return this.#name(dirname(event.path), new Map([[event.path, inode]]));
      }
      case 'folder':
        return this.#name(dirname(event.path), new Map([[event.path, 'folder']]));
      case 'rename':
        return this.#rename(event.path, event.to);
      case 'remove':
        return this.#name(dirname(event.path), new Map([[event.path, null]]));
      case 'write':
        return void this.#inode(event.ino).pending.push({ at: event.at, bytes: event.bytes });
      case 'resize':
        return void this.#inode(event.ino).pending.push({ size: event.size });
      case 'sync': {
        const inode = this.#inode(event.ino);
        inode.durable = changed(inode.durable, inode.pending);
        inode.pending = [];
        return;
      }
      case 'failed-sync': {
        const inode = this.#inode(event.ino);
        inode.durable = changed(inode.durable, this.#survivors(inode.pending));
        inode.pending = [];
        return;
      }
      case 'sync-folder': {
        const folder = this.#folders.get(event.path);
        for (const naming of folder?.pending ?? []) give(this.#names, naming);
        this.#folders.delete(event.path);
        return;
      }
      case 'acknowledged':
        return;
    }
  }

  /** Puts what the power cut leaves into a folder, which stands for the root of the recorded one. */
  leave(root: string, into: string): void {
    const names = new Map(this.#names);
    for (const { pending } of this.#folders.values()) for (const naming of this.#outliving(pending)) give(names, naming);
    const there = [...names].sort(([a], [b]) => (a < b ? -1 : 1));
    for (const [path, node] of there) {
      if (path !== root && names.get(dirname(path)) !== 'folder') {
        names.delete(path); // A folder that is not there has nothing in it.
        continue;
      }
      const place = join(into, path.slice(root.length));
      if (node === 'folder') mkdirSync(place, { recursive: true });
      else writeFileSync(place, changed(node.durable, this.#survivors(node.pending)));
    }
  }

  #inode(ino: bigint): Inode {
    const inode = this.#inodes.get(ino);
    if (!inode) throw new Error(`inode ${ino} was never made: the recording is not whole`);
    return inode;
  }

  #name(folder: string, naming: Naming): void {
    give(this.#visible, naming);
    const known = this.#folders.get(folder);
    if (known) known.pending.push(naming);
    else this.#folders.set(folder, { pending: [naming] });
  }

  /** In one folder it is one step; between two the new name and the loss of the old one become durable apart. */
  #rename(path: string, to: string): void {
    const node = this.#visible.get(path);
    if (!node) throw new Error(`${path} was renamed and never made: the recording is not whole`);
    if (dirname(path) === dirname(to)) {
      return this.#name(
        dirname(to),
        new Map([
          [path, null],
          [to, node],
        ]),
      );
    }
    this.#name(dirname(to), new Map([[to, node]]));
    this.#name(dirname(path), new Map([[path, null]]));
  }

  #outliving<Step>(steps: readonly Step[]): readonly Step[] {
    const survival = this.#pick(SURVIVALS);
    if (survival === 'nothing') return [];
    if (survival === 'everything') return steps;
    if (survival === 'prefix') return steps.slice(0, Math.floor(this.#random() * (steps.length + 1)));
    return steps.filter(() => this.#random() < 0.5);
  }

  #survivors(pending: readonly Change[]): readonly Change[] {
    const survival = this.#pick(SURVIVALS);
    if (survival === 'nothing') return [];
    if (survival === 'everything') return pending;
    if (survival === 'prefix') {
      const whole = pending.slice(0, Math.floor(this.#random() * (pending.length + 1)));
      return [...whole, ...pending.slice(whole.length, whole.length + 1).flatMap((change) => this.#torn(change))];
    }
    const share = this.#random();
    return pending.flatMap((change) => {
      if (survival === 'torn') return this.#torn(change);
      return this.#random() < share ? [change] : [];
    });
  }

  /** Some of the sectors that a write covers. */
  #torn(change: Change): readonly Change[] {
    const share = this.#random();
    if (!('bytes' in change)) return this.#random() < share ? [change] : [];
    const parts: Change[] = [];
    for (let from = change.at, end = change.at + change.bytes.length; from < end;) {
      const to = Math.min(end, (Math.floor(from / SECTOR_BYTES) + 1) * SECTOR_BYTES);
      if (this.#random() < share) parts.push({ at: from, bytes: change.bytes.subarray(from - change.at, to - change.at) });
      from = to;
    }
    return parts;
  }

  #pick<Item>(items: readonly Item[]): Item {
    return items[Math.floor(this.#random() * items.length)] as Item;
  }
}

function give(names: Map<string, Inode | 'folder'>, naming: Naming): void {
  for (const [path, node] of naming) {
    if (node === null) names.delete(path);
    else names.set(path, node);
  }
}

function changed(before: Buffer, changes: readonly Change[]): Buffer {
  if (changes.length === 0) return before;
  let size = before.length;
  let capacity = size;
  for (const change of changes) capacity = Math.max(capacity, 'size' in change ? change.size : change.at + change.bytes.length);
  const after = Buffer.alloc(capacity);
  before.copy(after);
  for (const change of changes) {
    if ('size' in change) {
      if (change.size < size) after.fill(0, change.size, size); // What was cut off does not come back when the file grows again.
      ({ size } = change);
    } else {
      change.bytes.copy(after, change.at);
      size = Math.max(size, change.at + change.bytes.length);
    }
  }
  return after.subarray(0, size);
}
