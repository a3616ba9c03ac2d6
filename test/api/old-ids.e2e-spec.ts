import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Commands } from '#commands/handle';
import { projectKind } from '#commands/stream-kind';
import { uuidV5 } from '#commands/uuid-v5';
import type { Problem } from '#contracts/problem';
import type { CommandAnswer } from '#contracts/service';
import { SqliteLog } from '#event-log/sqlite-log';
import type { Need } from '#lifecycle/project/project.events';
import { PROJECT_NAMESPACE } from '#reference/namespaces';
import { newDataDir, removeDataDir, Served } from './served.ts';

const need = (code: string): Need => ({
  code,
  source: 'KCQG',
  planYear: 2027,
  province: { set: 'vn34', code: '38' },
  commune: 'Xã Hoằng Hóa',
  content: 'ND3b',
  beneficiary: { name: 'Công ty TNHH Mây tre', taxCode: null },
});
const CODE = 'KCQG-2027-38-001';
const key = uuidV5('old survey', PROJECT_NAMESPACE);
/** As 0.1.0 made it: of the command that opened the project. */
const id = uuidV5(key, PROJECT_NAMESPACE);
const said = { occurredOn: '2026-11-01', outcome: 'recorded' } as const;

const dataDir = newDataDir();
let api: Served & { readonly url: string };
beforeAll(async () => {
  mkdirSync(dataDir, { recursive: true });
  const log = await SqliteLog.open({ file: join(dataDir, 'log.sqlite'), program: 'spec' });
  const command = {
    type: 'SurveyNeed',
    projectId: id,
    actor: 'demo:centre-officer',
    role: 'centre-officer',
    need: need(CODE),
    ...said,
  } as const;
  await new Commands(log).handle(projectKind, `project-${id}`, { command, trace: { commandId: key, correlationId: key } });
  await log.close();
  api = await Served.start([], { TIENDO_DATA: dataDir });
}, 120_000);
afterAll(async () => {
  await api.stop();
  removeDataDir(dataDir);
});

const survey = (code: string, by: string): Promise<Response> =>
  fetch(`${api.url}/api/v1/projects`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': by, 'tiendo-demo-identity': 'demo:centre-officer' },
    body: JSON.stringify({ ...need(code), ...said }),
  });

it('a project whose id derives from its command has its code, as any other', async () => {
  const late = await survey(CODE, uuidV5('another', key));
  expect(late.status).toBe(409);
  expect((await late.json()) as Problem).toMatchObject({ code: 'project-exists', facts: { project: CODE, id, status: 'surveyed' } });
});

it('its survey said again is answered as it was, and its key is used up', async () => {
  const again = await survey(CODE, key);
  expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([201, 'true']);
  expect((await again.json()) as CommandAnswer).toMatchObject({ project: id, revision: 0, events: 0, replayed: true });
  const misused = await survey('KCQG-2027-38-002', key);
  expect([misused.status, ((await misused.json()) as Problem).code]).toEqual([422, 'command-id-reused']);
});
