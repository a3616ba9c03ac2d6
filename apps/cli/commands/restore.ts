import { resolve } from 'node:path';
import { programVersion } from '#config/program-name';
import { placesOf, placesUnder } from '#recovery/places';
import { restore, type RestoreResult } from '#recovery/restore';
import { fileConfig } from '../log-of.ts';
import { EXIT, type Exit } from '../exit.ts';
import { interruptible } from '../interruptible.ts';
import { differencesText, refusedRecovery, showStep } from '../recovery-text.ts';
import { instantText } from '#reports/printed-dates';
import type { Run, Terminal } from '../terminal.ts';

export interface RestoreOptions {
  readonly folder: string;
  /** Said for the sake of scripts: a restore that does not verify does not exist. */
  readonly verify?: boolean;
  readonly to?: string;
  readonly dryRun?: boolean;
  readonly replace?: boolean;
}

/** `restore DIR --verify`: 2 when the backup is broken or differs after the replay, and when a log is in the way. */
export async function restoreBackup(
  { config, terminal }: Run,
  { folder, to, dryRun = false, replace = false }: RestoreOptions,
): Promise<Exit> {
  const places = to === undefined ? placesOf(fileConfig(config)) : placesUnder(resolve(to));
  const result = await interruptible(terminal, (progress) =>
    restore({
      folder,
      places,
      dryRun,
      replace,
      by: config.operator,
      programVersion: programVersion(),
      onProgress: showStep(progress, terminal),
    }),
  ).catch((error: unknown) => {
    throw refusedRecovery(error);
  });
  terminal.answer(documentOf(result, folder, places.dataDir), () => textOf(result, places.dataDir, terminal));
  return result.outcome === 'differs' ? EXIT.refused : EXIT.done;
}

function documentOf({ manifest, outcome, comparison, strangers, restored, seconds }: RestoreResult, folder: string, to: string) {
  const { position, events, streams, headsDigest, logId } = manifest.log;
  return {
    folder: resolve(folder),
    to,
    outcome,
    position,
    seal: manifest.seal,
    unanchoredSince: comparison?.verified.unanchoredSince ?? null,
    logId,
    events,
    streams,
    headsDigest,
    madeAt: manifest.madeAt,
    generation: restored?.generation ?? null,
    mode: restored?.phase ?? null,
    keptAside: restored?.keptAside ?? null,
    comparison,
    strangers,
    seconds,
  };
}

const OUTCOMES = {
  restored: { vi: 'Đã phục hồi', en: 'Restored' },
  already: { vi: 'Đã phục hồi từ trước, không thay đổi gì', en: 'Restored before, nothing was changed' },
  differs: { vi: 'KHÔNG phục hồi: bản sao lưu khác với kết quả tính lại', en: 'NOT restored: the replay differs from the manifest' },
  'dry-run': { vi: 'Bản sao lưu tốt; chạy thử, không ghi gì', en: 'The backup is sound; dry run, nothing was written' },
} as const;

function textOf({ manifest, outcome, comparison, restored }: RestoreResult, to: string, terminal: Terminal): string {
  const { position, events, streams } = manifest.log;
  const counts = terminal.say({
    vi: `${events} sự kiện, ${streams} luồng, vị trí ${position ?? '–'}, sao lưu lúc ${instantText(manifest.madeAt)}`,
    en: `${events} events, ${streams} streams, position ${position ?? '–'}, backed up at ${instantText(manifest.madeAt)}`,
  });
  const lines = [`${terminal.say(OUTCOMES[outcome])} (${to})`, counts];
  if (comparison !== null)
    lines.push(
      terminal.say({
        vi: `Đối chiếu: ${comparison.files} tệp, ${comparison.folded} luồng tính lại, ${comparison.figures} số tổng, ${comparison.differences.length} khác biệt`,
        en: `Compared: ${comparison.files} files, ${comparison.folded} streams folded, ${comparison.figures} sums, ${comparison.differences.length} differences`,
      }),
      ...differencesText(comparison.differences),
      ...differencesText(comparison.figuresOfOtherVersion),
    );
  if (restored !== null && restored.keptAside !== null)
    lines.push(terminal.say({ vi: `Nhật ký cũ được giữ ở ${restored.keptAside}`, en: `The old log is kept in ${restored.keptAside}` }));
  if (restored !== null && restored.phase !== 'confirmed')
    lines.push(
      terminal.say({
        vi: 'Chưa gửi gì ra ngoài cho đến khi đối chiếu xong: npm run -s tiendo -- reconcile',
        en: 'Nothing is sent out until people have reconciled: npm run -s tiendo -- reconcile',
      }),
    );
  return lines.join('\n');
}
