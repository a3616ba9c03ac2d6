import { existsSync } from 'node:fs';
import type { Config } from '#config/config';
import type { LogFile } from '#config/log-place';
import { programName } from '#config/program-name';
import type { EventLog } from '#event-log/event-log';
import { MemoryLog } from '#event-log/memory-log';
import { type OpenedLog, openLog as openPlace } from '#event-log/open';
import { EXIT, Failure } from './exit.ts';

/** Whether anything was ever recorded; of a log in a server only its opening can tell. */
export const isThere = ({ log }: Pick<Config, 'log'>): boolean => log.kind === 'kurrentdb' || existsSync(log.file);

/** The log for reading, beside whoever writes it. @throws Failure nothing was ever recorded here. @throws Unavailable */
export async function openLog(config: Pick<Config, 'log'>): Promise<OpenedLog> {
  const { log } = config;
  if (log.kind === 'sqlite' && !isThere(config))
    throw new Failure({
      vi: `chưa có dữ liệu ở ${log.file}; hãy nhập sổ đăng ký trước: npm run -s tiendo -- import TỆP.csv`,
      en: `there is no data at ${log.file}; import a register first: npm run -s tiendo -- import FILE.csv`,
    });
  return openPlace(log, { program: programName('cli'), readOnly: true });
}

/** The same for a run that only judges: an empty log where there is no file yet. */
export const openToJudge = async (config: Pick<Config, 'log'>): Promise<EventLog> => (isThere(config) ? openLog(config) : new MemoryLog());

/** For what only a log in a file has. @throws Failure it is in KurrentDB */
export function fileConfig(config: Config): Config<LogFile> {
  const { log } = config;
  if (log.kind === 'sqlite') return { ...config, log };
  throw new Failure(
    {
      vi: 'lệnh này chỉ dùng với nhật ký trong tệp (sqlite:…); KurrentDB có công cụ sao lưu và phục hồi riêng, xem docs/how-to/run-a-cluster.md',
      en: 'this command is for a log in a file (sqlite:…); KurrentDB is backed up and restored by its own means, see docs/how-to/run-a-cluster.md',
    },
    EXIT.refused,
    'needs-log-file',
  );
}
