import { SlotClaims } from '#jobs/slot-claims';

/** A process that claims a task and works on it until it is killed: `node dist/test/faults/claiming-child.js FOLDER TASK BEAT_MS`. */
const [folder = '', task = '', beatMs] = process.argv.slice(2);
const onError = (error: unknown): void => void process.stderr.write(`${String(error)}\n`);
const claims = new SlotClaims({ folder, program: 'a child', onError, beatMs: Number(beatMs) });
await claims.run(task, () => {
  process.stdout.write('claimed\n');
  return new Promise(() => undefined);
});
