import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CommandAnswer, Ready } from '#contracts/service';
import { Served } from '../api/served.ts';
import { surveyOf } from '../faults/inputs-survey.ts';
import { KurrentDouble } from './kurrent-double.ts';

const EX_TEMPFAIL = 75;
const LONG_MS = 120_000;
const folder = mkdtempSync(join(tmpdir(), 'tiendo-went-back-'));
let double: KurrentDouble;
let api: Served & { readonly url: string };
const start = async (): Promise<Served & { readonly url: string }> =>
  (api = await Served.start([], { TIENDO_LOG: double.address, TIENDO_DATA: join(folder, 'data') }));

beforeAll(async () => {
  double = await KurrentDouble.start();
  await start();
}, LONG_MS);
afterAll(async () => {
  await api.stop();
  await double.discard();
  rmSync(folder, { recursive: true, force: true });
});

async function survey(number: string): Promise<CommandAnswer> {
  const headers = { 'content-type': 'application/json', 'idempotency-key': randomUUID(), 'tiendo-demo-identity': 'demo:centre-officer' };
  const answer = await fetch(`${api.url}/api/v1/projects`, {
    method: 'POST',
    headers,
    body: JSON.stringify(surveyOf('2026-11-02', number)),
  });
  expect(answer.status).toBe(201);
  return (await answer.json()) as CommandAnswer;
}
/** @param position which is waited for */
const listed = async (position?: string): Promise<readonly string[]> => {
  const answer = await fetch(`${api.url}/api/v1/projects`, {
    headers: position === undefined ? {} : { prefer: 'wait=10', 'tiendo-position': position },
  });
  return ((await answer.json()) as { readonly items: readonly { readonly code: string }[] }).items.map(({ code }) => code).sort();
};
const ready = async (): Promise<Ready> => (await (await fetch(`${api.url}/health/ready`)).json()) as Ready;

describe('a replica whose log goes back behind what it has read', () => {
  it(
    'ends to be started again, forgets what it derived, and keeps quiet until people have reconciled',
    async () => {
      const kept = await survey('001');
      const lost = await survey('002');
      expect(await listed(String(lost.position))).toEqual(['KCQG-2027-38-001', 'KCQG-2027-38-002']);
      double.rewind(1);
      expect(await api.ended()).toMatchObject({ code: EX_TEMPFAIL });

      await start();
      expect(await listed(String(kept.position))).toEqual(['KCQG-2027-38-001']);
      expect(await ready()).toMatchObject({ status: 'ready', restored: { cause: 'older-log', generation: 2 } });
      const again = await survey('002');
      expect(await listed(String(again.position))).toEqual(['KCQG-2027-38-001', 'KCQG-2027-38-002']);
    },
    LONG_MS,
  );

  it(
    'notices it at its start, too, when it was down meanwhile',
    async () => {
      const last = await survey('003');
      await listed(String(last.position));
      await api.stop();
      double.rewind(1);
      await start();
      expect((await ready()).restored).toMatchObject({ cause: 'older-log', generation: 3 });
      expect(await listed()).toEqual(['KCQG-2027-38-001', 'KCQG-2027-38-002']);
    },
    LONG_MS,
  );

  it(
    'answers questions while the server is away, says why it is not ready, and goes on when it is back',
    async () => {
      await double.stop();
      const away = await fetch(`${api.url}/health/ready`);
      expect([away.status, await away.text()]).toEqual([503, expect.stringContaining('log:unreachable')]);
      expect(await listed()).toEqual(['KCQG-2027-38-001', 'KCQG-2027-38-002']);
      await double.start();
      for (const until = Date.now() + 60_000; Date.now() < until && (await fetch(`${api.url}/health/ready`)).status !== 200;)
        await sleep(200);
      const last = await survey('004');
      expect(await listed(String(last.position))).toHaveLength(3);
    },
    LONG_MS,
  );
});
