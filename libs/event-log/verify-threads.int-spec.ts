import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { anEvent } from './event-log.contract.ts';
import { positionOf } from './positions.ts';
import { SqliteLog } from './sqlite-log.ts';
import { StoredRows } from './stored-rows.ts';
import { verifyLog } from './verify.ts';

/** Twenty streams of 500 events one after the other: just large enough for two threads. */
const STREAM_EVENTS = 500;
const EVENTS = 20 * STREAM_EVENTS;
const SOUND = { events: EVENTS, streams: 20, ok: true, firstBad: null, unanchoredSince: null };

let directory: string;
let sound: string;
let victim: string;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'tiendo-verify-'));
  sound = join(directory, 'sound.sqlite');
  victim = join(directory, 'victim.sqlite');
  const log = await SqliteLog.open({ file: sound });
  for (let first = 0; first < EVENTS; first += STREAM_EVENTS) {
    const events = Array.from({ length: STREAM_EVENTS }, (_, n) => anEvent({ data: { mark: `event-${first + n + 1};` } }));
    await log.append(`project-${first / STREAM_EVENTS}`, 'no_stream', events);
  }
  await log.close();
});
afterAll(() => rmSync(directory, { recursive: true }));

/** One byte of the text of each of these events. */
function damageTexts(...positions: readonly number[]): void {
  const bytes = readFileSync(sound);
  for (const position of positions) bytes[bytes.indexOf(`event-${position};`)] = 'E'.charCodeAt(0);
  writeFileSync(victim, bytes);
}

it.each([false, true])('is found sound (alone: %s), and progress never falls', async (alone) => {
  const told: number[] = [];
  expect(await verifyLog(sound, (done) => told.push(done), { alone })).toEqual(SOUND);
  expect(told.length).toBeGreaterThan(1);
  expect(told).toEqual(told.toSorted((one, other) => one - other));
  if (alone) expect(told.at(-1)).toBe(EVENTS);
});

it.each([
  [1, [1, EVENTS]],
  [999, [999, 1_000, 1_001, 5_000]],
  [2_001, [9_999, 2_001, 6_500, 4_000]],
  [EVENTS, [EVENTS]],
])('the first bad event is %i, whichever thread finds it', async (first, all) => {
  damageTexts(...all);
  for (const alone of [false, true]) {
    const { events, streams, firstBad } = await verifyLog(victim, () => undefined, { alone });
    expect(firstBad).toMatchObject({ position: positionOf(first), problem: 'the hash is not that of the stored bytes' });
    expect({ events, streams }).toEqual({ events: first - 1, streams: Math.ceil((first - 1) / STREAM_EVENTS) });
  }
});

it.each([
  ['before', 4_200],
  ['after', 3_900],
])('a link that is broken %s the damaged texts counts as well', async (_, badText) => {
  damageTexts(badText, 9_000);
  const rows = new StoredRows(sound);
  const [[, , , prevHash, hash] = []] = rows.readLinks(3_999, 1);
  rows.close();
  const bytes = readFileSync(victim);
  const link = bytes.indexOf(`${prevHash}${hash}`); // The columns of one row lie side by side.
  bytes[link] = (bytes[link] as number) ^ 1;
  writeFileSync(victim, bytes);
  const { events, firstBad } = await verifyLog(victim);
  const first = Math.min(badText, 4_000);
  expect(firstBad).toMatchObject({
    position: positionOf(first),
    problem: expect.stringMatching(first === badText ? /^the hash/ : /^prev_hash/),
  });
  expect(events).toBe(first - 1);
});

it('is found sound beside a writer, as far as it went when that began', async () => {
  copyFileSync(sound, victim);
  const log = await SqliteLog.open({ file: victim });
  let writing = true;
  const writer = (async () => {
    for (let n = 0; writing; n++) await log.append(`later-${n}`, 'no_stream', [anEvent()]);
  })();
  for (let run = 0; run < 3; run++) {
    const { ok, events, firstBad } = await verifyLog(victim);
    expect({ ok, firstBad }).toEqual({ ok: true, firstBad: null });
    expect(events).toBeGreaterThanOrEqual(EVENTS);
  }
  writing = false;
  await writer;
  expect(Number(await log.head())).toBeGreaterThan(EVENTS);
  await log.close();
});

it('is not sound when only an index is wrong', async () => {
  const rows = new StoredRows(sound);
  const [entry] = rows.entries('id');
  rows.close();
  const bytes = readFileSync(sound);
  const id = Buffer.from(String(entry?.[0]));
  bytes[bytes.lastIndexOf(id)] = '1'.charCodeAt(0);
  writeFileSync(victim, bytes);
  expect((await verifyLog(victim)).firstBad).toMatchObject({ position: null, problem: expect.stringMatching(/index/) });
});
