import { describe, expect, it } from '@jest/globals';
import { canonicalEvent, chainHash, FIRST_PREV_HASH } from '#event-log/chain';
import { foldedStates } from './folded-states.ts';
import { readStored, storedEvents, storedReleases } from './stored-releases.ts';

/** Logs as real releases wrote them. Never edit one: a red line here means that today's code reads the past differently. */
const releases = storedReleases().map(({ version }) => version);

describe.each(releases)('the log of %s', (release) => {
  /** A later release may remember more of the same events; what it remembered then, it remembers still. */
  it('still folds to the states it had', () =>
    expect(foldedStates(storedEvents(release))).toMatchObject(JSON.parse(readStored(release, 'states.json')) as object));
  it('still holds its chain', () => {
    const last = new Map<string, string>();
    for (const event of storedEvents(release)) {
      const prevHash = last.get(event.stream) ?? FIRST_PREV_HASH;
      expect(event.meta.prevHash).toBe(prevHash);
      expect(event.meta.hash).toBe(chainHash(prevHash, canonicalEvent(event)));
      last.set(event.stream, event.meta.hash ?? '');
    }
  });
});

it('there is at least one release', () => expect(releases.length).toBeGreaterThan(0));
