/** What the headers of an upload or a download say. */
import { RequestProblem } from '../problems/request-problem.ts';

/** The file name of `Content-Disposition`, `filename*` (RFC 8187, UTF-8) before `filename`; null: none that can be read. */
export function fileNameOf(disposition: string | undefined): string | null {
  if (disposition === undefined || disposition.length > 4_096) return null;
  const extended = /(?:^|;)\s*filename\*\s*=\s*utf-8'[^']*'([^;\s]+)/i.exec(disposition)?.[1];
  if (extended !== undefined) return percentDecoded(extended);
  const quoted = /(?:^|;)\s*filename\s*=\s*"((?:[^"\\]|\\.)*)"/i.exec(disposition)?.[1];
  if (quoted !== undefined) return quoted.replace(/\\(["\\])/g, '$1');
  return /(?:^|;)\s*filename\s*=\s*([^";\s]+)/i.exec(disposition)?.[1] ?? null;
}

function percentDecoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}

/** `attachment` under a name, for old and new clients alike (RFC 6266, appendix D). */
export function dispositionOf(name: string): string {
  const plain = name.replace(/[^ !#$&+.0-9A-Z^_`a-z{}~()-]/g, '_');
  const extended = encodeURIComponent(name).replace(/['()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${extended}`;
}

/** SHA-256 in hex that the sender announced (RFC 9530, or RFC 3230 before it); null: none. @throws RequestProblem `bad-digest` */
export function digestOf(contentDigest: string | undefined, digest: string | undefined): string | null {
  if (contentDigest === undefined && digest === undefined) return null;
  const base64 =
    /(?:^|,)\s*sha-256\s*=\s*:([A-Za-z0-9+/]{43}=):/.exec(contentDigest ?? '')?.[1] ??
    /(?:^|,)\s*sha-256\s*=\s*([A-Za-z0-9+/]{43}=)/i.exec(digest ?? '')?.[1];
  if (base64 === undefined) throw new RequestProblem('bad-digest');
  return Buffer.from(base64, 'base64').toString('hex');
}

export interface ByteRange {
  readonly start: number;
  /** Included. */
  readonly end: number;
}

/**
 * The one range asked for; null: the whole file, also for several ranges at once and for what cannot be read (RFC 9110, 14.2).
 * @throws RequestProblem `range-not-satisfiable`
 */
export function rangeOf(header: string | undefined, size: number): ByteRange | null {
  const [, from = '', to = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '') ?? [];
  if (from === '' && to === '') return null;
  const start = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const end = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  if (from !== '' && to !== '' && Number(to) < Number(from)) return null;
  if (start >= size || (from === '' && Number(to) === 0))
    throw new RequestProblem('range-not-satisfiable', { headers: { 'Content-Range': `bytes */${size}` } });
  return { start, end };
}
