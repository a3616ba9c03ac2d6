import { setTimeout } from 'node:timers/promises';
import { buildNamed, currentFile, dropOld, ifFree, previousFile, ProjectorLock, takeBuildLock, unpoint } from './generations.ts';
import { readModels } from './models.ts';
import { BuildCancelled } from './build-watch.ts';
import { bringForward, buildBeside, type Rebuilt, type RebuildOptions } from './rebuild.ts';
import { propose, takeOverAtStart, whyUnfit } from './take-over.ts';

export interface RebuiltBeside extends Rebuilt {
  /** False: the process that projects is of another version, or did not take the build over in time; it is kept for the next start. */
  readonly switched: boolean;
}

/** How long the process that projects may take to take a build over, in milliseconds: it first catches up. */
const TAKE_OVER_MAX_MS = 60_000;
const LOOK_MS = 50;

/**
 * Builds all read models anew beside the live ones, whoever projects meanwhile, compares, and has the build taken over: by the process
 * that projects, or by this one when none does.
 * @throws Unavailable `locked`: another process builds. @throws BrokenOrder, BuildCancelled; the live rows stay
 */
export async function rebuildBeside(options: RebuildOptions): Promise<RebuiltBeside> {
  const { log, directory, models = readModels, program = 'tiendo', onAlert, signal } = options;
  const lock = takeBuildLock(directory, program);
  try {
    await ifNobodyProjects(directory, program, () => bringForward(log, directory, models));
    const { file, ...rebuilt } = await buildBeside({ ...options, lock: true, proposed: true });
    const switched = await takenOver({ log, directory, models, onAlert, program, file, signal });
    return { ...rebuilt, switched };
  } finally {
    lock.release();
  }
}

interface Proposal extends Required<Pick<RebuildOptions, 'log' | 'directory' | 'models' | 'program'>> {
  readonly file: string;
  readonly onAlert: RebuildOptions['onAlert'];
  readonly signal: AbortSignal | undefined;
}

/** Waits until a proposed build is the current one, and makes it so when nobody projects. @throws BuildCancelled the proposal was withdrawn */
export async function takenOver(proposal: Proposal): Promise<boolean> {
  const { log, directory, models, program, file, signal, onAlert } = proposal;
  for (const until = performance.now() + TAKE_OVER_MAX_MS; performance.now() < until; await setTimeout(LOOK_MS)) {
    if (currentFile(directory) === file) return true;
    if (signal?.aborted) {
      unpoint(directory, 'NEXT');
      await setTimeout(LOOK_MS); // Whoever had just begun the switch has ended it by then.
      if (currentFile(directory) === file) return true;
    }
    if (buildNamed(directory, 'NEXT') !== file && currentFile(directory) !== file) throw new BuildCancelled();
    const tried = await ifNobodyProjects(directory, program, async () => {
      await takeOverAtStart({ log, directory, models, onAlert });
      dropOld(directory);
    });
    if (!tried && (await livesOtherwise(proposal))) return false;
  }
  return false;
}

/** A program of other versions projects: it will never take this build over. */
async function livesOtherwise({ log, directory, models }: Proposal): Promise<boolean> {
  const current = currentFile(directory);
  return current !== null && (await whyUnfit(current, { log, models })) !== null;
}

/** False: somebody does, and the work is not done. */
async function ifNobodyProjects(directory: string, program: string, work: () => Promise<void>): Promise<boolean> {
  const lock = ifFree(() => ProjectorLock.take(directory, program));
  if (lock === null) return false;
  try {
    await work();
    return true;
  } finally {
    lock.release();
  }
}

/** There is no former build, or none that this program can go on with. */
export class NotKept extends Error {
  /** @param unfit why it cannot be gone on with; null: there is none */
  constructor(readonly unfit: string | null) {
    super(unfit === null ? 'there is no former build' : `the former build is not this program's: ${unfit}`);
    this.name = 'NotKept';
  }
}

/**
 * Goes back to the former build, brought to the end of the log first; the current one is then the kept one.
 * Returns whether it answers already: see `RebuiltBeside`.
 * @throws NotKept. @throws Unavailable `locked`: another process builds. @throws BuildCancelled, by the signal or by another process
 */
export async function rollBack(
  options: Pick<RebuildOptions, 'log' | 'directory' | 'models' | 'program' | 'onAlert' | 'signal'>,
): Promise<boolean> {
  const { log, directory, models = readModels, program = 'tiendo', onAlert, signal } = options;
  const lock = takeBuildLock(directory, program);
  try {
    const file = previousFile(directory);
    const unfit = file === null ? null : await whyUnfit(file, { log, models });
    if (file === null || unfit !== null) throw new NotKept(unfit);
    propose(directory, file);
    return await takenOver({ log, directory, models, program, file, onAlert, signal });
  } finally {
    lock.release();
  }
}
