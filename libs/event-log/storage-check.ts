import { KeyedDigest, minus } from './keyed-digest.ts';
import { damage } from './stored-damage.ts';
import type { IndexEntry, StoredRows } from './stored-rows.ts';
import type { IndexSums, Shares } from './text-checks.ts';

/** What is wrong with the file; or what its indexes hold of the events that were counted, to be compared with these. */
export type StorageVerdict = { readonly problem: string } | IndexSums;

/** SQLite's own check of pages and rows, then both indexes from end to end: about 2 µs an event, without a pause. */
export function checkStorage(rows: StoredRows, shares: Pick<Shares, 'total' | 'key'>): StorageVerdict {
  try {
    const problem = rows.pagesProblem();
    return problem === null ? rows.atOneMoment(() => indexSums(rows, shares)) : { problem };
  } catch (error) {
    return { problem: damage(error) };
  }
}

/** Both indexes, compared with nothing but their own order yet. Call it at one moment of the log. */
export function indexSums(rows: StoredRows, { total, key }: Pick<Shares, 'total' | 'key'>): StorageVerdict {
  const [ids, places, laterIds, laterPlaces] = [new KeyedDigest(key), new KeyedDigest(key), new KeyedDigest(key), new KeyedDigest(key)];
  if (!inOrder(rows.entries('id'), ids, follows.id)) return { problem: 'the index of ids is not in order' };
  if (!inOrder(rows.entries('stream'), places, follows.stream)) return { problem: 'the index of streams and revisions is not in order' };
  // What was appended since the events were counted is in the indexes, and nobody checks it.
  for (const [position, stream, revision, id] of rows.named(total)) {
    laterIds.add(id, 0, position);
    laterPlaces.add(stream, revision, position);
  }
  return { ids: minus(ids.sum, laterIds.sum), places: minus(places.sum, laterPlaces.sum) };
}

/** Adds up an index. Strictly rising, else a search would miss entries, or find two. */
function inOrder(entries: Iterable<IndexEntry>, digest: KeyedDigest, follow: typeof follows.id): boolean {
  let [lastText, lastRevision] = ['', -1];
  for (const [text, revision, position] of entries) {
    // Ids and names of streams are ASCII: the order of bytes is that of strings, and U+FFFD stands for a byte that is not UTF-8.
    if (typeof text !== 'string' || typeof revision !== 'number' || text.includes('\ufffd')) return false;
    if (!follow(text, revision, lastText, lastRevision)) return false;
    digest.add(text, revision, position);
    [lastText, lastRevision] = [text, revision];
  }
  return true;
}

const follows = {
  id: (text: string, _revision: number, lastText: string, _lastRevision: number): boolean => text > lastText,
  stream: (text: string, revision: number, lastText: string, lastRevision: number): boolean =>
    text === lastText ? revision === lastRevision + 1 : text > lastText && revision === 0,
};
