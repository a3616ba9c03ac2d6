import { resolve } from 'node:path';
import { replaceFile } from '#recovery/files';
import { type Gap, gapOf, type Lacking } from '#recovery/gap';
import { lastRestore, type Restored } from '#recovery/generation';
import { placesOf } from '#recovery/places';
import { quiet } from '#recovery/quiet';
import { confirmReconciled } from '#recovery/reconcile';
import { toCsv } from '#reports/csv';
import { instantText, vietnameseDate } from '#reports/printed-dates';
import { EXIT, type Exit, Failure } from '../exit.ts';
import type { Run, Terminal } from '../terminal.ts';

export interface ReconcileOptions {
  readonly confirm?: boolean;
  readonly reason?: string;
  /** Where to write what is lacking, for people who enter it again. */
  readonly csv?: string;
}

/** Events that a terminal shows; `--json` and `--csv` have all. */
const SHOWN_MAX = 30;

/** `reconcile`: what a restored log lacks; `--confirm --reason` ends the quiet time. */
export async function reconcile({ config, terminal }: Run, { confirm = false, reason = '', csv }: ReconcileOptions): Promise<Exit> {
  const { dataDir, log } = config;
  if (confirm && reason.trim() === '')
    throw new Failure(
      { vi: '--confirm cần --reason "lý do" để ghi lại', en: '--confirm needs --reason "why", which is recorded' },
      EXIT.refused,
    );
  const found = lastRestore(dataDir);
  if (confirm && found?.phase === 'switching') throw new Failure(CUT_OFF, EXIT.refused);
  const gap = found === null ? null : log.kind === 'sqlite' ? await gapOf(placesOf({ ...config, log }), found) : NOTHING_KEPT;
  if (csv !== undefined && gap !== null) writeLacking(resolve(csv), gap.lacking);
  const restored = confirm ? confirmReconciled({ dataDir: dataDir, by: config.operator, reason }) : found;
  terminal.answer({ mode: modeOf(restored), quiet: quiet(dataDir), restored, gap }, () => textOf(restored, gap, terminal));
  return EXIT.done;
}

/** A server's former state is not kept here: what it lacks is known to people only. */
const NOTHING_KEPT: Gap = { lacking: [], enteredAgain: 0, unreadable: null, newerFiles: [] };

const CUT_OFF = {
  vi: 'Phục hồi bị ngắt giữa chừng: hãy chạy lại đúng lệnh phục hồi.',
  en: 'The restore was cut off: run the same restore again.',
};

/** Before anything is confirmed: who confirms by a file must have it. @throws Failure */
function writeLacking(file: string, lacking: readonly Lacking[]): void {
  try {
    replaceFile(file, toCsv(rowsOf(lacking)));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new Failure({ vi: `không ghi được tệp ${file}: ${message}`, en: `cannot write ${file}: ${message}` }, EXIT.refused, code);
  }
}

const modeOf = (restored: Restored | null): 'normal' | 'reconcile' =>
  restored === null || restored.phase === 'confirmed' ? 'normal' : 'reconcile';

const HEAD = ['luồng', 'mã đề án', 'thứ tự', 'ngày', 'ghi lúc (UTC)', 'người ghi', 'nội dung', 'loại sự kiện', 'lệnh', 'dữ liệu'];

/** One row an event, in the order in which to enter them again. */
const rowsOf = (lacking: readonly Lacking[]): readonly (readonly string[])[] => [
  HEAD,
  ...lacking.map(({ stream, code, revision, occurredOn, recordedAt, actor, sentence, type, commandId, data }) => [
    stream,
    code ?? '',
    String(revision),
    occurredOn,
    recordedAt,
    actor,
    sentence?.vi ?? '',
    type,
    commandId,
    JSON.stringify(data),
  ]),
];

function textOf(restored: Restored | null, gap: Gap | null, terminal: Terminal): string {
  if (restored === null || gap === null)
    return terminal.say({
      vi: 'Dữ liệu chưa từng được phục hồi; không có gì để đối chiếu.',
      en: 'The data were never restored; there is nothing to reconcile.',
    });
  const { lacking, enteredAgain, unreadable, newerFiles } = gap;
  const shown = lacking.slice(0, SHOWN_MAX).map((event) => `  ${lineOf(event, terminal)}`);
  return [
    headOf(restored, terminal),
    ...(restored.evidence.length === 0 ? [] : [`  ${restored.evidence.join('\n  ')}`]),
    terminal.say(keptText(restored, lacking.length, enteredAgain)),
    ...shown,
    ...(lacking.length > SHOWN_MAX ? [`  … ${lacking.length - SHOWN_MAX} (--csv, --json)`] : []),
    ...(unreadable === null
      ? []
      : [terminal.say({ vi: `Nhật ký cũ không đọc hết được: ${unreadable}`, en: `The old log cannot be read to its end: ${unreadable}` })]),
    terminal.say({
      vi: `${newerFiles.length} tệp tải lên sau bản sao lưu mà không sự kiện nào nhắc tới`,
      en: `${newerFiles.length} files uploaded after the backup that no event names`,
    }),
    ...newerFiles.map(({ sha256, bytes, storedAt }) => `  ${instantText(storedAt)} ${bytes} ${sha256}`),
    statusOf(restored, terminal),
  ].join('\n');
}

function headOf({ cause, at, by, position, backup, generation }: Restored, terminal: Terminal): string {
  if (cause === 'older-log')
    return terminal.say({
      vi: `Lúc ${instantText(at)}: nhật ký (đến ${position ?? '–'}) cũ hơn những gì đã đọc (thế hệ ${generation}):`,
      en: `At ${instantText(at)}: the log (to ${position ?? '–'}) was found older than what had been read of it (generation ${generation}):`,
    });
  const made = backup === null ? '–' : instantText(backup.madeAt);
  return terminal.say({
    vi: `Phục hồi lúc ${instantText(at)} bởi ${by} từ bản sao lưu ${made} (${backup?.folder}), vị trí ${position ?? '–'}, thế hệ ${generation}`,
    en: `Restored at ${instantText(at)} by ${by} from the backup of ${made} (${backup?.folder}), position ${position ?? '–'}, generation ${generation}`,
  });
}

function keptText({ keptAside }: Restored, lacking: number, enteredAgain: number): { readonly vi: string; readonly en: string } {
  if (keptAside === null)
    return {
      vi: 'Không có nhật ký cũ để so: hãy hỏi mọi người đã nhập gì sau bản sao lưu.',
      en: 'There is no old log to compare with: ask people what they entered after the backup.',
    };
  return {
    vi: `Nhật ký cũ (${keptAside}) có ${lacking} sự kiện mà nhật ký này thiếu; ${enteredAgain} đã có lại:`,
    en: `The old log (${keptAside}) has ${lacking} events that this log lacks; ${enteredAgain} are there again:`,
  };
}

const lineOf = ({ occurredOn, code, stream, actor, sentence, type }: Lacking, terminal: Terminal): string =>
  `${vietnameseDate(occurredOn)} ${code ?? stream} ${actor}: ${sentence === null ? type : terminal.say(sentence)}`;

function statusOf({ phase, confirmed }: Restored, terminal: Terminal): string {
  if (confirmed !== null)
    return terminal.say({
      vi: `Đã xác nhận đối chiếu lúc ${instantText(confirmed.at)} bởi ${confirmed.by}: ${confirmed.reason}`,
      en: `Reconciliation confirmed at ${instantText(confirmed.at)} by ${confirmed.by}: ${confirmed.reason}`,
    });
  if (phase === 'switching') return terminal.say(CUT_OFF);
  return terminal.say({
    vi: 'CHƯA đối chiếu: chưa gửi gì ra ngoài. Xong thì: reconcile --confirm --reason "…"',
    en: 'NOT reconciled: nothing is sent out. When done: reconcile --confirm --reason "…"',
  });
}
