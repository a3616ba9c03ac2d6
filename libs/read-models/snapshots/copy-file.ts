import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';

const CHUNK_BYTES = 1024 * 1024;

export interface FileCopy {
  readonly source: string;
  /** Must not exist. */
  readonly target: string;
  readonly signal?: AbortSignal | undefined;
  readonly onBytes?: ((bytes: number) => void) | undefined;
}

export interface Copied {
  readonly bytes: number;
  /** Of what was read, lower-case hex. */
  readonly sha256: string;
}

/** Copies a file front to back, as a mounted bucket likes it, and makes the copy durable; its name is the caller's to make so. */
export async function copyFile({ source, target, signal, onBytes }: FileCopy): Promise<Copied> {
  const hash = createHash('sha256');
  let bytes = 0;
  const watched = async function* (chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of chunks) {
      hash.update(chunk);
      bytes += chunk.length;
      onBytes?.(bytes);
      yield chunk;
    }
  };
  const from = createReadStream(source, { highWaterMark: CHUNK_BYTES });
  const to = createWriteStream(target, { flags: 'wx', mode: 0o640, highWaterMark: CHUNK_BYTES, flush: true });
  try {
    await pipeline(from, watched, to, { ...(signal && { signal }) });
  } finally {
    if (!to.closed) await new Promise((resolve) => to.once('close', resolve)); // Opened only then, it would be there after all.
  }
  return { bytes, sha256: hash.digest('hex') };
}
