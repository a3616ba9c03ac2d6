import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Problem } from '#contracts/problem';
import type { CommandAnswer } from '#contracts/service';
import { Replica } from '../faults/cluster/replica.ts';
import { surveyOf } from '../faults/inputs-survey.ts';
import { KurrentDouble } from './kurrent-double.ts';

const LONG_MS = 120_000;
const folder = mkdtempSync(join(tmpdir(), 'tiendo-replicas-'));
const who = { 'content-type': 'application/json', 'tiendo-demo-identity': 'demo:centre-officer' };
let double: KurrentDouble;
let [a, b]: [Replica, Replica] = [] as never;

beforeAll(async () => {
  double = await KurrentDouble.start();
  [a, b] = ['a', 'b'].map((name) => new Replica(name, { folder, log: double.address })) as [Replica, Replica];
  await Promise.all([a.start(), b.start()]);
}, LONG_MS);
afterAll(async () => {
  await Promise.all([a.end('SIGTERM'), b.end('SIGTERM')]);
  await double.discard();
  rmSync(folder, { recursive: true, force: true });
});

function survey(by: Replica, number: number, key: string = randomUUID()): Promise<Response> {
  const body = JSON.stringify(surveyOf('2026-11-02', String(number).padStart(3, '0')));
  return fetch(`${by.url}/api/v1/projects`, { method: 'POST', headers: { ...who, 'idempotency-key': key }, body });
}

describe('two replicas of one log', () => {
  it(
    'one answers what was written through the other, when it is told to wait for its position',
    async () => {
      for (let number = 1; number <= 20; number += 1) {
        const [writer, reader] = number % 2 === 0 ? [a, b] : [b, a];
        const { position } = (await (await survey(writer, number)).json()) as CommandAnswer;
        const answer = await fetch(`${reader.url}/api/v1/projects?limit=50`, {
          headers: { prefer: 'wait=10', 'tiendo-position': String(position) },
        });
        expect(answer.headers.get('preference-applied')).toBe('wait=10');
        expect(((await answer.json()) as { readonly total: number }).total).toBe(number);
      }
    },
    LONG_MS,
  );

  it(
    'a code that is wanted through both at once is taken through one, and the other names the project that has it',
    async () => {
      for (let number = 100; number < 130; number += 1) {
        const answers = await Promise.all([survey(a, number), survey(b, number)]);
        const [taken, late] = answers.toSorted((one, other) => one.status - other.status) as [Response, Response];
        expect([taken.status, late.status]).toEqual([201, 409]);
        const { project: id } = (await taken.json()) as CommandAnswer;
        const code = `KCQG-2027-38-${number}`;
        expect(await late.json()).toMatchObject({ code: 'project-exists', facts: { project: code, id, status: 'surveyed' } });
        // By its code at once, through either.
        for (const { url } of [a, b]) expect(await (await fetch(`${url}/api/v1/projects/${code}`)).json()).toMatchObject({ id });
      }
    },
    LONG_MS,
  );

  it(
    'a key that opened a project opens no other, through the same replica at once and through the other as soon as it knows',
    async () => {
      const key = randomUUID();
      const { position } = (await (await survey(a, 130, key)).json()) as CommandAnswer;
      const misused = async (by: Replica) => {
        const answer = await survey(by, 131, key);
        return [answer.status, ((await answer.json()) as Problem).code];
      };
      expect(await misused(a)).toEqual([422, 'command-id-reused']);
      await fetch(`${b.url}/api/v1/projects?limit=1`, { headers: { prefer: 'wait=10', 'tiendo-position': String(position) } });
      expect(await misused(b)).toEqual([422, 'command-id-reused']);
      expect((await survey(b, 131)).status).toBe(201);
    },
    LONG_MS,
  );

  it(
    'a command that is said through both at once is one command',
    async () => {
      const key = randomUUID();
      const answers = await Promise.all([survey(a, 21, key), survey(b, 21, key)]);
      const said = (await Promise.all(answers.map((answer) => answer.json()))) as CommandAnswer[];
      expect(new Set(said.map(({ project, position }) => `${project} ${position}`)).size).toBe(1);
      expect(said.map(({ replayed }) => replayed).filter((replayed) => !replayed)).toHaveLength(1);
    },
    LONG_MS,
  );

  it(
    'who saw an older revision is told what happened since, whichever replica it happened through',
    async () => {
      const { project } = (await (await survey(a, 22)).json()) as CommandAnswer;
      const note = (by: Replica, text: string) =>
        fetch(`${by.url}/api/v1/projects/${project}/notes`, {
          method: 'POST',
          headers: { ...who, 'idempotency-key': randomUUID(), 'if-match': '"r0"' },
          body: JSON.stringify({ occurredOn: '2026-11-02', about: 'record', audience: 'shared', text }),
        });
      expect((await note(b, 'đã xem hồ sơ')).status).toBe(200);
      const late = await note(a, 'ghi sau');
      expect([late.status, ((await late.json()) as { readonly code: string }).code]).toEqual([412, 'changed-meanwhile']);
    },
    LONG_MS,
  );
});
