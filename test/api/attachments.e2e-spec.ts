import { createHash } from 'node:crypto';
import { readdirSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Attachment } from '#contracts/attachments';
import type { Problem } from '#contracts/problem';
import { newDataDir, removeDataDir, Served } from './served.ts';

const dataDir = newDataDir();
let api: Served & { readonly url: string };
beforeAll(async () => (api = await Served.start([], { TIENDO_DATA: dataDir, TIENDO_ATTACHMENT_MAX: '1' })), 120_000);
afterAll(async () => {
  await api.stop();
  removeDataDir(dataDir);
});

const PDF = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n');
const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
const ZIP = Buffer.from(
  '504b03040a0000000000000021000000000000000000000000000100000061504b01021e030a00000000000000210000000000000000000000000001000000000000000000000000000000000061504b050600000000010001002f0000001f0000000000',
  'hex',
);

interface Sent {
  readonly bytes?: Buffer;
  readonly type?: string;
  readonly name?: string;
  readonly headers?: Readonly<Record<string, string>>;
}
const upload = ({
  bytes = PDF,
  type = 'application/pdf',
  name = "filename*=UTF-8''Quy%E1%BA%BFt%20%C4%91%E1%BB%8Bnh.pdf",
  headers = {},
}: Sent): Promise<Response> =>
  fetch(`${api.url}/api/v1/attachments`, {
    method: 'POST',
    headers: { 'content-type': type, 'content-disposition': `attachment; ${name}`, ...headers },
    body: new Uint8Array(bytes),
  });
const sha256Of = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const refused = async (response: Response): Promise<readonly [number, string]> => [
  response.status,
  ((await response.json()) as Problem).code,
];
const stored = (): readonly string[] =>
  readdirSync(join(dataDir, 'attachments'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
    .sort();

describe('a file', () => {
  it('is uploaded once, and comes back byte for byte', async () => {
    const first = await upload({ headers: { 'content-digest': `sha-256=:${createHash('sha256').update(PDF).digest('base64')}:` } });
    const sha256 = sha256Of(PDF);
    expect([first.status, first.headers.get('location'), first.headers.get('etag')]).toEqual([
      201,
      `/api/v1/attachments/${sha256}`,
      `"${sha256}"`,
    ]);
    expect((await first.json()) as Attachment).toEqual({ sha256, size: PDF.length, mediaType: 'application/pdf', name: 'Quyết định.pdf' });
    expect((await upload({ name: 'filename="other.pdf"' })).status).toBe(200);
    expect(stored()).toEqual([sha256]);

    const back = await fetch(`${api.url}/api/v1/attachments/${sha256}?name=${encodeURIComponent('Biên bản.pdf')}`);
    expect(Buffer.from(await back.arrayBuffer())).toEqual(PDF);
    expect(
      Object.fromEntries(
        ['content-type', 'content-disposition', 'x-content-type-options', 'content-length'].map((name) => [name, back.headers.get(name)]),
      ),
    ).toEqual({
      'content-type': 'application/pdf',
      'content-disposition': 'attachment; filename="Bi_n b_n.pdf"; filename*=UTF-8\'\'Bi%C3%AAn%20b%E1%BA%A3n.pdf',
      'x-content-type-options': 'nosniff',
      'content-length': String(PDF.length),
    });
  });

  it('is read in one range, and never in many', async () => {
    const address = `${api.url}/api/v1/attachments/${((await (await upload({})).json()) as Attachment).sha256}`;
    const part = await fetch(address, { headers: { range: 'bytes=1-3' } });
    expect([part.status, await part.text(), part.headers.get('content-range')]).toEqual([206, 'PDF', `bytes 1-3/${PDF.length}`]);
    const many = await fetch(address, {
      headers: { range: `bytes=${Array.from({ length: 1_000 }, (_, n) => `${2 * n}-${2 * n + 1}`).join(',')}` },
    });
    expect([many.status, (await many.arrayBuffer()).byteLength]).toEqual([200, PDF.length]);
    const beyond = await fetch(address, { headers: { range: 'bytes=999-' } });
    expect([beyond.headers.get('content-range'), ...(await refused(beyond))]).toEqual([
      `bytes */${PDF.length}`,
      416,
      'range-not-satisfiable',
    ]);
    expect((await fetch(address, { headers: { 'if-none-match': `"${sha256Of(PDF)}"` } })).status).toBe(304);
    expect([
      (await fetch(address, { method: 'HEAD' })).status,
      (await fetch(address, { headers: { accept: 'application/pdf' } })).status,
    ]).toEqual([200, 200]);
  });

  it.each<[string, Sent, number, string]>([
    ['that is empty', { bytes: Buffer.alloc(0) }, 422, 'empty-file'],
    ['of another type than declared', { bytes: PNG }, 422, 'type-mismatch'],
    [
      'that is an archive',
      { bytes: ZIP, type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' },
      422,
      'type-mismatch',
    ],
    ['that is no text', { bytes: Buffer.from('a,b\n\u0000'), type: 'text/csv' }, 422, 'type-mismatch'],
    ['that is not UTF-8', { bytes: Buffer.from([0x61, 0xff]), type: 'text/plain' }, 422, 'type-mismatch'],
    ['of a type that nobody attaches', { type: 'application/zip' }, 415, 'unsupported-media-type'],
    ['without a name', { name: '' }, 422, 'bad-file-name'],
    ['with a name of which nothing remains', { name: "filename*=UTF-8''%2E%2E%2F" }, 422, 'bad-file-name'],
    ['that is compressed', { headers: { 'content-encoding': 'gzip' } }, 415, 'unsupported-encoding'],
    ['over the limit', { bytes: Buffer.alloc(1024 * 1024 + 1, 'x'), type: 'text/plain' }, 413, 'payload-too-large'],
    ['that arrived changed', { headers: { 'content-digest': `sha-256=:${'A'.repeat(43)}=:` } }, 422, 'digest-mismatch'],
    ['with a digest of no kind', { headers: { 'content-digest': 'md5=:x:' } }, 400, 'bad-digest'],
  ])('%s is refused and not kept', async (_how, sent, status, code) => {
    const before = stored();
    expect(await refused(await upload(sent))).toEqual([status, code]);
    expect(stored()).toEqual(before);
  });

  it('over the limit without a length is cut off', async () => {
    const status = await new Promise((resolve, reject) => {
      const request = httpRequest(`${api.url}/api/v1/attachments`, {
        method: 'POST',
        headers: { 'content-type': 'text/plain', 'content-disposition': 'attachment; filename=x.txt' },
      });
      request.on('response', (response) => resolve(response.statusCode)).on('error', reject);
      for (let n = 0; n < 20; n++) request.write(Buffer.alloc(64 * 1024, 'x'));
    });
    expect(status).toBe(413);
  });

  it('that is not there is 404, whatever its name', async () => {
    for (const name of ['0'.repeat(64), 'x', 'A'.repeat(64)]) {
      expect(await refused(await fetch(`${api.url}/api/v1/attachments/${name}`))).toEqual([404, 'attachment-not-found']);
    }
  });

  it('that was changed on disk is not handed out', async () => {
    const { sha256 } = (await (
      await upload({ bytes: Buffer.from('một'), type: 'text/plain', name: 'filename=a.txt' })
    ).json()) as Attachment;
    writeFileSync(join(dataDir, 'attachments/sha256', sha256.slice(0, 2), sha256.slice(2, 4), sha256), 'hai');
    expect(await refused(await fetch(`${api.url}/api/v1/attachments/${sha256}`))).toEqual([503, 'attachment-damaged']);
  });
});
