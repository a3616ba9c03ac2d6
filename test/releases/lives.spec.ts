import { beforeAll, describe, expect, it } from '@jest/globals';
import type { RecordedEvent } from '#event-log/event-log';
import { streamUpcasters } from '#lifecycle/stream.upcasters';
import { foldedStates } from './folded-states.ts';
import { lived } from './lived.ts';
import { said } from './lives.ts';

/** Needs a second stage graph of a programme, which no release has yet; the decider's own spec moves a project. */
const NOT_YET = ['MovedToDefinition'];

describe('the lives that the next release will record', () => {
  let events: readonly RecordedEvent[] = [];
  beforeAll(async () => {
    events = await lived('9.9.9');
  });

  it('are said to the end, one thing after the other, and nothing in vain', () => {
    const commands = new Set(events.map(({ meta }) => meta.commandId));
    expect(commands.size).toBe(said.length);
  });
  it('cause every type of event', () => {
    const caused = new Set(events.map(({ type }) => type));
    expect(
      Object.values(streamUpcasters)
        .flatMap(Object.keys)
        .filter((type) => !caused.has(type)),
    ).toEqual(NOT_YET);
  });
  it('end where they should', () => {
    const states = foldedStates(events) as Readonly<Record<string, { readonly status: string }>>;
    expect(
      Object.fromEntries(
        Object.entries(states).flatMap(([stream, { status }]) => (stream.startsWith('project-') ? [[stream.slice(8), status]] : [])),
      ),
    ).toEqual({
      settled: 'settled',
      stopped: 'settled',
      'left-out': 'proposed',
      failed: 'rejected',
      withdrawn: 'withdrawn',
      'not-eligible': 'not-eligible',
      'kept-for-later': 'kept-for-later',
      group: 'contracted',
      key: 'executing',
      storm: 'executing',
    });
  });
  it('are written the same every time', async () => expect(await lived('9.9.9')).toEqual(events));
});
