import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { anEvent } from './event-log.contract.ts';
import { SqliteLog } from './sqlite-log.ts';
import { StartUpCheck, type StartUpFinding } from './start-up-check.ts';

let directory: string;
let file: string;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'tiendo-start-up-'));
  file = join(directory, 'log.sqlite');
  const log = await SqliteLog.open({ file });
  await log.append('project-1', 'no_stream', [anEvent({ data: { name: 'first' } }), anEvent({ data: { name: 'second' } })]);
  await log.close();
});
afterAll(() => rmSync(directory, { recursive: true }));

async function found(): Promise<readonly StartUpFinding[]> {
  const findings: StartUpFinding[] = [];
  const failures: Error[] = [];
  await new StartUpCheck(
    file,
    (finding) => findings.push(finding),
    (error) => failures.push(error),
  ).done();
  expect(failures).toEqual([]);
  return findings;
}

it('says nothing of a sound log', async () => expect(await found()).toEqual([]));

it('tells of a damaged event near the end, which is then not read', async () => {
  const bytes = readFileSync(file);
  bytes[bytes.indexOf('second')] = 's'.charCodeAt(0) + 1;
  writeFileSync(file, bytes);
  expect(await found()).toEqual([
    {
      where: 'tail',
      bad: { position: '0000000000000002', stream: 'project-1', revision: 1, problem: 'the hash is not that of the stored bytes' },
    },
  ]);
  const log = await SqliteLog.open({ file, readOnly: true });
  await expect(log.readStream('project-1')).rejects.toMatchObject({ code: 'unreadable', stream: 'project-1', revision: 1 });
  await log.close();
});
