import { BrokenChain, CheckedWalk } from '#event-log/checked-walk';
import { comparePositions, type EventLog } from '#event-log/event-log';
import { verifyLog } from '#event-log/verify';
import { compareFolds, type FoldsCompared } from './compare-folds.ts';
import { compareBeginnings } from './compare-logs.ts';

export type VerifyStep = 'chains' | 'source-file' | 'target-file' | 'fold';

export interface VerifyCopyAsked {
  readonly source: EventLog;
  readonly target: EventLog;
  /** Events that are done, streams in the step `fold`. */
  readonly onProgress?: (step: VerifyStep, done: number, total: number) => void;
  readonly signal?: AbortSignal;
}

export interface VerifiedCopy extends FoldsCompared {
  /** In the target, and so many in the source in the same order. */
  readonly events: number;
  readonly streams: number;
  /** As `LogSummary.headsDigest`; the same for both. */
  readonly headsDigest: string;
  /** The source goes on after these. */
  readonly sourceGoesOn: boolean;
  /** By step */
  readonly seconds: Readonly<Partial<Record<VerifyStep, number>>>;
}

/**
 * Whether a log is what another one begins with: both chains are recomputed, event for event and in the order of the log, then what a file keeps
 * beside its events, then the states that the rules make of each stream. Writes nothing.
 * @throws LogsDiffer, BrokenChain, StatesDiffer, Unavailable @throws the signal's reason
 */
export async function verifyCopy({ source, target, onProgress = () => undefined, signal }: VerifyCopyAsked): Promise<VerifiedCopy> {
  const seconds: Partial<Record<VerifyStep, number>> = {};
  const timed = async <Answer>(
    step: VerifyStep,
    work: (tell: (done: number, total: number) => void) => Promise<Answer>,
  ): Promise<Answer> => {
    const began = performance.now();
    const tell = (done: number, total: number) => {
      onProgress(step, done, total);
      signal?.throwIfAborted();
    };
    return work(tell).finally(() => (seconds[step] = (performance.now() - began) / 1_000));
  };
  const walks = { source: new CheckedWalk(source), target: new CheckedWalk(target) };
  await timed('chains', async (tell) => {
    const head = await target.head();
    await compareBeginnings(walks, () => tell(walks.target.events, walks.target.eventsUntil(head)));
  });
  for (const [step, log] of [['source-file', source] as const, ['target-file', target] as const]) {
    const { place } = log;
    if (place?.kind === 'sqlite') await timed(step, (tell) => verifyFile(log, place.file, tell));
  }
  const { heads, events } = walks.target;
  const folds = await timed('fold', (tell) => compareFolds({ source, target, heads, onProgress: tell, signal }));
  return {
    events,
    streams: heads.size,
    headsDigest: walks.target.headsDigest(),
    ...folds,
    sourceGoesOn: goesOn(await source.head(), walks.source.position),
    seconds,
  };
}

/** Also what the walk does not see: columns, indexes, triggers, pages. */
async function verifyFile(log: EventLog, file: string, tell: (done: number, total: number) => void): Promise<void> {
  const { firstBad } = await verifyLog(file, tell);
  if (firstBad !== null) throw new BrokenChain(log, firstBad);
}

const goesOn = (head: string | null, last: string | null): boolean => head !== null && (last === null || comparePositions(head, last) > 0);
