import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from '@jest/globals';
import { KurrentDBClient } from '@kurrent/kurrentdb-client';
import { describeDurableLog, describeEventLog, type LogUnderTest } from '#event-log/event-log.contract';
import { parseKurrentAddress } from '#event-log/kurrentdb/address';
import { KurrentLog } from '#event-log/kurrentdb/kurrent-log';
import type { KurrentTimes } from '#event-log/kurrentdb/times';
import { describeRemoteLog } from '#event-log/remote-log.contract';
import { KurrentDouble } from './kurrent-double.ts';

/** Short enough for a test; a first connection takes the client half a second. */
export const TIMES: KurrentTimes = { callMs: 1_000, patienceMs: 6_000, stallMs: 800, recycleMs: 1_500, goneMs: 300 };

/** A log of its own in one database: its name begins the names of its streams. */
const named = (address: string): string => address.replace(/(\?|$)/, `/t${randomUUID().replaceAll('-', '').slice(0, 20)}$1`);

/** The contract on one database, a log of its own for each case. They share a client: each that is thrown away leaks a connection. */
function describeOneDatabase(title: string, addressOf: () => string): void {
  let client: KurrentDBClient | undefined;
  const connect = () => (client ??= KurrentDBClient.connectionString(parseKurrentAddress(addressOf()).client));
  afterAll(async () => client?.dispose());
  describeEventLog(title, async (): Promise<LogUnderTest> => {
    return { log: await KurrentLog.open({ address: named(addressOf()), connect }), takesUsedIds: true };
  });
}

/** What can be asked of a server that cannot be broken. */
export function describeRealServer(address: string): void {
  describeOneDatabase('the log in the KurrentDB of KURRENTDB_URL', () => address);
  describeDurableLog('the log in the KurrentDB of KURRENTDB_URL, opened again', async () => {
    const own = named(address);
    const log = await KurrentLog.open({ address: own });
    const reopen = async () => {
      await log.close();
      return KurrentLog.open({ address: own });
    };
    return { log, reopen, discard: async () => undefined };
  });
}

/** The whole contract on the official client and the double. @param batchAppend which of the client's two ways to append */
export function describeDouble(path: string, batchAppend: boolean): void {
  let double: KurrentDouble;
  beforeAll(async () => {
    double = await KurrentDouble.start({ batchAppend });
  });
  afterAll(() => double.discard());
  describeOneDatabase(`the log in a double of KurrentDB, ${path}`, () => double.address);
  describeDurableLog(`the log in a double of KurrentDB on disk, ${path}`, () => onDisk(batchAppend));
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

async function onDisk(batchAppend: boolean) {
  const folder = mkdtempSync(join(tmpdir(), 'tiendo-double-'));
  const file = join(folder, 'log');
  let server = await KurrentDouble.start({ batchAppend, file });
  const { port, address } = server;
  const log = await KurrentLog.open({ address, times: TIMES });
  return {
    log,
    reopen: async () => {
      await server.discard();
      server = await KurrentDouble.start({ batchAppend, file, port });
      await log.close();
      return KurrentLog.open({ address, times: TIMES });
    },
    discard: async () => {
      await server.discard();
      rmSync(folder, { recursive: true });
    },
  };
}
