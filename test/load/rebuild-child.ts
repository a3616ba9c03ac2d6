/** `rebuild-child.js <log> <folder> <threads>`: rebuilds all read models into an empty folder; prints `Rebuilt` as JSON. */
import { SqliteLog } from '#event-log/sqlite-log';
import { rebuild } from '#read-models/rebuild';

const [file = '', directory = '', threads = '1'] = process.argv.slice(2);
const log = await SqliteLog.open({ file, readOnly: true });
const rebuilt = await rebuild({ log, directory, threads: Number(threads), compare: false });
await log.close();
process.stdout.write(JSON.stringify({ ...rebuilt, peakRssBytes: process.resourceUsage().maxRSS * 1024 }));
