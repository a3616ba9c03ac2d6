import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll } from '@jest/globals';
import { KurrentDBClient } from '@kurrent/kurrentdb-client';
import { describeDurableLog, describeEventLog, describeRemoteLog, type LogUnderTest } from '#event-log/event-log.contract';
import { parseKurrentAddress } from '#event-log/kurrentdb/address';
import { KurrentLog } from '#event-log/kurrentdb/kurrent-log';
import type { KurrentTimes } from '#event-log/kurrentdb/times';
import { KurrentDouble } from './kurrent-double.ts';

/** Short enough for a test, and each in the same proportion to the others as in a running process. */
const TIMES: KurrentTimes = { callMs: 1_000, patienceMs: 6_000, stallMs: 800, recycleMs: 1_500, goneMs: 300 };

/** A log of its own in one database: its name begins the names of its streams. */
const named = (address: string, name: string): string => address.replace(/(\?|$)/, `/${name}$1`);

/** One client for all logs of a database: each that is made and had worked leaks a connection. */
function describeOneDatabase(title: string, addressOf: () => string): void {
  const client = { of: null as KurrentDBClient | null };
  const connect = () => (client.of ??= KurrentDBClient.connectionString(parseKurrentAddress(addressOf()).client));
  const makeLog = async (): Promise<LogUnderTest> => {
    const address = named(addressOf(), `t${randomUUID().replaceAll('-', '').slice(0, 20)}`);
    return { log: await KurrentLog.open({ address, connect }), takesUsedIds: true };
  };
  afterAll(async () => client.of?.dispose());
  describeEventLog(title, makeLog);
}

for (const batchAppend of [true, false]) {
  const path = batchAppend ? 'many appends on one call' : 'a call for each append';
  let double: KurrentDouble;
  beforeAll(async () => {
    double = await KurrentDouble.start({ batchAppend });
  });
  afterAll(() => double.discard());
  describeOneDatabase(`the log in a double of KurrentDB, ${path}`, () => double.address);

  describeDurableLog(`the log in a double of KurrentDB on disk, ${path}`, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tiendo-double-'));
    const file = join(folder, 'log');
    let server = await KurrentDouble.start({ batchAppend, file });
    const { port, address } = server;
    const log = await KurrentLog.open({ address, times: TIMES });
    const reopen = async () => {
      await server.discard();
      server = await KurrentDouble.start({ batchAppend, file, port });
      await log.close();
      return KurrentLog.open({ address, times: TIMES });
    };
    const discard = async () => {
      await server.discard();
      rmSync(folder, { recursive: true });
    };
    return { log, reopen, discard };
  });

  describeRemoteLog(`the log behind a network, ${path}`, async () => {
    const server = await KurrentDouble.start({ batchAppend });
    return {
      open: (patienceMs = TIMES.patienceMs) => KurrentLog.open({ address: server.address, times: { ...TIMES, patienceMs } }),
      server: {
        stop: () => server.stop(),
        start: () => server.start(),
        cut: server.cut,
        silence: () => server.silence(),
        endSubscriptions: (how) => server.endSubscriptions(how),
        loseReply: (by) => server.faults.next({ on: 'append', is: 'lost-reply', by }),
        loseAppend: (is) => server.faults.next({ on: 'append', is }),
      },
      discard: () => server.discard(),
    };
  });
}

const real = process.env['KURRENTDB_URL'];
if (real !== undefined) describeOneDatabase('the log in the KurrentDB of KURRENTDB_URL', () => real);
