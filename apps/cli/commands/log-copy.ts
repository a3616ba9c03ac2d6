import { existsSync, realpathSync } from 'node:fs';
import type { Config } from '#config/config';
import { type LogFile, logPlaceFault, logPlaceOf, type LogServer, printedPlace } from '#config/log-place';
import { programName } from '#config/program-name';
import { type OpenedLog, openLog } from '#event-log/open';
import { copyLog } from '#recovery/copy-log';
import { verifyCopy } from '#recovery/verify-copy';
import { EXIT, type Exit, Failure } from '../exit.ts';
import { type Copying, copyText, refusedCopy, sameLog, stoppedCopy, wordsOfStep } from '../log-copy-text.ts';
import { Progress } from '../progress.ts';
import { remaining } from '../remaining.ts';
import type { Run, Terminal } from '../terminal.ts';

export interface LogCopyOptions {
  readonly from: string;
  readonly to: string;
  readonly verifyOnly?: boolean;
}

type Place = LogFile | LogServer;
type Tell = (step: string, done: number, total: number) => void;

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** `log copy`: 2 when the two logs differ, and with `--verify-only` also when the target is not all of the source. */
export async function copyLogs({ config, terminal }: Run, { from, to, verifyOnly = false }: LogCopyOptions): Promise<Exit> {
  const [source, target] = [placeOf('--from', from, config), placeOf('--to', to, config)];
  const logs: OpenedLog[] = [];
  const program = programName('log copy');
  const done: Done = { events: 0 };
  try {
    refuseSame(source, target);
    logs.push(await openLog(source, { program, readOnly: true }));
    logs.push(await openLog(target, { program, readOnly: verifyOnly }));
    const [ours, theirs] = logs as [OpenedLog, OpenedLog];
    if (source.kind === target.kind && source.kind === 'kurrentdb' && ours.logId === theirs.logId) throw sameLog();
    const made = await stoppable(terminal, done, (tell, signal) =>
      copied({ source: ours, target: theirs, verifyOnly, tell, signal, done }),
    );
    const copying: Copying = { from: printedPlace(source), to: printedPlace(target), ...made };
    terminal.answer(copying, () => copyText(copying, terminal));
    return made.unfolded.length > 0 || (verifyOnly && made.sourceGoesOn) ? EXIT.refused : EXIT.done;
  } catch (error) {
    throw refusedCopy(error, logs[0]);
  } finally {
    for (const log of logs.reverse()) await log.close();
  }
}

interface Done {
  /** In the target, as far as it is known. */
  events: number;
}

interface Work {
  readonly source: OpenedLog;
  readonly target: OpenedLog;
  readonly verifyOnly: boolean;
  readonly tell: Tell;
  readonly signal: AbortSignal;
  readonly done: Done;
}

async function copied({ source, target, verifyOnly, tell, signal, done }: Work) {
  const began = performance.now();
  const onProgress: Tell = (step, events, total) => {
    done.events = events;
    tell(step, events, total);
  };
  const copy = verifyOnly ? null : await copyLog({ source, target, onProgress, signal });
  const copySeconds = (performance.now() - began) / 1_000;
  const { seconds, ...verified } = await verifyCopy({ source, target, onProgress: tell, signal });
  return {
    found: copy?.found ?? null,
    copied: copy?.copied ?? null,
    ...verified,
    seconds: { ...(copy && { copy: copySeconds }), ...seconds },
  };
}

/** The settings' own log may be meant, so that its password stands in no command line. @throws Failure */
function placeOf(option: string, text: string, config: Config): Place {
  if (text === 'settings') return config.log;
  const fault = logPlaceFault(text);
  if (fault === null) return logPlaceOf(text);
  throw new Failure({ vi: `${option} sai: ${fault}`, en: `${option}: ${fault}` }, EXIT.refused, 'bad-place');
}

function refuseSame(source: Place, target: Place): void {
  if (source.kind === 'sqlite' && target.kind === 'sqlite' && realPath(source.file) === realPath(target.file)) throw sameLog();
}

const realPath = (file: string): string => (existsSync(file) ? realpathSync(file) : file);

/** Ctrl-C stops between two appends; a second one at once. */
async function stoppable<Answer>(
  terminal: Terminal,
  done: Done,
  work: (tell: Tell, signal: AbortSignal) => Promise<Answer>,
): Promise<Answer> {
  const progress = await Progress.on(terminal.streams.stderr);
  const stopping = new AbortController();
  const stop = () => stopping.abort();
  for (const signal of SIGNALS) process.once(signal, stop);
  const left = remaining();
  const tell: Tell = (step, events, total) =>
    progress.show({ done: events, total, words: `${terminal.say(wordsOfStep(step))} ${events}/${total}${left(step, events, total)}` });
  try {
    return await work(tell, stopping.signal);
  } catch (error) {
    throw stopping.signal.aborted ? stoppedCopy(done.events) : error;
  } finally {
    progress.end();
    for (const signal of SIGNALS) process.off(signal, stop);
  }
}
