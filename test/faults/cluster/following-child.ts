/** Follows a log event by event and tells how far it is: `node following-child.js ADDRESS EVENTS REST_MS RESTS slow|greedy`. */
import { setTimeout as sleep } from 'node:timers/promises';
import { KurrentDBClient } from '@kurrent/kurrentdb-client';
import { caughtUp, type RecordedEvent } from '#event-log/event-log';
import { KurrentLog } from '#event-log/kurrentdb/kurrent-log';

const [address = '', events = '0', restMs = '0', rests = '0', how = 'slow'] = process.argv.slice(2);
const TELL_MS = 50;

let taken = 0;
const tell = (ended: boolean) =>
  process.stdout.write(`${JSON.stringify({ taken, peakRssBytes: process.resourceUsage().maxRSS * 1024, ended })}\n`);
const telling = setInterval(() => tell(false), TELL_MS);

async function take(expected: number): Promise<void> {
  if (expected !== taken) throw new Error(`${expected} where ${taken} was to come`);
  if (taken < Number(rests)) await sleep(Number(restMs));
  taken += 1;
}

/** The port: the next event is asked for when the last one is done. */
async function followSlowly(): Promise<void> {
  const log = await KurrentLog.open({ address });
  const stop = new AbortController();
  for await (const event of log.subscribe({ signal: stop.signal })) {
    if (event !== caughtUp) await take((event as RecordedEvent).data['n'] as number);
    if (taken === Number(events)) break;
  }
  await log.close();
}

/** What one writes who does not know better: whatever comes is kept until there is time for it. */
async function takeWhateverComes(): Promise<void> {
  const kept: unknown[] = [];
  const subscription = KurrentDBClient.connectionString(address).subscribeToAll();
  subscription.on('error', (error) => process.stderr.write(`${error.message}\n`));
  subscription.on('data', (resolved) => kept.push(resolved));
  while (kept.length < Number(events) / 2) await sleep(TELL_MS); // Long enough to see that they pile up.
}

await (how === 'greedy' ? takeWhateverComes() : followSlowly());
clearInterval(telling);
tell(true);
process.exit(0);
