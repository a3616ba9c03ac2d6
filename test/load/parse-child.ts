/** `parse-child.js <log>`: the floor of any rebuild, every event scanned in order and parsed, nothing kept; prints events and seconds. */
import { SqliteLog } from '#event-log/sqlite-log';

/** As the rebuild reads: the texts of larger pages outlive the young generation, which would make the floor look higher than it is. */
const PAGE_EVENTS = 500;

const log = await SqliteLog.open({ file: process.argv[2] ?? '', readOnly: true });
const began = performance.now();
let events = 0;
let seen = 0;
for (const page of log.scan({ limit: PAGE_EVENTS })) {
  for (const [, , , , , , canonical] of page) {
    const { data } = JSON.parse(canonical) as { readonly data: object };
    seen += data === null ? 0 : 1;
    events += 1;
  }
}
const seconds = (performance.now() - began) / 1_000;
await log.close();
if (seen !== events) throw new Error('an event without data');
process.stdout.write(JSON.stringify({ events, seconds }));
