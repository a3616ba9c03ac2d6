import { beforeEach, describe, expect, it } from '@jest/globals';
import { Commands } from '#commands/handle';
import { contactKind } from '#commands/stream-kind';
import { MemoryLog } from '#event-log/memory-log';
import type { ContactCommand } from '#lifecycle/contact/contact.decider';
import { contactStream } from '#lifecycle/contact/contact.events';
import { contactAs } from '#lifecycle/contact/contact.fixture';
import { ContactDirectory } from './contact-directory.ts';
import { hashOfSecret, newSecret } from './secrets.ts';

const by = { occurredOn: '2022-10-01', actor: 'u-1', role: 'operator' } as const;
const [TODAY, SECRET] = ['2022-10-15', newSecret()];

let log: MemoryLog;
let commands: Commands;
let directory: ContactDirectory;
/** What the directory is told to have been reached, and the streams that it read. */
let told: Map<string, number>;
let reads: string[];
let said = 0;

async function say(person: string, command: ContactCommand): Promise<void> {
  const commandId = `0190a000-0000-7000-8000-${String((said += 1)).padStart(12, '0')}`;
  const { revision } = await commands.handle(contactKind, contactStream(person), {
    command,
    trace: { commandId, correlationId: commandId },
  });
  told.set(contactStream(person), revision);
}
const record = (person: string, more: object = {}): Promise<void> =>
  say(person, { ...by, type: 'RecordContact', contact: contactAs('centre-officer', { person, ...more }) });

beforeEach(() => {
  log = new MemoryLog();
  commands = new Commands(log, { now: () => `${TODAY}T03:00:00.000Z` });
  [told, reads] = [new Map(), []];
  const readStream = log.readStream.bind(log);
  log.readStream = (stream, options) => {
    reads.push(stream);
    return readStream(stream, options);
  };
  directory = new ContactDirectory(
    () => log,
    () => [...told].map(([stream, revision]) => ({ stream, revision })),
  );
});

describe('the directory', () => {
  it('is empty at first, then has every contact by person', async () => {
    expect(await directory.all()).toEqual([]);
    await record('th-02');
    await record('th-01', { name: 'Cán bộ một' });
    expect((await directory.all()).map(({ contact: { person }, revision }) => [person, revision])).toEqual([
      ['th-01', 0],
      ['th-02', 0],
    ]);
  });

  it('reads only what has gone on', async () => {
    await record('th-01');
    await record('th-02');
    await directory.all();
    reads = [];
    await directory.all();
    expect(reads).toEqual([]);
    await record('th-02', { email: null });
    reads = [];
    expect((await directory.all()).map(({ contact: { email }, revision }) => [email, revision])).toEqual([
      ['centre-officer@example.invalid', 0],
      [null, 1],
    ]);
    expect(new Set(reads)).toEqual(new Set([contactStream('th-02')]));
  });

  it('passes over a stream that a restored log no longer has', async () => {
    await record('th-01');
    told.set(contactStream('th-09'), 3);
    expect(await directory.all()).toHaveLength(1);
  });

  it('says by whom a contact ended and what was read', async () => {
    await record('th-01');
    await say('th-01', { ...by, type: 'EndContact', person: 'th-01', lastDay: '2022-10-31', reason: 'Nghỉ hưu' });
    const delivery = 'reminder-delivery~th-01~2022-10-01~email';
    await say('th-01', { ...by, type: 'MarkInboxRead', person: 'th-01', deliveries: [delivery] });
    expect(await directory.all()).toMatchObject([
      { contact: { activeTo: '2022-10-31' }, ended: { reason: 'Nghỉ hưu' }, read: new Set([delivery]) },
    ]);
  });
});

describe('a feed', () => {
  const open = (person: string, secret: string): Promise<void> =>
    say(person, { ...by, type: 'OpenFeed', person, secretSha256: hashOfSecret(secret) });

  it('is found by its secret, by nothing else, and not by what is stored of it', async () => {
    await record('th-01');
    await record('th-02');
    await open('th-01', SECRET);
    expect((await directory.ofFeed(SECRET, TODAY))?.contact.person).toBe('th-01');
    for (const other of ['', `${SECRET}x`, hashOfSecret(SECRET), newSecret()]) expect(await directory.ofFeed(other, TODAY)).toBeNull();
  });

  it('ends with a new one, with its revocation and with its contact', async () => {
    await record('th-01', { activeFrom: '2022-01-01', activeTo: '2022-12-31' });
    await open('th-01', SECRET);
    const opened = async (secret: string, day = TODAY): Promise<boolean> => (await directory.ofFeed(secret, day)) !== null;
    expect([await opened(SECRET, '2021-12-31'), await opened(SECRET, '2022-12-31'), await opened(SECRET, '2023-01-01')]).toEqual([
      false,
      true,
      false,
    ]);
    const later = newSecret();
    await open('th-01', later);
    expect([await opened(SECRET), await opened(later)]).toEqual([false, true]);
    await say('th-01', { ...by, type: 'RevokeFeed', person: 'th-01', reason: 'Lộ địa chỉ' });
    expect(await opened(later)).toBe(false);
  });
});

it('a secret is of 256 bits, in letters of an address, and never the same', () => {
  const many = Array.from({ length: 1_000 }, newSecret);
  expect(new Set(many).size).toBe(1_000);
  for (const secret of many) expect(secret).toMatch(/^[A-Za-z0-9_-]{43}$/);
});
