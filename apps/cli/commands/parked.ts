import type { ParkedStream } from '#contracts/read-models';
import { readParked } from '#read-models/database';
import { retryParked } from '#read-models/retry-parked';
import { EXIT, type Exit } from '../exit.ts';
import { openLog } from '../log-of.ts';
import { withReadSide } from '../read-side.ts';
import type { Run, Terminal } from '../terminal.ts';

export interface ParkedOptions {
  readonly retry?: boolean;
}

/** `parked`: the streams that wait in a read model, and why; `--retry` applies them again in order. 2 when some wait still. */
export async function showParked(run: Run, { retry = false }: ParkedOptions): Promise<Exit> {
  const { tried, still } = retry ? await retried(run) : { tried: true, still: await withReadSide(run.config, ({ db }) => readParked(db)) };
  run.terminal.answer({ tried, parked: still }, () =>
    [...(tried ? [] : [run.terminal.say(NOT_TRIED)]), ...linesOf(still, run.terminal)].join('\n'),
  );
  if (!tried) return EXIT.failed;
  return still.length === 0 ? EXIT.done : EXIT.refused;
}

const NOT_TRIED = {
  vi: 'Tiến trình đang chạy chưa trả lời; nó sẽ thử lại khi có thể.',
  en: 'The running process has not answered yet; it will try again when it can.',
};

async function retried({ config }: Run): Promise<{ readonly tried: boolean; readonly still: readonly ParkedStream[] }> {
  const log = await openLog(config);
  try {
    return await retryParked({ log, directory: config.readModelsDir, program: 'tiendo parked' });
  } finally {
    await log.close();
  }
}

function linesOf(parked: readonly ParkedStream[], terminal: Terminal): readonly string[] {
  if (parked.length === 0) return [terminal.say({ vi: 'Không có hồ sơ nào phải chờ.', en: 'No stream is parked.' })];
  return parked.map(({ model, stream, fromRevision, position, waiting, error }) =>
    terminal.say({
      vi: `${model}: ${stream} từ lần ${fromRevision} (vị trí ${position}), ${waiting} sự kiện chờ: ${error}`,
      en: `${model}: ${stream} from revision ${fromRevision} (position ${position}), ${waiting} events wait: ${error}`,
    }),
  );
}
