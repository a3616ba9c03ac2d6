import { BrokenChain } from '#event-log/checked-walk';
import { DuplicateEventId, type EventLog } from '#event-log/event-log';
import { StatesDiffer } from '#recovery/compare-folds';
import { LogsDiffer, type NamedEvent } from '#recovery/compare-logs';
import type { VerifiedCopy } from '#recovery/verify-copy';
import { EXIT, Failure } from './exit.ts';
import type { Terminal } from './terminal.ts';

/** What `log copy` answers. */
export interface Copying extends Omit<VerifiedCopy, 'seconds'> {
  readonly from: string;
  readonly to: string;
  /** Events that were in the target before; null: nothing was to be copied. */
  readonly found: number | null;
  readonly copied: number | null;
  /** By step */
  readonly seconds: Readonly<Record<string, number>>;
}

const STEPS: Readonly<Record<string, { readonly vi: string; readonly en: string }>> = {
  compare: { vi: 'so phần đã có', en: 'comparing what is there' },
  copy: { vi: 'sao chép', en: 'copying' },
  chains: { vi: 'đối chiếu hai chuỗi', en: 'comparing both chains' },
  'source-file': { vi: 'kiểm chứng tệp nguồn', en: 'verifying the source file' },
  'target-file': { vi: 'kiểm chứng tệp đích', en: 'verifying the target file' },
  fold: { vi: 'tính lại hồ sơ từ hai nhật ký', en: 'folding the records of both' },
};

export const wordsOfStep = (step: string): { readonly vi: string; readonly en: string } => STEPS[step] ?? { vi: step, en: step };

export function copyText({ from, to, found, copied, unfolded, sourceGoesOn, ...verified }: Copying, terminal: Terminal): string {
  const { events, streams, headsDigest, statesDigest } = verified;
  const seconds = Object.values(verified.seconds).reduce((sum, step) => sum + step, 0);
  const lines = [
    { vi: `${from} → ${to}`, en: `${from} → ${to}` },
    ...(copied === null
      ? []
      : [{ vi: `  đã sao chép ${copied} sự kiện, ${found} đã có từ trước`, en: `  ${copied} events copied, ${found} were there before` }]),
    { vi: `  giống nhau: ${events} sự kiện, ${streams} luồng`, en: `  the same in both: ${events} events, ${streams} streams` },
    { vi: `  đầu các luồng ${headsDigest}`, en: `  ends of the streams ${headsDigest}` },
    { vi: `  trạng thái    ${statesDigest}`, en: `  states              ${statesDigest}` },
    { vi: `  ${seconds.toFixed(1)} s`, en: `  ${seconds.toFixed(1)} s` },
    ...unfolded.map((why) => ({ vi: `  KHÔNG tính lại được: ${why}`, en: `  CANNOT be folded: ${why}` })),
    ...(sourceGoesOn
      ? [
          {
            vi: 'Nguồn đã có thêm sự kiện sau đó; chạy lại đúng lệnh sao chép này để chép nốt.',
            en: 'The source goes on after these; the same copy again takes the rest.',
          },
        ]
      : []),
  ];
  return lines.map((line) => terminal.say(line)).join('\n');
}

const refused = (code: string, vi: string, en: string): Failure => new Failure({ vi, en }, EXIT.refused, code);

export const sameLog = (): Failure =>
  refused('same-log', 'nguồn và đích là cùng một nhật ký', 'the source and the target are the same log');

/** Stopped by the one who started it. */
export const stoppedCopy = (events: number): Failure =>
  new Failure(
    {
      vi: `đã dừng theo yêu cầu sau ${events} sự kiện; chạy lại đúng lệnh này để làm tiếp`,
      en: `interrupted after ${events} events; the same command goes on from there`,
    },
    EXIT.failed,
    'interrupted',
  );

/** An expected no in one line; anything else goes on as it is. */
export function refusedCopy(error: unknown, source: EventLog | undefined): unknown {
  if (error instanceof LogsDiffer) return differing(error);
  if (error instanceof BrokenChain) {
    const which = error.log === source ? { vi: 'nguồn', en: 'source' } : { vi: 'đích', en: 'target' };
    return refused(`${which.en}-broken`, `nhật ký ${which.vi} hỏng: ${error.message}`, `the ${which.en} is broken: ${error.message}`);
  }
  if (error instanceof StatesDiffer)
    return refused(
      'states-differ',
      `${error.stream}: trạng thái tính từ hai nhật ký khác nhau`,
      `${error.stream}: the two logs do not give the same state`,
    );
  if (error instanceof DuplicateEventId)
    return refused(
      'duplicate-id',
      `nguồn có mã sự kiện ${error.id} hai lần; đích không nhận được`,
      `the source has the event id ${error.id} twice; the target cannot take it`,
    );
  return error;
}

function differing({ nth, expected, found }: LogsDiffer): Failure {
  const text = (one: NamedEvent | null, none: string): string => (one === null ? none : `${one.stream} #${one.revision} ${one.id}`);
  return refused(
    'logs-differ',
    `hai nhật ký khác nhau từ sự kiện thứ ${nth}: nguồn ${text(expected, 'hết')}, đích ${text(found, 'hết')}; đích không phải bản sao của nguồn, hoặc có ai khác ghi vào đó`,
    `the logs differ at event ${nth}: ${text(expected, 'the end')} in the source, ${text(found, 'the end')} in the target; the target is no copy of the source, or somebody else writes to it`,
  );
}
