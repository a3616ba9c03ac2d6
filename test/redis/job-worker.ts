import { Installation } from '#jobs/installation';
import { JobQueue } from '#jobs/job-queue';

/** A process that takes long jobs, to be killed: `node dist/test/redis/job-worker.js REDIS_PORT LOG_ID LOG_FILE READ_MODELS SNAPSHOTS LOCK_MS`. */
const [port, logId = '', file = '', readModelsDir = '', snapshotsDir = '', lockMs] = process.argv.slice(2);
const place = { host: '127.0.0.1', port: Number(port), tls: false, username: null, password: null, db: 0 };
const settings = { log: { kind: 'sqlite', file }, queue: place, readModelsDir, snapshotsDir, snapshotHours: 0, snapshotsKept: 3 } as const;
const jobs = new Installation({ settings, logId, program: 'a worker', version: '0.1.0' });
const hands = { work: jobs.run.bind(jobs), due: async () => [] };
const onError = (error: unknown): void => void process.stderr.write(`${String(error)}\n`);
new JobQueue({ place, hands, onError, tendMs: 50, lookMs: 50, lockMs: Number(lockMs) }).start();
