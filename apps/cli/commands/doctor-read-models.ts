import type { Config } from '#config/config';
import type { ReadModelsState } from '#contracts/read-models';
import { comparePositions, type EventLog, Unavailable } from '#event-log/event-log';
import { buildsIn } from '#read-models/builds';
import { compareStreams, seeded } from '#read-models/compare-streams';
import { haltedOf, readHeader, readParked, readPosition } from '#read-models/database';
import { currentFile } from '#read-models/generations';
import { readModels } from '#read-models/models';
import { ReadModelReader } from '#read-models/read-model-reader';
import { DAMAGED, whyUnfit } from '#read-models/take-over';
import { unknownEventText } from '../unknown-event-text.ts';
import { type Check, found, type Verdict } from './doctor-check.ts';
import { codesFound } from './doctor-codes.ts';

/** Streams that a check folds anew: a second at most. */
const STREAMS = 20;

type Builds = Omit<ReadModelsState, 'head' | 'lag'>;

const line = (verdict: Verdict, vi: string, en: string): Check => found('read-models', verdict, vi, en);

/** The rows that answer, builds that were interrupted, and rows that are not what the log says. Nothing else is said of rows that are not used. */
export async function readModelsFound(config: Config, log: EventLog, head: string | null): Promise<readonly Check[]> {
  const { readModelsDir: directory } = config;
  const file = currentFile(directory);
  if (file === null) return [line('note', 'chưa dựng; lần đọc đầu sẽ dựng', 'not built yet; the first read builds them')];
  const builds = buildsIn({ directory, models: readModels, logId: log.logId });
  const unfit = await whyUnfit(file, { log, models: readModels });
  if (unfit !== null) return [unfitLine(unfit, config, log, builds), ...interrupted(builds)];
  const reader = new ReadModelReader(directory);
  try {
    return [...standing(reader, head), ...interrupted(builds), ...(await differing(reader, log, builds))];
  } finally {
    reader.close();
  }
}

/** What these rows are instead, what becomes of them, and whether somebody must do anything. */
function unfitLine(unfit: string, config: Config, log: EventLog, builds: Builds): Check {
  const other = unfit === DAMAGED ? null : otherLog(config.readModelsDir, log);
  const next = nextStart(config, builds);
  if (other === null)
    return line(
      'note',
      `bản đang có không hợp chương trình hoặc nhật ký này (${unfit}) nên không được dùng; ${next.vi}`,
      `the build that is there does not fit this program or this log (${unfit}) and is not used; ${next.en}`,
    );
  return line(
    'note',
    `bản đang có dựng từ nhật ký khác (${other}; nhật ký này là ${log.logId}) nên không được dùng; ${next.vi}. ` +
      'Không cần làm gì, trừ khi TIENDO_LOG hoặc TIENDO_DATA đặt nhầm chỗ',
    `the build that is there was made from another log (${other}; this one is ${log.logId}) and is not used; ${next.en}. ` +
      'Nothing needs to be done, unless TIENDO_LOG or TIENDO_DATA names the wrong place',
  );
}

/** null: it was made from this one. */
function otherLog(directory: string, { logId }: EventLog): string | null {
  const reader = new ReadModelReader(directory);
  try {
    const made = readHeader(reader.db)?.logId;
    return made === undefined || made === logId ? null : made;
  } finally {
    reader.close();
  }
}

function nextStart({ snapshotsDir }: Config, { building, next, previous }: Builds): { readonly vi: string; readonly en: string } {
  if (building !== null) return { vi: 'một bản mới đang được dựng', en: 'a new one is being built now' };
  const kept = [next, previous].find((build) => build?.unfit === null);
  if (kept) return { vi: `lần khởi động sau dùng lại bản ${kept.file}`, en: `the next start takes up ${kept.file}, which does` };
  return snapshotsDir === null
    ? {
        vi: 'lần khởi động (hoặc lần đọc) sau dựng bản mới từ sự kiện đầu tiên và giữ bản này làm bản trước',
        en: 'the next start, or the next command that reads, builds a new one from the first event and keeps this one as the former',
      }
    : {
        vi: 'lần khởi động sau bắt đầu từ bản chụp mới nhất phù hợp, không có thì dựng từ sự kiện đầu tiên, và giữ bản này làm bản trước',
        en: 'the next start begins from the newest snapshot that fits, else builds one from the first event, and keeps this one as the former',
      };
}

function standing({ db }: ReadModelReader, head: string | null): readonly Check[] {
  const position = readPosition(db);
  const behind = head !== null && (position === null || comparePositions(position, head) < 0);
  return [
    behind
      ? line(
          'note',
          `ở ${position ?? '–'}, nhật ký ở ${head}; lần đọc sau sẽ bắt kịp`,
          `at ${position ?? '–'}, the log at ${head}; the next read catches up`,
        )
      : line('ok', `theo kịp nhật ký (${position ?? '–'})`, `at the end of the log (${position ?? '–'})`),
    ...haltedOf(db).map(({ model, halt }) => {
      const { vi, en } = unknownEventText(halt, halt.stream);
      return line('broken', `${model} đã dừng (${halt.code}): ${vi}`, `${model} has stopped (${halt.code}): ${en}`);
    }),
    ...readParked(db).map(({ model, stream, error, waiting }) =>
      line(
        'broken',
        `${model}: ${stream} chờ, ${waiting} sự kiện: ${error}`,
        `${model}: ${stream} is parked, ${waiting} events wait: ${error}`,
      ),
    ),
    ...codesFound(db),
  ];
}

const interrupted = (builds: Builds): readonly Check[] =>
  builds.interrupted
    ? [
        line(
          'note',
          'có bản dựng dở; `tiendo rebuild` làm tiếp, `tiendo builds cancel` bỏ',
          'a build was interrupted; `tiendo rebuild` goes on with it, `tiendo builds cancel` drops it',
        ),
      ]
    : [];

async function differing({ db }: ReadModelReader, log: EventLog, builds: Builds): Promise<readonly Check[]> {
  const all = [...builds.differing, ...(await differingNow(db, log))];
  const [first] = all;
  if (first === undefined) return [];
  return [
    line(
      'broken',
      `${all.length} chỗ khác nhật ký, đầu tiên ${first.stream} (${first.table}); chạy \`tiendo rebuild\``,
      `${all.length} rows are not what the log says, first ${first.stream} (${first.table}); run \`tiendo rebuild\``,
    ),
  ];
}

async function differingNow(db: ReadModelReader['db'], log: EventLog): Promise<Awaited<ReturnType<typeof compareStreams>>['differences']> {
  try {
    const { differences } = await compareStreams({ log, db, models: readModels, streams: STREAMS, random: seeded(Date.now()) });
    return differences;
  } catch (error) {
    if (error instanceof Unavailable) return []; // The check of the log says that.
    throw error;
  }
}
