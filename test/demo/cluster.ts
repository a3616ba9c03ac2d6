/**
 * `npm run demo:cluster`: a ministry in small, on this machine and on loopback. A stand-in for KurrentDB, Redis, two replicas of the API and two workers start; the
 * sample register is imported into the log while officers write notes through both replicas and one of them is killed and started again; then each
 * replica is asked for the conference's table, and the two tables must be one. Ends with 0 when they are.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { packageRoot } from '#config/package-root';
import type { RegionReport } from '#contracts/figures';
import { regionTable } from '#reports/terminal-table';
import { Findings } from '../faults/proof-result.ts';
import { Replica } from '../faults/cluster/replica.ts';
import { NoteClient, type StopCounts } from '../faults/stop-client.ts';
import { RedisServer } from '../redis/redis-server.ts';
import { Program } from './program.ts';

const OFFICERS = 4;
const REGISTER = join(packageRoot(), 'dist/libs/reference/data/register-north-2021-2022.csv');
/** The conference of the North of 2022, with figures to 30 September. */
const TABLE = '/api/v1/reports/region?region=north&year=2022&asOf=2022-09-30';
/** How far the import is when a replica is killed, in milliseconds. */
const KILLED_AFTER_MS = 4_000;
const AWAY_MS = 2_000;
const CATCH_UP_MS = 120_000;

const folder = mkdtempSync(join(tmpdir(), 'tiendo-demo-cluster-'));
const say = (vi: string, en: string): void => void process.stdout.write(`${vi}\n  ${en}\n`);
const ending: (() => Promise<unknown>)[] = [];

try {
  await demonstrate();
} finally {
  for (const end of ending.reverse()) await end();
  rmSync(folder, { recursive: true, force: true });
}

async function demonstrate(): Promise<void> {
  const kurrent = await Program.start('test/kurrentdb/double.js', {}, /"(kurrentdb:[^"]+)"/);
  ending.push(() => kurrent.stop());
  const redis = await RedisServer.start();
  ending.push(() => redis.close());
  const log = kurrent.found;
  say(`Nhật ký: ${log} (thay cho KurrentDB); hàng đợi: ${redis.url}`, `log: ${log} (a stand-in for KurrentDB); queue: ${redis.url}`);

  const env = { TIENDO_QUEUE: redis.url, TIENDO_SWEEP_SECONDS: '0' };
  const [a, b] = ['api-1', 'api-2'].map((name) => new Replica(name, { folder, log, env })) as [Replica, Replica];
  ending.push(() => Promise.all([a, b].map((replica) => replica.end('SIGTERM'))));
  const workers = ['worker-1', 'worker-2'].map((name) => ({
    TIENDO_LOG: log,
    TIENDO_QUEUE: redis.url,
    TIENDO_DATA: join(folder, name),
    PORT: '0',
  }));
  const [first, second] = await Promise.all([
    ...workers.map((settings) => Program.start('apps/worker/main.js', settings, /(http:\/\/\S+)\/health\/ready/)),
    ...[a, b].map((replica) => replica.start()),
  ] as const);
  for (const worker of [first, second] as Program[]) ending.push(() => worker.stop());
  say(`Hai bản API: ${a.url} và ${b.url}; hai tiến trình nhắc việc`, `two replicas: ${a.url} and ${b.url}; two workers`);

  const findings = new Findings();
  const counts: StopCounts = { answered: 0, unanswered: 0, known: 0, turnedAway: 0 };
  const officers = Array.from({ length: OFFICERS }, (_, n) => {
    const replica = n % 2 === 0 ? a : b;
    const place = {
      get url() {
        return (replica.isUp ? replica : replica === a ? b : a).url;
      },
    };
    return new NoteClient(n, { place, counts, findings, freshKeys: false });
  });
  await Promise.all(officers.map((officer) => officer.begin()));
  const writing = Promise.all(officers.map((officer) => officer.work()));
  say('Nhập sổ mẫu trong khi cán bộ ghi qua cả hai bản…', 'importing the sample register while officers write through both…');
  const cli = { TIENDO_LOG: log, TIENDO_DATA: join(folder, 'cli') };
  const importing = Program.run('apps/cli/main.js', ['import', REGISTER], cli);
  await sleep(KILLED_AFTER_MS);
  await a.end('SIGKILL');
  say('api-1 bị tắt đột ngột (SIGKILL)…', 'api-1 was killed (SIGKILL)…');
  await sleep(AWAY_MS);
  await a.start();
  say(`…và chạy lại ở ${a.url}`, `…and started again at ${a.url}`);
  const imported = await importing;
  process.stdout.write(imported.stdout);
  for (const officer of officers) officer.stop();
  await writing;
  const lost = `${counts.answered} ghi chú được trả lời; ${counts.unanswered} bị ngắt và gửi lại, ${counts.known} trong đó đã được ghi`;
  say(
    lost,
    `${counts.answered} notes answered; ${counts.unanswered} were cut off and said again, ${counts.known} of them had been recorded`,
  );

  const tables = await Promise.all([a, b].map((replica) => tableOf(replica)));
  for (const [index, table] of tables.entries()) process.stdout.write(`\n── api-${index + 1} ──\n${table}\n`);
  const same = tables[0] === tables[1] && imported.code === 0 && findings.details.length === 0;
  say(
    same ? '\nHai bảng giống hệt nhau.' : `\nKHÁC NHAU hoặc có lỗi: ${findings.details.join('; ')}`,
    same ? 'The two tables are the same.' : 'They DIFFER, or something failed: see above.',
  );
  process.exitCode = same ? 0 : 1;
}

/** Of everything that is recorded now: each replica is given the time to take it in. */
async function tableOf({ url }: Replica): Promise<string> {
  for (const until = Date.now() + CATCH_UP_MS; ;) {
    const answer = await fetch(url + TABLE, { headers: { prefer: 'wait=10' } });
    if (answer.status !== 200) throw new Error(`${url}${TABLE}: ${answer.status} ${await answer.text()}`);
    if (answer.headers.has('preference-applied')) return regionTable((await answer.json()) as RegionReport, { columns: 100, tty: false });
    if (Date.now() > until) throw new Error(`${url} does not reach the end of the log`);
  }
}
