import type { Config } from '#config/config';
import { type Verified, verifyLog } from '#event-log/verify';
import { verifyByReading } from '#event-log/verify-by-reading';
import { EXIT, type Exit } from '../exit.ts';
import { Progress } from '../progress.ts';
import { openLog } from '../log-of.ts';
import type { Run, Terminal } from '../terminal.ts';

/** `verify`: recomputes the whole log; 2 when anything in it is not what it was. */
export async function verify({ config, terminal }: Run): Promise<Exit> {
  const progress = await Progress.on(terminal.streams.stderr);
  const onProgress = (done: number, total: number) => progress.show({ done, total, words: `${done}/${total}` });
  const verified = await verifiedBy(config, onProgress).finally(() => progress.end());
  terminal.answer(verified, () => textOf(verified, terminal));
  return verified.ok ? EXIT.done : EXIT.refused;
}

async function verifiedBy(config: Config, onProgress: (done: number, total: number) => void): Promise<Verified> {
  const log = await openLog(config); // Says in one line that there is nothing yet, or that it is no log.
  try {
    if (config.log.kind === 'kurrentdb') return await verifyByReading(log, (done, total) => onProgress(done, total));
  } finally {
    await log.close();
  }
  return verifyLog(config.log.file, onProgress);
}

function textOf({ events, streams, firstBad }: Verified, terminal: Terminal): string {
  const counted = terminal.say({ vi: `${events} sự kiện, ${streams} luồng`, en: `${events} events, ${streams} streams` });
  if (firstBad === null)
    return terminal.say({
      vi: `${counted}: nguyên vẹn. Chưa có niêm phong: phần đuôi bị cắt bỏ sẽ không phát hiện được.`,
      en: `${counted}: sound. Not sealed yet: a tail that was cut off would not be noticed.`,
    });
  const { position, stream, revision, problem } = firstBad;
  const where = position === null ? '' : ` ${stream} #${revision} (${position})`;
  return terminal.say({ vi: `HỎNG sau ${counted}:${where} ${problem}`, en: `BROKEN after ${counted}:${where} ${problem}` });
}
