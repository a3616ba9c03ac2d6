/** The tables of test/bad-inputs: what is sent, and what must come back. */
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { packageRoot } from '#config/package-root';

/** Text in parts; `[text, n]` stands for the text n times. */
type Parts = string | readonly (string | readonly [string, number])[];

type BodySpec =
  | { readonly json: unknown }
  /** A survey that is taken, but for these fields. `{repeat: [text, n], after?}` stands for a long text. */
  | { readonly need: Readonly<Record<string, unknown>> }
  /** The same with one field as raw JSON. */
  | { readonly field: readonly [string, string] }
  | { readonly withdrawal: Readonly<Record<string, unknown>> }
  | { readonly text: readonly (string | readonly [string, number] | BodySpec)[] }
  | { readonly base64: string }
  /** So many zeros, compressed. */
  | { readonly gzip: number }
  | { readonly gzipOf: BodySpec };

export interface BadInput {
  readonly row: number;
  readonly name: string;
  readonly method?: string;
  /** `{project}`, `{ended}`, `{withdrawn}`, `{paying}`, `{accepted}`, `{appraising}`, `{file}` stand for what the target has. */
  readonly path?: Parts;
  /** null takes a header away that would be sent otherwise; `{paying_tag}` stands for the tag of a project. */
  readonly headers?: Readonly<Record<string, Parts | null>>;
  readonly body?: BodySpec;
  /** Sent as it is over a socket, and then silence. */
  readonly raw?: string;
  /** Only a timeout ends it: it may take longer than the others. */
  readonly slow?: boolean;
  /** So often at once, with one key. */
  readonly times?: number;
  /** Only where the API has this address. */
  readonly needs?: string;
  /** What a good answer holds. */
  readonly answer?: Readonly<Record<string, Parts>>;
  readonly expect: {
    readonly status: readonly number[];
    readonly code?: string;
    /** One of the faults, as `/pointer code`. */
    readonly fault?: string;
    /** One of these, instead of `code`. */
    readonly codes?: readonly string[];
  };
}

export interface HttpRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | null;
}

const folder = (): string => join(packageRoot(), 'test/bad-inputs');
const read = (name: string): unknown => JSON.parse(readFileSync(join(folder(), name), 'utf8'));

/** Every row of the tables, by table; `waiting` are those whose address the API does not have yet. */
export function badInputs(): { readonly tables: Readonly<Record<string, readonly BadInput[]>>; readonly waiting: readonly BadInput[] } {
  const { paths } = JSON.parse(readFileSync(join(packageRoot(), 'docs/reference/openapi.json'), 'utf8')) as { readonly paths: object };
  const isThere = ({ needs }: BadInput): boolean => needs === undefined || needs in paths;
  const names = readdirSync(folder()).filter((name) => name.endsWith('.json') && name !== 'later.json');
  const all = names.map((name) => [name.replace('.json', ''), read(name) as readonly BadInput[]] as const);
  return {
    tables: Object.fromEntries(
      all.map(([name, inputs]) => [name, inputs.filter(isThere)] as const).filter(([, inputs]) => inputs.length > 0),
    ),
    waiting: all.flatMap(([, inputs]) => inputs.filter((input) => !isThere(input))),
  };
}

/** Rows whose subject is not there yet, or not an input of HTTP, and why. */
export const laterRows = (): Readonly<Record<string, string>> => read('later.json') as Record<string, string>;

export const textOf = (parts: Parts): string =>
  typeof parts === 'string' ? parts : parts.map((part) => (typeof part === 'string' ? part : part[0].repeat(part[1]))).join('');

export function requestOf(
  { method = 'GET', path = '/', headers = {}, body }: BadInput,
  places: Readonly<Record<string, string>>,
): HttpRequest {
  const placed = (text: string): string => text.replace(/\{(\w+)\}/g, (place, name: string) => places[name] ?? place);
  const bytes = body === undefined ? null : bytesOf(body);
  const own = bytes === null ? {} : { 'content-type': 'application/json', 'idempotency-key': randomUUID() };
  const all = Object.entries({ 'tiendo-demo-identity': 'demo:centre-officer', ...own, ...headers });
  const sent = all.flatMap(([name, value]) => (value === null ? [] : [[name, placed(textOf(value))] as const]));
  return { method, path: placed(textOf(path)), headers: Object.fromEntries(sent), body: bytes };
}

let codes = 0;
/** A project code that nobody had before. */
const freshCode = (): string => `KCDP-2027-38-${String((codes = (codes + 1) % 100_000)).padStart(5, '0')}`;

const need = (): Record<string, unknown> => ({
  occurredOn: '2026-11-01',
  code: freshCode(),
  source: 'KCDP',
  planYear: 2027,
  province: { set: 'vn34', code: '38' },
  commune: 'Xã Hoằng Hóa',
  content: 'ND3b',
  beneficiary: { name: 'Công ty TNHH Mây tre', taxCode: null },
  outcome: 'recorded',
});

function bytesOf(spec: BodySpec): Buffer {
  if ('base64' in spec) return Buffer.from(spec.base64, 'base64');
  if ('gzip' in spec) return gzipSync(Buffer.alloc(spec.gzip));
  if ('gzipOf' in spec) return gzipSync(bytesOf(spec.gzipOf));
  return Buffer.from(bodyText(spec));
}

function bodyText(spec: BodySpec): string {
  if ('json' in spec) return JSON.stringify(spec.json);
  if ('need' in spec) return JSON.stringify({ ...need(), ...(repeated(spec.need) as object) });
  if ('withdrawal' in spec) return JSON.stringify({ occurredOn: '2026-11-02', reason: 'Không còn nhu cầu', ...spec.withdrawal });
  if ('field' in spec)
    return JSON.stringify({ ...need(), [spec.field[0]]: '{}' }).replace(`"${spec.field[0]}":"{}"`, `"${spec.field[0]}":${spec.field[1]}`);
  if (!('text' in spec)) throw new Error('a body that is bytes is no part of a text');
  return spec.text.map((part) => (typeof part === 'string' ? part : 'length' in part ? part[0].repeat(part[1]) : bodyText(part))).join('');
}

function repeated(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const { repeat, after = '' } = value as { readonly repeat?: readonly [string, number]; readonly after?: string };
  if (repeat !== undefined) return `${after}${repeat[0].repeat(repeat[1])}`;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, repeated(part)]));
}
