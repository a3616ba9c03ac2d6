import { hash } from 'node:crypto';
import type { JsonObject, Meta } from './event-log.ts';
import { canonicalJson } from './canonical.ts';

/** `prevHash` of the first event of every stream. */
export const FIRST_PREV_HASH = '0'.repeat(64);

/** What an event's hash covers: everything but its position, so that a log can be copied to another adapter. */
export interface HashedEvent {
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly version: number;
  readonly data: JsonObject;
  /** `prevHash` and `hash`, if there, are left out. */
  readonly meta: Meta;
}

/**
 * RFC 8785 canonical JSON of the seven hashed fields: the bytes that SQLite stores and that `verify` hashes.
 * @throws TypeError data or metadata that JSON cannot carry unchanged
 */
export function canonicalEvent({ id, stream, revision, type, version, data, meta }: HashedEvent): string {
  return canonicalJson({ id, stream, revision, type, version, data, meta: withoutHashes(meta) });
}

/** Lower-case hex SHA-256 of UTF-8(prevHash + canonical). */
export const chainHash = (prevHash: string, canonical: string): string => hash('sha256', prevHash + canonical, 'hex');

function withoutHashes(meta: Meta): Meta {
  if (!('hash' in meta || 'prevHash' in meta)) return meta;
  return Object.fromEntries(Object.entries(meta).filter(([key]) => key !== 'hash' && key !== 'prevHash'));
}
