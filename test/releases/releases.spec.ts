import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { canonicalEvent, chainHash, FIRST_PREV_HASH } from '#event-log/chain';
import type { RecordedEvent } from '#event-log/event-log';
import { foldedStates } from './folded-states.ts';

/** Logs as real releases wrote them. Never edit one: a red line here means that today's code reads the past differently. */
const histories = join(import.meta.dirname, '../histories');
const releases = readdirSync(histories, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
const read = (release: string, file: string): string => readFileSync(join(histories, release, file), 'utf8');
const eventsOf = (release: string): RecordedEvent[] =>
  read(release, 'events.jsonl')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as RecordedEvent);

describe.each(releases)('the log of %s', (release) => {
  /** A later release may remember more of the same events; what it remembered then, it remembers still. */
  it('still folds to the states it had', () =>
    expect(foldedStates(eventsOf(release))).toMatchObject(JSON.parse(read(release, 'states.json')) as object));
  it('still holds its chain', () => {
    const last = new Map<string, string>();
    for (const event of eventsOf(release)) {
      const prevHash = last.get(event.stream) ?? FIRST_PREV_HASH;
      expect(event.meta.prevHash).toBe(prevHash);
      expect(event.meta.hash).toBe(chainHash(prevHash, canonicalEvent(event)));
      last.set(event.stream, event.meta.hash ?? '');
    }
  });
});

it('there is at least one release', () => expect(releases.length).toBeGreaterThan(0));
