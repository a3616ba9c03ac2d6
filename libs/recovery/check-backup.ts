import { join } from 'node:path';
import { summarise } from '#event-log/log-summary';
import { type Verified, verifyLog } from '#event-log/verify';
import { filesNamedIn } from './attached-files.ts';
import { type Replayed, replay } from './figures.ts';
import { bytesOf, filesUnder, sha256Of } from './files.ts';
import { foldAll } from './fold-all.ts';
import { ATTACHMENTS_NAME, BrokenBackup, type Manifest, MANIFEST, MANIFEST_SUM } from './manifest.ts';

/** What the backup says and what was found instead. */
export interface Differing {
  readonly what: string;
  readonly expected: string | number | null;
  readonly found: string | number | null;
}

export interface Comparison {
  /** Files of the backup that were read whole and are as they were. */
  readonly files: number;
  readonly verified: Verified;
  /** Streams folded with today's rules. */
  readonly folded: number;
  /** Sums of the conference that were recomputed. */
  readonly figures: number;
  /** Facts that differ: such a backup is not restored. */
  readonly differences: readonly Differing[];
  /** Sums that differ while every event is the same, because another version of the program made the backup. */
  readonly figuresOfOtherVersion: readonly Differing[];
}

type OnProgress = (done: number, total: number) => void;

/**
 * Reads every file that the manifest lists. Other files beside them are not looked at and never restored: a stray write-ahead log cannot
 * get in.
 * @returns paths of such other files
 * @throws BrokenBackup a file is missing or is not byte for byte what was written
 */
export async function checkFiles(folder: string, { files }: Manifest, onProgress: OnProgress): Promise<readonly string[]> {
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  let done = 0;
  for (const { path, bytes, sha256 } of files) {
    const file = join(folder, path);
    if ((await bytesOf(file)) !== bytes) throw new BrokenBackup(folder, `${path} is missing or has another length`);
    if ((await sha256Of(file)) !== sha256) throw new BrokenBackup(folder, `${path} is damaged`);
    onProgress((done += bytes), total);
  }
  const known = new Set([MANIFEST, MANIFEST_SUM, ...files.map(({ path }) => path)]);
  return filesUnder(folder).filter((path) => !known.has(path));
}

type ReplayStep = 'verify' | 'fold' | 'replay';

export interface ReplayAsked {
  readonly manifest: Manifest;
  /** A copy of the backup's log. */
  readonly logFile: string;
  /** For the read models; nobody else uses it. */
  readonly readModelsDir: string;
  readonly programVersion: string;
  readonly onProgress: (step: ReplayStep, done: number, total: number) => void;
  /** Measures a step. */
  readonly timed: <Answer>(step: ReplayStep, work: () => Promise<Answer>) => Promise<Answer>;
}

/** Recomputes everything that the manifest says of the log, from its first event. */
export async function compareAfterReplay(asked: ReplayAsked): Promise<Comparison> {
  const { manifest, logFile, programVersion, onProgress, timed } = asked;
  const verified = await timed('verify', () => verifyLog(logFile, (done, total) => onProgress('verify', done, total)));
  const nothing = { files: manifest.files.length, verified, folded: 0, figures: 0, figuresOfOtherVersion: [] };
  if (!verified.ok) return { ...nothing, differences: [{ what: 'verify', expected: 'ok', found: verified.firstBad?.problem ?? 'broken' }] };
  const differences = summaryDiffers(manifest, logFile);
  onProgress('fold', 0, manifest.log.events);
  const folded = await timed('fold', () => foldAll(logFile));
  differences.push(...folded.refused.map((found) => ({ what: 'fold', expected: null, found })));
  differences.push(...(await attachmentsDiffer(manifest, logFile)));
  const replayed = await timed('replay', () => replayOf(asked));
  differences.push(...replayed.alerts.map((found) => ({ what: 'read-models', expected: null, found })));
  const figures = figuresDiffer(manifest, replayed);
  const sameVersion = manifest.program.version === programVersion;
  return {
    ...nothing,
    folded: folded.streams,
    figures: replayed.figures.length,
    differences: sameVersion ? [...differences, ...figures] : differences,
    figuresOfOtherVersion: sameVersion ? [] : figures,
  };
}

const replayOf = ({ manifest, logFile, readModelsDir, onProgress }: ReplayAsked): Promise<Replayed> =>
  replay({ logFile, readModelsDir, asOf: manifest.figuresAsOf, onProgress: (events, total) => onProgress('replay', events, total) });

function summaryDiffers({ log }: Manifest, logFile: string): Differing[] {
  const found = summarise(logFile);
  const names = Object.keys(log) as (keyof typeof log)[];
  return names
    .filter((name) => log[name] !== found[name])
    .map((name) => ({ what: `log.${name}`, expected: log[name], found: found[name] }));
}

/** The files that the events name are those of the manifest: listed, or missing then already. */
async function attachmentsDiffer({ files, attachments }: Manifest, logFile: string): Promise<readonly Differing[]> {
  const listed = files.filter(({ path }) => path.startsWith(`${ATTACHMENTS_NAME}/`)).map(({ sha256 }) => sha256);
  const known = new Set([...listed, ...attachments.missing]);
  const named = await filesNamedIn(logFile);
  return [
    ...named.filter((sha256) => !known.has(sha256)).map((sha256) => ({ what: 'attachment', expected: sha256, found: null })),
    ...(known.size === named.length ? [] : [{ what: 'attachments', expected: known.size, found: named.length }]),
  ];
}

function figuresDiffer({ figures }: Manifest, replayed: Replayed): readonly Differing[] {
  const keyed = (rows: Manifest['figures']) =>
    new Map(
      rows.flatMap(({ region, year, source, plan, executed }): [string, number][] => [
        [`${region} ${year} ${source} plan`, plan],
        [`${region} ${year} ${source} executed`, executed],
      ]),
    );
  const [before, now] = [keyed(figures), keyed(replayed.figures)];
  return [...new Set([...before.keys(), ...now.keys()])]
    .filter((what) => before.get(what) !== now.get(what))
    .map((what) => ({ what, expected: before.get(what) ?? null, found: now.get(what) ?? null }));
}
