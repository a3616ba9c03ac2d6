import { readFileSync } from 'node:fs';

/** One thing that reached the disk, or that was acknowledged, in the order in which it took effect. */
export type DiskEvent =
  | { readonly op: 'create'; readonly path: string; readonly ino: bigint }
  | { readonly op: 'write'; readonly ino: bigint; readonly at: number; readonly bytes: Buffer }
  | { readonly op: 'resize'; readonly ino: bigint; readonly size: number }
  | { readonly op: 'sync'; readonly ino: bigint }
  /** The call failed: nobody knows what of the writes before it is on the disk, and the system will not try again. */
  | { readonly op: 'failed-sync'; readonly ino: bigint }
  | { readonly op: 'folder'; readonly path: string }
  | { readonly op: 'rename'; readonly path: string; readonly to: string }
  | { readonly op: 'remove'; readonly path: string }
  | { readonly op: 'sync-folder'; readonly path: string }
  | { readonly op: 'acknowledged'; readonly line: string };

const HEADER = 25;

/** Reads what `disk-shim.c` recorded. @throws Error the recording is not whole */
export function readTrace(file: string): readonly DiskEvent[] {
  const trace = readFileSync(file);
  const events: DiskEvent[] = [];
  for (let at = 0; at < trace.length;) {
    const op = String.fromCharCode(trace.readUInt8(at));
    const ino = trace.readBigUInt64LE(at + 1);
    const offset = Number(trace.readBigUInt64LE(at + 9));
    const [pathBytes, dataBytes] = [trace.readUInt32LE(at + 17), trace.readUInt32LE(at + 21)];
    const path = trace.toString('utf8', at + HEADER, at + HEADER + pathBytes);
    const bytes = trace.subarray(at + HEADER + pathBytes, at + HEADER + pathBytes + dataBytes);
    if (bytes.length < dataBytes) throw new Error(`${file} ends in the middle of an entry`);
    events.push(eventOf(op, { ino, offset, path, bytes }));
    at += HEADER + pathBytes + dataBytes;
  }
  return events;
}

interface Entry {
  readonly ino: bigint;
  readonly offset: number;
  readonly path: string;
  readonly bytes: Buffer;
}

function eventOf(op: string, { ino, offset, path, bytes }: Entry): DiskEvent {
  switch (op) {
    case 'C':
      return { op: 'create', path, ino };
    case 'W':
      return { op: 'write', ino, at: offset, bytes };
    case 'T':
      return { op: 'resize', ino, size: offset };
    case 'S':
      return { op: 'sync', ino };
    case 'F':
      return { op: 'failed-sync', ino };
    case 'M':
      return { op: 'folder', path };
    case 'R':
      return { op: 'rename', path, to: bytes.toString() };
    case 'U':
      return { op: 'remove', path };
    case 'D':
      return { op: 'sync-folder', path };
    case 'A':
      return { op: 'acknowledged', line: bytes.toString().trim() };
    default:
      throw new Error(`unknown entry ${op} in the recording`);
  }
}
