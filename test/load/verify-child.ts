/** `verify-child.js <log>`: verifies a log; prints events, seconds, processor seconds of all threads and the highest resident memory. */
import { verifyLog } from '#event-log/verify';

const began = performance.now();
const { events, ok, firstBad } = await verifyLog(process.argv[2] ?? '');
const seconds = (performance.now() - began) / 1_000;
if (!ok) throw new Error(`the log is broken: ${firstBad?.problem}`);
const { user, system } = process.cpuUsage();
process.stdout.write(
  JSON.stringify({ events, seconds, cpuSeconds: (user + system) / 1e6, peakRssBytes: process.resourceUsage().maxRSS * 1024 }),
);
