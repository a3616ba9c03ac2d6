import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Commands } from '#commands/handle';
import { projectKind } from '#commands/stream-kind';
import { uuidV5 } from '#commands/uuid-v5';
import type { Problem } from '#contracts/problem';
import type { CommandAnswer } from '#contracts/service';
import { SqliteLog } from '#event-log/sqlite-log';
import { PROJECT_NAMESPACE } from '#reference/namespaces';
import { run } from '../../apps/cli/program.ts';
import { needOf } from './need.ts';
import { newDataDir, removeDataDir, Served } from './served.ts';

const said = { occurredOn: '2026-11-01', outcome: 'recorded' } as const;
const key = (name: string): string => uuidV5(name, PROJECT_NAMESPACE);
/** As 0.1.0 made it: of the command that opened the project. */
const idOf = (opener: string): string => uuidV5(key(opener), PROJECT_NAMESPACE);

const CODE = 'KCQG-2027-38-001';
/** Taken through two replicas at once. */
const TWICE = 'KCQG-2027-38-003';

const dataDir = newDataDir();
let api: Served & { readonly url: string };
beforeAll(async () => {
  mkdirSync(dataDir, { recursive: true });
  const log = await SqliteLog.open({ file: join(dataDir, 'log.sqlite'), program: 'spec' });
  const commands = new Commands(log);
  for (const [opener, code] of Object.entries({ old: CODE, twin: TWICE, other: TWICE })) {
    const by = { projectId: idOf(opener), actor: 'demo:centre-officer', role: 'centre-officer' } as const;
    const command = { type: 'SurveyNeed', ...by, need: needOf(code), ...said } as const;
    await commands.handle(projectKind, `project-${idOf(opener)}`, {
      command,
      trace: { commandId: key(opener), correlationId: key(opener) },
    });
  }
  await log.close();
  api = await Served.start([], { TIENDO_DATA: dataDir });
}, 120_000);
afterAll(async () => {
  await api.stop();
  removeDataDir(dataDir);
});

const post = (path: string, by: string, body: object): Promise<Response> =>
  fetch(`${api.url}/api/v1/projects${path}`, {
    method: 'POST',
    headers: {
      ...{ 'content-type': 'application/json', 'tiendo-demo-identity': 'demo:centre-officer' },
      ...{ 'idempotency-key': key(by), 'if-match': '"r0"' },
    },
    body: JSON.stringify(body),
  });
const survey = (code: string, by: string): Promise<Response> => post('', by, { ...needOf(code), ...said });

it('a project whose id derives from its command has its code, as any other', async () => {
  const late = await survey(CODE, 'new');
  expect(late.status).toBe(409);
  const facts = { project: CODE, id: idOf('old'), status: 'surveyed' };
  expect((await late.json()) as Problem).toMatchObject({ code: 'project-exists', facts });
});

it('its survey said again is answered as it was, and its key is used up', async () => {
  const again = await survey(CODE, 'old');
  expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([201, 'true']);
  expect((await again.json()) as CommandAnswer).toMatchObject({ project: idOf('old'), revision: 0, events: 0, replayed: true });
  const misused = await survey('KCQG-2027-38-002', 'old');
  expect([misused.status, ((await misused.json()) as Problem).code]).toEqual([422, 'command-id-reused']);
});

it('a code that two of them have is named by doctor until one is withdrawn', async () => {
  const named = expect.stringContaining(`${TWICE} (${idOf('twin')}, ${idOf('other')})`) as unknown;
  expect(await codesLine()).toMatchObject({ verdict: 'note', messageEn: named });
  const gone = await post(`/${idOf('other')}/withdrawal`, 'withdrawal', { occurredOn: '2026-11-02', reason: 'Trùng mã' });
  const position = gone.headers.get('tiendo-position') ?? '';
  await fetch(`${api.url}/api/v1/projects?limit=1`, { headers: { prefer: 'wait=10', 'tiendo-position': position } });
  expect(await codesLine()).toBeUndefined();
});

class Kept extends Writable {
  text = '';
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

/** What `doctor` says of codes; undefined: nothing. */
async function codesLine() {
  const [stdout, stderr] = [new Kept(), new Kept()];
  process.env['TIENDO_DATA'] = dataDir;
  await run(['doctor', '--json'], { stdout: stdout as unknown as NodeJS.WriteStream, stderr: stderr as unknown as NodeJS.WriteStream });
  delete process.env['TIENDO_DATA'];
  const { checks } = JSON.parse(stdout.text) as { readonly checks: readonly { readonly check: string }[] };
  return checks.find(({ check }) => check === 'codes');
}
