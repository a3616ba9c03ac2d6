import type { LongJob } from './long-job.ts';
import { snapshotJob } from './snapshot-job.ts';

/** Every kind of long job. Loaded by the thread that works, and by nobody else. */
export const longJobs = { snapshot: snapshotJob } as const satisfies Readonly<Record<string, LongJob>>;

export type JobKind = keyof typeof longJobs;
