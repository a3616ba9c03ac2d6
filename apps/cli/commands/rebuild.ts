import type { Config } from '#config/config';
import { ProjectorLock } from '#read-models/generations';
import { readModels } from '#read-models/models';
import { rebuild, type Rebuilt } from '#read-models/rebuild';
import { EXIT, type Exit, Failure } from '../exit.ts';
import { Progress } from '../progress.ts';
import { openLog } from '../read-side.ts';
import type { Run, Terminal } from '../terminal.ts';

export interface RebuildAsked {
  readonly model?: string;
}

/**
 * `rebuild`: every read model anew from the log, beside the live ones; then compared and switched. They live in one file, so all
 * are built; `--model` narrows the comparison.
 */
export async function rebuildModels({ config, terminal }: Run, { model }: RebuildAsked): Promise<Exit> {
  const names = readModels.map(({ name }) => name);
  if (model !== undefined && !names.includes(model))
    throw new Failure({
      vi: `không có mô hình đọc ${model}; có: ${names.join(', ')}`,
      en: `no read model ${model}; there are ${names.join(', ')}`,
    });
  const progress = await Progress.on(terminal.streams.stderr);
  const built = await buildAll(config, progress).finally(() => progress.end());
  const differences = built.differences?.filter((difference) => model === undefined || difference.model === model) ?? [];
  terminal.answer({ ...built, differences }, () => textOf({ ...built, differences }, terminal));
  return EXIT.done;
}

async function buildAll(config: Config, progress: Progress): Promise<Rebuilt> {
  const log = await openLog(config);
  try {
    const lock = ProjectorLock.take(config.readModelsDir, 'tiendo rebuild');
    try {
      return await rebuild({
        log,
        directory: config.readModelsDir,
        onProgress: ({ events, total, eventsPerSecond }) =>
          progress.show({ done: events, total, words: `${events} · ${eventsPerSecond}/s` }),
      });
    } finally {
      lock.release();
    }
  } finally {
    await log.close();
  }
}

function textOf({ events, seconds, eventsPerSecond, peakRssBytes, differences }: Rebuilt, terminal: Terminal): string {
  const mib = Math.round(peakRssBytes / 1_048_576);
  const rate = `${events} ${terminal.say({ vi: 'sự kiện', en: 'events' })} · ${seconds.toFixed(2)} s · ${eventsPerSecond}/s · ${mib} MiB`;
  if (differences === null || differences.length === 0)
    return `${rate}\n${terminal.say({ vi: 'Không khác gì bản đang dùng.', en: 'Nothing differs from the live rows.' })}`;
  const differ = terminal.say({ vi: 'Số dòng khác bản đang dùng:', en: 'Rows that differ from the live ones:' });
  return [rate, differ, ...differences.map(({ model, rows }) => `  ${model}: ${rows}`)].join('\n');
}
