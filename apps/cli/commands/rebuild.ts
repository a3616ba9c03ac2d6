import type { Config } from '#config/config';
import type { BusinessDifferences } from '#contracts/read-models';
import type { BuildingProgress } from '#contracts/read-models';
import { readModels } from '#read-models/models';
import { rebuildBeside, type RebuiltBeside } from '#read-models/rebuild-beside';
import { vietnameseDate } from '#reports/printed-dates';
import { EXIT, type Exit, Failure } from '../exit.ts';
import { Progress } from '../progress.ts';
import { openLog } from '../log-of.ts';
import type { Run, Terminal } from '../terminal.ts';

export interface RebuildAsked {
  readonly model?: string;
}

/**
 * `rebuild`: every read model anew from the log, beside the live ones and beside whoever projects; then compared and switched. They live in
 * one file, so all are built; `--model` narrows the comparison.
 */
export async function rebuildModels({ config, terminal }: Run, { model }: RebuildAsked): Promise<Exit> {
  const names = readModels.map(({ name }) => name);
  if (model !== undefined && !names.includes(model))
    throw new Failure(
      { vi: `không có mô hình đọc ${model}; có: ${names.join(', ')}`, en: `no read model ${model}; there are ${names.join(', ')}` },
      EXIT.refused,
    );
  const progress = await Progress.on(terminal.streams.stderr);
  const built = await buildAll(config, progress, terminal).finally(() => progress.end());
  const differences = built.differences?.filter((difference) => model === undefined || difference.model === model) ?? [];
  terminal.answer({ ...built, differences }, () => textOf({ ...built, differences }, terminal));
  return EXIT.done;
}

const PHASES: Readonly<Record<BuildingProgress['phase'], { readonly vi: string; readonly en: string }>> = {
  reading: { vi: 'đọc nhật ký', en: 'reading the log' },
  'catching-up': { vi: 'bắt kịp', en: 'catching up' },
  comparing: { vi: 'so sánh', en: 'comparing' },
};

async function buildAll(config: Config, progress: Progress, terminal: Terminal): Promise<RebuiltBeside> {
  const log = await openLog(config);
  try {
    return await rebuildBeside({
      log,
      directory: config.readModelsDir,
      program: 'tiendo rebuild',
      onProgress: ({ phase, events, total, eventsPerSecond, etaSeconds }) => {
        const left = etaSeconds === 0 ? '' : terminal.say({ vi: ` · còn khoảng ${etaSeconds} s`, en: ` · about ${etaSeconds} s left` });
        progress.show({ done: events, total, words: `${terminal.say(PHASES[phase])} · ${events}/${total} · ${eventsPerSecond}/s${left}` });
      },
    });
  } finally {
    await log.close();
  }
}

function textOf(
  { events, seconds, eventsPerSecond, peakRssBytes, differences, business, resumed, switched }: RebuiltBeside,
  terminal: Terminal,
): string {
  const mib = Math.round(peakRssBytes / 1_048_576);
  const rate = `${events} ${terminal.say({ vi: 'sự kiện', en: 'events' })} · ${seconds.toFixed(2)} s · ${eventsPerSecond}/s · ${mib} MiB`;
  const lines = [
    rate,
    ...(resumed ? [terminal.say({ vi: 'Làm tiếp bản dở dang của lần trước.', en: 'Went on with what a run before had left.' })] : []),
    ...differenceLines(differences ?? [], business, terminal),
    ...(switched ? [] : [terminal.say(NOT_SWITCHED)]),
  ];
  return lines.join('\n');
}

const NOT_SWITCHED = {
  vi: 'Chưa chuyển: tiến trình đang chạy chưa nhận bản mới; chương trình khởi động lần sau sẽ dùng nếu đúng phiên bản.',
  en: 'Not switched: the running process has not taken the build over; the next program of its version that starts will.',
};

function differenceLines(
  differences: NonNullable<RebuiltBeside['differences']>,
  business: BusinessDifferences | null,
  terminal: Terminal,
): readonly string[] {
  if (differences.length === 0) return [terminal.say({ vi: 'Không khác gì bản đang dùng.', en: 'Nothing differs from the live rows.' })];
  const rows = [
    terminal.say({ vi: 'Số dòng khác bản đang dùng:', en: 'Rows that differ from the live ones:' }),
    ...differences.map(({ model, rows: count }) => `  ${model}: ${count}`),
  ];
  if (business === null) return rows;
  const { appearing, disappearing, changing, groups, asOf } = business;
  const sums = terminal.say({
    vi: `Số liệu ngày ${vietnameseDate(asOf)}: ${appearing} đề án xuất hiện, ${disappearing} không còn, ${changing} thay đổi`,
    en: `Figures of ${vietnameseDate(asOf)}: ${appearing} projects appear, ${disappearing} disappear, ${changing} change`,
  });
  return [
    ...rows,
    sums,
    ...groups.flatMap(({ sentence, samples, differing }) => [
      `  ${terminal.say(sentence)}`,
      ...samples.map((sample) => `    ${terminal.say(sample.sentence)}`),
      ...(differing > samples.length
        ? [
            `    ${terminal.say({ vi: `và ${differing - samples.length} đề án khác`, en: `and ${differing - samples.length} other projects` })}`,
          ]
        : []),
    ]),
  ];
}
