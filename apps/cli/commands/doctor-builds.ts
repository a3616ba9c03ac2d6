import type { Config } from '#config/config';
import { type EventLog, Unavailable } from '#event-log/event-log';
import { buildsIn } from '#read-models/builds';
import { compareStreams, seeded } from '#read-models/compare-streams';
import { readModels } from '#read-models/models';
import { ReadModelReader } from '#read-models/read-model-reader';

/** Streams that a check folds anew: a second at most. */
const STREAMS = 20;

interface Found {
  readonly verdict: 'note' | 'broken';
  readonly vi: string;
  readonly en: string;
}

/** Builds that are kept, wait or were interrupted, and rows that are not what the log says. Nothing when all is as usual. */
export async function buildsFound({ readModelsDir }: Config, log: EventLog): Promise<readonly Found[]> {
  const state = buildsIn({ directory: readModelsDir, models: readModels, logId: log.logId });
  if (state.current === null) return [];
  const notes: Found[] = [];
  if (state.current.unfit !== null) {
    const { unfit } = state.current;
    notes.push({
      verdict: 'note',
      vi: `bản đang dùng không hợp chương trình này (${unfit})`,
      en: `the current build is not this program's (${unfit})`,
    });
  }
  if (state.interrupted)
    notes.push({
      verdict: 'note',
      vi: 'có bản dựng dở; `tiendo rebuild` làm tiếp, `tiendo builds cancel` bỏ',
      en: 'a build was interrupted; `tiendo rebuild` goes on with it, `tiendo builds cancel` drops it',
    });
  const compared = state.current.unfit === null ? await differingNow(readModelsDir, log) : [];
  const differing = [...state.differing, ...compared];
  const [first] = differing;
  if (first !== undefined)
    notes.push({
      verdict: 'broken',
      vi: `${differing.length} chỗ khác nhật ký, đầu tiên ${first.stream} (${first.table}); chạy \`tiendo rebuild\``,
      en: `${differing.length} rows are not what the log says, first ${first.stream} (${first.table}); run \`tiendo rebuild\``,
    });
  return notes;
}

async function differingNow(directory: string, log: EventLog): Promise<Awaited<ReturnType<typeof compareStreams>>['differences']> {
  const reader = new ReadModelReader(directory);
  try {
    const { differences } = await compareStreams({ log, db: reader.db, models: readModels, streams: STREAMS, random: seeded(Date.now()) });
    return differences;
  } catch (error) {
    if (error instanceof Unavailable) return []; // The check of the log says that.
    throw error;
  } finally {
    reader.close();
  }
}
