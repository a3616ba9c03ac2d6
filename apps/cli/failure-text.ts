import { UnreadableSecrets } from '#access/webhook-secrets';
import { BadConfig } from '#config/config';
import { ConcurrencyConflict, OutcomeUnknown, Unavailable } from '#event-log/event-log';
import { NotALog } from '#event-log/sqlite-schema';
import { UnknownEvent } from '#lifecycle/upcast';
import { BrokenOrder } from '#read-models/alert';
import { BuildCancelled } from '#read-models/build-watch';
import { FiguresDisagree } from '#read-models/figures/figure-events';
import { FigureScopeUnfit, UnknownFigure } from '#reports/explain/find-figure';
import { EXIT, type Exit, Failure } from './exit.ts';
import { unknownEventText } from './unknown-event-text.ts';

export interface Told {
  readonly vi: string;
  readonly en: string;
  readonly code: string;
  readonly exit: Exit;
}

/** Any error in one line for the one who runs the command: never a stack. */
export function told(error: unknown): Told {
  const { message } = error instanceof Error ? error : new Error(String(error));
  const failed = (vi: string, en: string, code: string): Told => ({ vi, en, code, exit: EXIT.failed });
  if (error instanceof Failure) return { ...error.text, code: error.code, exit: error.exit };
  if (error instanceof BadConfig) return failed(`cấu hình sai: ${error.faults.join('; ')}`, message, 'bad-settings');
  if (error instanceof Unavailable) return unavailable(error);
  if (error instanceof UnknownEvent) return { ...unknownEventText(error), code: 'unknown-event', exit: EXIT.refused };
  if (error instanceof UnreadableSecrets)
    return {
      vi: `khóa ký không đọc được: ${message}`,
      en: `the signing secrets cannot be read: ${message}`,
      code: 'broken-data',
      exit: EXIT.refused,
    };
  if (error instanceof NotALog || error instanceof BrokenOrder)
    return { vi: `dữ liệu không đọc được: ${message}`, en: `the data cannot be read: ${message}`, code: 'broken-data', exit: EXIT.refused };
  if (error instanceof BuildCancelled)
    return failed('việc dựng lại đã bị hủy; số liệu đang dùng giữ nguyên', `${message}; what answers stays`, 'cancelled');
  const figure = aboutFigure(error);
  if (figure !== null) return figure;
  if (error instanceof OutcomeUnknown || error instanceof ConcurrencyConflict)
    return failed(`ghi dở dang (${message}); hãy chạy lại đúng lệnh này`, `${message}; run the same command again`, 'cut-short');
  const { code } = error as NodeJS.ErrnoException;
  if (['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'ENOTDIR', 'EEXIST', 'EISDIR', 'EIO'].includes(code ?? ''))
    return failed(`không dùng được thư mục dữ liệu: ${message}`, `the data folder cannot be used: ${message}`, code ?? 'io');
  return failed(`lỗi ngoài dự kiến: ${message}`, `unexpected: ${message}`, 'unexpected');
}

function unavailable({ code, message }: Unavailable): Told {
  const text = (vi: string, en: string): Told => ({ vi: `${vi}: ${message}`, en: `${en}: ${message}`, code, exit: EXIT.failed });
  switch (code) {
    case 'locked':
      return text(
        'tiến trình khác đang giữ dữ liệu; dừng nó (Ctrl+C) rồi chạy lại',
        'another process holds the data; stop it (Ctrl+C) and run this again',
      );
    case 'newer-log':
      return {
        ...text('nhật ký do bản Tiendo mới hơn ghi; hãy nâng cấp', 'the log is of a newer Tiendo; upgrade'),
        exit: EXIT.refused,
      };
    case 'storage-full':
      return text('đĩa đầy; giải phóng chỗ rồi chạy lại đúng lệnh này', 'the disk is full; make room and run the same command again');
    case 'read-only':
      return text('không có quyền ghi vào thư mục dữ liệu', 'the data folder may not be written to');
    default:
      return text('không mở được nhật ký sự kiện', 'the event log cannot be opened');
  }
}

function aboutFigure(error: unknown): Told | null {
  if (error instanceof UnknownFigure) {
    const { path, nearest } = error;
    const near = nearest.join(', ');
    const text = { vi: `không có số liệu ${path}; gần nhất: ${near}`, en: `there is no figure ${path}; the nearest: ${near}` };
    return { ...text, code: 'unknown-figure', exit: EXIT.refused };
  }
  if (error instanceof FigureScopeUnfit) {
    const { parameter, needed } = error;
    const text = needed
      ? { vi: `số liệu này cần --${parameter}`, en: `this figure needs --${parameter}` }
      : { vi: `biểu có số liệu này không lọc theo --${parameter}`, en: `the report of this figure takes no --${parameter}` };
    return { ...text, code: 'bad-scope', exit: EXIT.refused };
  }
  if (error instanceof FiguresDisagree)
    return {
      vi: `số liệu không khớp: ${error.message}`,
      en: `figures disagree: ${error.message}`,
      code: 'figures-disagree',
      exit: EXIT.refused,
    };
  return null;
}
