/** The process that is killed while it copies a log and compares the copy with it. Ends with 0 when both are found the same. */
import type { LogPlace } from '#event-log/event-log';
import { openLog } from '#event-log/open';
import { copyLog } from '#recovery/copy-log';
import { verifyCopy } from '#recovery/verify-copy';

export interface CopyChildPlan {
  readonly from: LogPlace;
  readonly to: LogPlace;
}

const { from, to } = JSON.parse(process.argv[2] ?? '') as CopyChildPlan;
const source = await openLog(from, { program: 'proof copy', readOnly: true });
const target = await openLog(to, { program: 'proof copy' });
process.stdout.write('ready\n');
await copyLog({ source, target });
const { sourceGoesOn, unfolded } = await verifyCopy({ source, target });
await target.close();
await source.close();
if (sourceGoesOn || unfolded.length > 0) process.exitCode = 1;
