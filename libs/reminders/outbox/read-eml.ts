/** Reads back the mails that `composeMail` makes, and no others: two parts in base64. A reader of any mail would be a library. */
export interface ReadMail {
  readonly messageId: string;
  readonly date: string;
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** @returns null: not a mail of that form */
export function readEml(raw: Buffer): ReadMail | null {
  const { headers, body } = split(raw.toString('latin1'));
  const boundary = /^multipart\/alternative;.*\bboundary="([^"]+)"/.exec(headers.get('content-type') ?? '')?.[1];
  if (boundary === undefined) return null;
  const parts = body
    .split(`--${boundary}`)
    .slice(1, -1)
    .map((part) => split(part.replace(/^\r?\n/, '')));
  const text = contentOf(parts, 'text/plain');
  const html = contentOf(parts, 'text/html');
  if (text === null || html === null) return null;
  const header = (name: string): string => decoded(headers.get(name) ?? '');
  return {
    messageId: header('message-id'),
    date: header('date'),
    from: header('from'),
    to: header('to'),
    subject: header('subject'),
    text,
    html,
  };
}

interface Part {
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

function split(part: string): Part {
  const end = /\r?\n\r?\n/.exec(part);
  const head = end === null ? part : part.slice(0, end.index);
  const lines = head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/);
  const headers = new Map(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const;
    }),
  );
  return { headers, body: end === null ? '' : part.slice(end.index + end[0].length) };
}

function contentOf(parts: readonly Part[], type: string): string | null {
  const part = parts.find(({ headers }) => headers.get('content-type')?.startsWith(`${type};`));
  if (part?.headers.get('content-transfer-encoding') !== 'base64') return null;
  return Buffer.from(part.body, 'base64').toString('utf8');
}

/** Encoded words (RFC 2047); adjacent ones may share a character between them. */
const decoded = (header: string): string =>
  header.replace(/=\?utf-8\?[qb]\?[^?]*\?=(?:\s+=\?utf-8\?[qb]\?[^?]*\?=)*/gi, (words) =>
    Buffer.concat([...words.matchAll(/=\?utf-8\?([qb])\?([^?]*)\?=/gi)].map(([, kind = '', word = '']) => bytesOf(kind, word))).toString(
      'utf8',
    ),
  );

function bytesOf(kind: string, word: string): Buffer {
  if (kind.toLowerCase() === 'b') return Buffer.from(word, 'base64');
  const plain = word.replaceAll('_', ' ').replace(/=([0-9a-f]{2})/gi, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(plain, 'latin1');
}
