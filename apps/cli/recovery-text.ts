import { type Config, printConfig } from '#config/config';
import { BackupRefused } from '#recovery/backup';
import type { Differing } from '#recovery/check-backup';
import { NoRoom } from '#recovery/files';
import { BrokenBackup } from '#recovery/manifest';
import { LogInPlace } from '#recovery/restore';
import { EXIT, Failure } from './exit.ts';
import type { Progress } from './progress.ts';
import type { Terminal } from './terminal.ts';

const STEPS: Readonly<Record<string, { readonly vi: string; readonly en: string }>> = {
  log: { vi: 'sao chép nhật ký', en: 'copying the log' },
  attachments: { vi: 'tệp đính kèm', en: 'attached files' },
  verify: { vi: 'kiểm chứng', en: 'verifying' },
  fold: { vi: 'tính lại hồ sơ', en: 'folding the records' },
  replay: { vi: 'dựng lại số liệu', en: 'rebuilding the figures' },
  files: { vi: 'đọc bản sao lưu', en: 'reading the backup' },
};

/** Progress of a step in words. */
export const showStep =
  (progress: Progress, terminal: Terminal) =>
  (step: string, done: number, total: number): void =>
    progress.show({ done, total, words: `${terminal.say(STEPS[step] ?? { vi: step, en: step })} ${done}/${total}` });

/** The settings as they may be shown. */
export const shownSettings = (config: Config): Readonly<Record<string, string>> =>
  Object.fromEntries(
    printConfig(config)
      .split('\n')
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );

const MIB = 1024 * 1024;
export const mib = (bytes: number): string => (bytes / MIB).toFixed(1);

export const differencesText = (differences: readonly Differing[]): readonly string[] =>
  differences.map(({ what, expected, found }) => `  ${what}: ${expected ?? '–'} → ${found ?? '–'}`);

/** An expected no of backup and restore as one line; anything else goes on as it is. */
export function refusedRecovery(error: unknown): unknown {
  if (error instanceof BrokenBackup)
    return new Failure(
      {
        vi: `không dùng được bản sao lưu, không thay đổi gì: ${error.message}`,
        en: `the backup cannot be used, nothing was changed: ${error.message}`,
      },
      EXIT.refused,
    );
  if (error instanceof LogInPlace)
    return new Failure(
      {
        vi: `đã có nhật ký ${error.file}; thêm --replace để thay (nhật ký cũ được giữ lại trong replaced/)`,
        en: `${error.file} is there; say --replace to replace it (the old log is kept in replaced/)`,
      },
      EXIT.refused,
    );
  if (error instanceof NoRoom)
    return new Failure({
      vi: `không đủ chỗ ở ${error.folder}: cần ${mib(error.needed)} MiB, còn ${mib(error.free)} MiB; chưa làm gì`,
      en: `not enough room at ${error.folder}: ${mib(error.needed)} MiB needed, ${mib(error.free)} MiB free; nothing was begun`,
    });
  return error instanceof BackupRefused ? refusedBackup(error) : error;
}

function refusedBackup({ reason, facts }: BackupRefused): Failure {
  switch (reason) {
    case 'not-empty':
      return new Failure(
        { vi: `${facts} đã có nội dung; mỗi bản sao lưu cần một thư mục mới`, en: `${facts} is not empty; each backup needs a new folder` },
        EXIT.refused,
      );
    case 'log-broken':
      return new Failure(
        { vi: `nhật ký hỏng, không tạo bản sao lưu: ${facts}`, en: `the log is broken, no backup was made: ${facts}` },
        EXIT.refused,
      );
    case 'no-log':
      return new Failure({ vi: `chưa có dữ liệu ở ${facts}`, en: `there is no data at ${facts}` });
  }
}
