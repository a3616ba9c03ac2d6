/**
 * Uploads without end until it is killed: `upload-child.js FOLDER stored|direct`. `direct` is the control, which writes under the
 * final name at once; a line on stdout for each file tells how far it is.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AttachmentStore } from '#attachments/attachment-store';

const CHUNKS = 64;
const CHUNK_BYTES = 64 * 1024;

function* bytesOf(n: number): Generator<Buffer> {
  for (let at = 0; at < CHUNKS; at++) yield Buffer.alloc(CHUNK_BYTES, `${n}-${at}-`);
}

const [folder = '', how = ''] = process.argv.slice(2);
const store = new AttachmentStore(folder);
for (let n = 0; ; n++) {
  if (how === 'stored') {
    const source = async function* (): AsyncGenerator<Buffer> {
      for (const chunk of bytesOf(n)) {
        yield chunk;
        await new Promise(setImmediate);
      }
    };
    await store.put(source(), async () => undefined);
  } else {
    const hash = createHash('sha256');
    for (const chunk of bytesOf(n)) hash.update(chunk);
    const sha256 = hash.digest('hex');
    const path = join(folder, 'sha256', sha256.slice(0, 2), sha256.slice(2, 4), sha256);
    mkdirSync(dirname(path), { recursive: true });
    const file = openSync(path, 'w');
    for (const chunk of bytesOf(n)) {
      writeSync(file, chunk);
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  }
  process.stdout.write('.');
}
