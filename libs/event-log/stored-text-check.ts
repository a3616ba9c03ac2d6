import { parseCanonical } from './canonical.ts';
import { chainHash, type HashedEvent } from './chain.ts';
import type { StoredRow, StoredRows } from './stored-rows.ts';

/** Checks that the hash is that of the stored bytes, that they are canonical, and that every column says what they say: of one event alone. */
export function problemInText(row: StoredRow, rows: StoredRows): string | null {
  const [position, stream, revision, id, type, version, recordedAt, canonical, prevHash, hash] = row;
  // In a damaged file any column may hold anything.
  if (![stream, id, canonical, prevHash].every((text) => typeof text === 'string')) return 'a column that is no text';
  if (chainHash(prevHash, canonical) !== hash) return 'the hash is not that of the stored bytes';
  // A byte that is not UTF-8 reads as U+FFFD: a text without it was read unchanged, one with it is compared byte for byte.
  if (canonical.includes('\ufffd') && !Buffer.from(canonical).equals(rows.bytesAt(position))) return 'the stored bytes are not UTF-8';

  const parsed = parseCanonical(canonical) as Partial<HashedEvent> | null;
  if (parsed === null) return 'the stored bytes are not canonical JSON';
  if (parsed.stream !== stream || parsed.revision !== revision) return 'stream or revision differ from the stored bytes';
  if (parsed.id !== id) return 'id differs from the stored bytes';
  if (parsed.type !== type || parsed.version !== version) return 'type or version differ from the stored bytes';
  if (parsed.meta?.['recordedAt'] !== recordedAt) return 'recorded_at differs from the stored bytes';
  return null;
}
