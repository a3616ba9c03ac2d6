import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from '@jest/globals';
import { SqliteLog } from '#event-log/sqlite-log';
import { verifyLog } from '#event-log/verify';
import { Office } from './follow-ups.fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'tiendo-follow-ups-sqlite-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const [file, checkpoint] = [join(folder, 'log.sqlite'), join(folder, 'follow-ups.json')];

const withOffice = async (use: (office: Office) => Promise<void>): Promise<void> => {
  const log = await SqliteLog.open({ file, program: 'follow-ups' });
  const office = new Office(log, checkpoint);
  await use(office);
  await office.runner.stop();
  await log.close();
};

it('finishes on SQLite, at the next start, what a process decided and did not carry on', async () => {
  const projects = [1, 2, 3, 4, 5];
  await withOffice((office) => office.decided(...projects));
  for (let start = 0; start < 2; start++)
    await withOffice(async (office) => {
      office.runner.start();
      await office.runner.idle();
      for (const number of projects) expect(await office.typesOf(number)).toEqual(['ApprovedInPlan']);
    });
  expect(await verifyLog(file)).toMatchObject({ ok: true, events: 7 });
});
