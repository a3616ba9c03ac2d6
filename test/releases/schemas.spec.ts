import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { packageRoot } from '#config/package-root';
import type { RecordedEvent } from '#event-log/event-log';
import { streamUpcasters } from '#lifecycle/stream.upcasters';
import { upcast, versionOf } from '#lifecycle/upcast';
import { histories } from '#testkit/histories';
import { stoppedLife, wholeLife } from '#testkit/whole-lives.fixture';
import { committedSchemas, EventChecker, type Typed } from './event-checker.ts';
import { type EventSchema, eventSchemas, schemaDigest, schemaName, SCHEMAS } from './event-schemas.ts';
import { lived } from './lived.ts';
import { schemasPage } from './schemas-page.ts';
import { publishedSchemas, storedEvents, storedReleases } from './stored-releases.ts';

const releases = storedReleases().map(({ version }) => version);
const checker = new EventChecker();
const faultsOf = (events: Iterable<Typed>): readonly string[] => [...events].flatMap((event) => checker.faultsOf(event));

/** A stored event as today's code reads it. */
function today({ stream, type, version, data }: RecordedEvent): Typed {
  const upcasters = streamUpcasters[stream.slice(0, stream.indexOf('-'))] ?? {};
  const event = upcast<{ readonly type: string; readonly data: object }>(upcasters, type, version, data);
  return { ...event, version: versionOf(upcasters, type) };
}

describe('the schemas of the events', () => {
  let made: readonly EventSchema[] = [];
  let now: readonly RecordedEvent[] = [];
  beforeAll(async () => {
    made = eventSchemas();
    now = await lived('0.0.0');
  }, 120_000);

  it('are those of the event types, for every type that this build knows', () => {
    const known = Object.values(streamUpcasters).flatMap((upcasters) =>
      Object.keys(upcasters).map((type) => schemaName({ type, version: versionOf(upcasters, type) })),
    );
    expect(made.map(schemaName).toSorted()).toEqual(known.toSorted());
    const committed = committedSchemas();
    for (const one of made) expect(committed.get(schemaName(one))).toEqual(one.schema);
  });

  it('are there for every older version, and for nothing else', () => {
    const wanted = made.flatMap(({ type, version }) =>
      Array.from({ length: version }, (_, index) => schemaName({ type, version: index + 1 })),
    );
    expect([...committedSchemas().keys()].toSorted()).toEqual(wanted.toSorted());
  });

  it('are listed', () => expect(readFileSync(join(packageRoot(), SCHEMAS, 'README.md'), 'utf8')).toBe(schemasPage(made, now)));

  it('of a release never change, but for their words', () => {
    const committed = committedSchemas();
    for (const version of releases)
      for (const [name, digest] of Object.entries(publishedSchemas(version)))
        expect({ version, name, digest: schemaDigest(committed.get(name) ?? null) }).toEqual({ version, name, digest });
  });

  it('hold for everything that today’s write path writes', () => expect(faultsOf(now)).toEqual([]));

  it('hold for the lives that tests and benches are fed with', () => {
    expect(faultsOf([...histories({ projects: 200, seed: 7 })].map(({ event }) => event))).toEqual([]);
    expect(faultsOf([...wholeLife, ...stoppedLife].map(({ event }) => ({ ...event, version: 1 })))).toEqual([]);
  });

  describe.each(releases)('and the log of %s', (release) => {
    it('fits, each event its own version', () => expect(faultsOf(storedEvents(release))).toEqual([]));
    it('reads as events of today', () => expect(faultsOf(storedEvents(release).map(today))).toEqual([]));
  });
});

describe('an event that is not what its type and version say', () => {
  const stored = (type: string): RecordedEvent => {
    const found = releases.flatMap(storedEvents).find((event) => event.type === type);
    if (found === undefined) throw new Error(`no release has stored ${type}`);
    return found;
  };
  const with_ = (type: string, more: object): Typed => ({ ...stored(type), data: { ...stored(type).data, ...more } });

  it.each<[string, Typed, string]>([
    ['an amount in fractions of a đồng', with_('AdvancePaid', { amount: 0.5 }), '/amount must be integer'],
    ['an amount over 10^15', with_('AdvancePaid', { amount: 1e15 + 1 }), '/amount must be <= 1000000000000000'],
    ['an amount as text', with_('AdvancePaid', { amount: '1' }), '/amount must be integer'],
    ['a day that is none', with_('ContractConcluded', { endsOn: '2022-02-30' }), '/endsOn must match format "date"'],
    ['a field that nobody knows', with_('AdvancePaid', { paidBy: 'x' }), ' must NOT have additional properties'],
    ['a field too few', { ...stored('AdvancePaid'), data: {} }, " must have required property 'amount'"],
    ['a tranche that there is not', with_('AdvancePaid', { tranche: 'last' }), '/tranche must be equal to one of the allowed values'],
  ])('%s is found', (_, event, fault) => expect(checker.faultsOf(event)).toContain(`${schemaName(event)}${fault}`));

  it('is found by a type or version that has no schema', () => {
    expect(checker.faultsOf({ ...stored('AdvancePaid'), version: 2 })).toEqual(['AdvancePaid.v2 has no schema']);
    expect(checker.faultsOf({ ...stored('AdvancePaid'), type: 'ProjectBlessed' })).toEqual(['ProjectBlessed.v1 has no schema']);
  });
});

describe('the digest of a schema', () => {
  const [schema] = [...committedSchemas().values()] as [object];
  it('does not mind how it is explained', () => expect(schemaDigest({ ...schema, description: 'Other words' })).toBe(schemaDigest(schema)));
  it('minds what it demands', () => expect(schemaDigest({ ...schema, additionalProperties: true })).not.toBe(schemaDigest(schema)));
});
