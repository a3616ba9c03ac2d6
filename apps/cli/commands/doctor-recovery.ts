import type { Config } from '#config/config';
import { Unavailable } from '#event-log/event-log';
import { lastRestore } from '#recovery/generation';
import { readRuns } from '#recovery/runs';
import { instantText } from '#reports/printed-dates';

/** What `doctor` says of restores, backups and drills. */
export interface RecoveryFound {
  readonly check: 'restored' | 'backup' | 'drill';
  readonly verdict: 'ok' | 'note' | 'broken';
  readonly vi: string;
  readonly en: string;
}

const DAY_MS = 86_400_000;

/** @param now UTC instant */
export function recoveryFound({ dataDir, drillDays, log }: Config, now: string): readonly RecoveryFound[] {
  if (log.kind === 'kurrentdb') return [restoredFound(dataDir)]; // Backups are its server's.
  const runs = readRuns(dataDir);
  const last = (kind: 'backup' | 'drill') => runs.findLast((run) => run.kind === kind);
  const backup = last('backup');
  return [
    restoredFound(dataDir),
    backup === undefined
      ? { check: 'backup', verdict: 'note', vi: 'chưa có bản sao lưu nào', en: 'no backup was made yet' }
      : {
          check: 'backup',
          verdict: 'ok',
          vi: `gần nhất ${instantText(backup.at)}, ${backup.folder}`,
          en: `last ${instantText(backup.at)}, ${backup.folder}`,
        },
    drillFound(last('drill'), drillDays, now),
  ];
}

function restoredFound(dataDir: string): RecoveryFound {
  try {
    const restored = lastRestore(dataDir);
    if (restored === null) return { check: 'restored', verdict: 'ok', vi: 'chưa từng phục hồi', en: 'never restored' };
    const { phase, generation, at, confirmed } = restored;
    const when = confirmed === null ? '' : ` ${instantText(confirmed.at)}`;
    if (phase === 'confirmed')
      return {
        check: 'restored',
        verdict: 'ok',
        vi: `thế hệ ${generation}, phục hồi ${instantText(at)}, đã đối chiếu${when}`,
        en: `generation ${generation}, restored ${instantText(at)}, reconciled${when}`,
      };
    if (phase === 'switching')
      return {
        check: 'restored',
        verdict: 'broken',
        vi: 'phục hồi bị ngắt; chạy lại đúng lệnh đó',
        en: 'a restore was cut off; run the same again',
      };
    return {
      check: 'restored',
      verdict: 'note',
      vi: `phục hồi ${instantText(at)}, CHƯA đối chiếu, chưa gửi gì ra ngoài: tiendo reconcile`,
      en: `restored ${instantText(at)}, NOT reconciled, nothing is sent out: tiendo reconcile`,
    };
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    return { check: 'restored', verdict: 'broken', vi: error.message, en: error.message };
  }
}

function drillFound(drill: ReturnType<typeof readRuns>[number] | undefined, drillDays: number, now: string): RecoveryFound {
  const check = 'drill';
  if (drill === undefined)
    return { check, verdict: 'note', vi: 'chưa diễn tập phục hồi lần nào: tiendo drill', en: 'no restore drill yet: tiendo drill' };
  const { at, ok, seconds } = drill;
  if (!ok)
    return {
      check,
      verdict: 'broken',
      vi: `diễn tập ${instantText(at)} có khác biệt`,
      en: `the drill of ${instantText(at)} found differences`,
    };
  const days = Math.floor((Date.parse(now) - Date.parse(at)) / DAY_MS);
  const rto = `RTO ${seconds.toFixed(1)} s`;
  if (drillDays > 0 && days > drillDays)
    return {
      check,
      verdict: 'note',
      vi: `đã ${days} ngày chưa diễn tập (quá ${drillDays}); ${rto}`,
      en: `${days} days ago, more than ${drillDays}; ${rto}`,
    };
  return { check, verdict: 'ok', vi: `gần nhất ${instantText(at)}, ${rto}`, en: `last ${instantText(at)}, ${rto}` };
}
