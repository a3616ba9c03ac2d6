import { resolve } from 'node:path';
import type { Config } from '#config/config';
import { programName, programVersion } from '#config/program-name';
import { type EventLog, Unavailable } from '#event-log/event-log';
import { readPosition } from '#read-models/database';
import { openLive } from '#read-models/live-read-models';
import { readModels } from '#read-models/models';
import { ReadModelReader } from '#read-models/read-model-reader';
import { bootstrapByHand } from '#read-models/snapshots/bootstrap';
import type { SnapshotManifest } from '#read-models/snapshots/manifest';
import { listSnapshots } from '#read-models/snapshots/shelf';
import { NoSnapshot, takeSnapshot } from '#read-models/snapshots/take-snapshot';
import { EXIT, type Exit, Failure } from '../exit.ts';
import { openLog } from '../log-of.ts';
import { Progress } from '../progress.ts';
import { mib } from '../recovery-text.ts';
import type { Run } from '../terminal.ts';

export interface SnapshotOptions {
  readonly to?: string;
  readonly keep?: number;
}

export interface BootstrapOptions {
  readonly from?: string;
}

/** `read-models snapshots`: newest first. */
export async function showSnapshots({ config, terminal }: Run, { in: folder }: { readonly in?: string }): Promise<Exit> {
  const from = folderOf(config, folder, '--in');
  const items = await withLog(config, ({ logId }) => listSnapshots(from, { logId, models: readModels }).catch(refusedFolder(from)));
  const line = ({ file, position, events, bytes, madeAt, unfit }: (typeof items)[number]): string =>
    [file, madeAt, position, terminal.say(eventsText(events)), `${mib(bytes)} MiB`, ...(unfit === null ? [] : [unfit])].join(' · ');
  const none = terminal.say({ vi: `Chưa có bản chụp nào ở ${from}`, en: `There is no snapshot in ${from}` });
  terminal.answer({ folder: from, items }, () => (items.length === 0 ? none : items.map(line).join('\n')));
  return EXIT.done;
}

/** `read-models snapshot`: also while the API projects. Rows that nobody projects are first brought to the end of the log. */
export async function snapshot({ config, terminal }: Run, { to, keep = config.snapshotsKept }: SnapshotOptions): Promise<Exit> {
  const folder = folderOf(config, to, '--to');
  const progress = await Progress.on(terminal.streams.stderr);
  const began = performance.now();
  const made = await withLog(config, async (log) => {
    await bringForward(log, config);
    return takeSnapshot({
      ...{ log, directory: config.readModelsDir, folder, keep, version: programVersion(), program: programName('cli') },
      now: () => new Date().toISOString(),
      onProgress: (done, total) => progress.show({ done, total, words: `${mib(done)}/${mib(total)} MiB` }),
    });
  })
    .catch(refusedSnapshot)
    .finally(() => progress.end());
  const seconds = (performance.now() - began) / 1_000;
  terminal.answer({ folder, ...made, seconds }, () =>
    terminal.say({
      vi: `Đã chụp vào ${folder}/${made.file}: ${figures(made, 'vi')} · ${seconds.toFixed(1)} s`,
      en: `Copied to ${folder}/${made.file}: ${figures(made, 'en')} · ${seconds.toFixed(1)} s`,
    }),
  );
  return EXIT.done;
}

/** `read-models bootstrap`: refused while an API projects. */
export async function bootstrap({ config, terminal }: Run, { from }: BootstrapOptions): Promise<Exit> {
  const folder = folderOf(config, from, '--from');
  const notes: string[] = [];
  const began = performance.now();
  const taken = await withLog(config, (log) =>
    bootstrapByHand({
      ...{ log, directory: config.readModelsDir, folder, program: programName('cli') },
      onNote: (note) => notes.push(note),
    }),
  );
  if (taken === null) throw new Failure(noneFits(folder, notes), EXIT.refused, 'no-snapshot-fits');
  const seconds = (performance.now() - began) / 1_000;
  const position = positionIn(config.readModelsDir);
  terminal.answer({ folder, ...taken, caughtUpTo: position, notes, seconds }, () =>
    [
      ...notes,
      terminal.say({
        vi: `Bắt đầu từ ${taken.file}: ${figures(taken, 'vi')}; nay ở vị trí ${position ?? '–'} · ${seconds.toFixed(1)} s`,
        en: `Begun from ${taken.file}: ${figures(taken, 'en')}; now at position ${position ?? '–'} · ${seconds.toFixed(1)} s`,
      }),
    ].join('\n'),
  );
  return EXIT.done;
}

const eventsText = (events: number) => ({ vi: `${events} sự kiện`, en: `${events} events` });

const figures = ({ events, position, bytes }: SnapshotManifest, language: 'vi' | 'en'): string =>
  `${eventsText(events)[language]}, ${language === 'vi' ? 'vị trí' : 'position'} ${position}, ${mib(bytes)} MiB`;

const noneFits = (folder: string, notes: readonly string[]) => ({
  vi: `không có bản chụp nào dùng được ở ${folder}; chưa đổi gì. ${notes.join('; ')}`,
  en: `no snapshot in ${folder} can be begun from; nothing was changed. ${notes.join('; ')}`,
});

/** @throws Failure neither the line nor the settings name one */
function folderOf({ snapshotsDir }: Config, named: string | undefined, option: string): string {
  const folder = named === undefined ? snapshotsDir : resolve(named);
  if (folder !== null) return folder;
  throw new Failure(
    { vi: `hãy nêu thư mục bằng ${option} hoặc đặt TIENDO_SNAPSHOTS`, en: `name the folder by ${option}, or set TIENDO_SNAPSHOTS` },
    EXIT.refused,
    'no-folder',
  );
}

const refusedFolder =
  (folder: string) =>
  (error: unknown): never => {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new Failure({ vi: `không có thư mục ${folder}`, en: `there is no folder ${folder}` }, EXIT.refused, 'no-folder');
  };

function refusedSnapshot(error: unknown): never {
  if (!(error instanceof NoSnapshot)) throw error;
  throw new Failure({ vi: `không chụp được: ${error.message}`, en: `no snapshot was made: ${error.message}` }, EXIT.refused, error.why);
}

async function withLog<Result>(config: Config, work: (log: EventLog) => Promise<Result>): Promise<Result> {
  const log = await openLog(config);
  try {
    return await work(log);
  } finally {
    await log.close();
  }
}

/** Whoever projects does it by itself. */
async function bringForward(log: EventLog, { readModelsDir: directory }: Config): Promise<void> {
  try {
    const live = await openLive({ log, directory, program: programName('cli') });
    await live.projector.catchUp().finally(() => live.close());
  } catch (error) {
    if (!(error instanceof Unavailable && error.code === 'locked')) throw error;
  }
}

function positionIn(directory: string): string | null {
  const reader = new ReadModelReader(directory);
  try {
    return readPosition(reader.db);
  } finally {
    reader.close();
  }
}
