import { isAbsolute, relative, resolve } from 'node:path';
import { programVersion } from '#config/program-name';
import { type BackedUp, makeBackup } from '#recovery/backup';
import { placesOf } from '#recovery/places';
import { recordRun } from '#recovery/runs';
import { fileConfig } from '../log-of.ts';
import { EXIT, type Exit, Failure } from '../exit.ts';
import { interruptible } from '../interruptible.ts';
import { mib, refusedRecovery, shownSettings, showStep } from '../recovery-text.ts';
import type { Run, Terminal } from '../terminal.ts';

export interface BackupOptions {
  readonly folder: string;
  readonly since?: string;
}

/** `backup DIR`: beside whoever writes; 2 when it was refused, and when files that events name are missing from it. */
export async function backUp({ config, terminal }: Run, { folder, since }: BackupOptions): Promise<Exit> {
  const places = placesOf(fileConfig(config));
  refuseWithin(places.dataDir, resolve(folder));
  const made = await interruptible(terminal, (progress) =>
    makeBackup({
      places,
      folder,
      settings: shownSettings(config),
      programVersion: programVersion(),
      onProgress: showStep(progress, terminal),
      ...(since === undefined ? {} : { since }),
    }),
  ).catch((error: unknown) => {
    throw refusedRecovery(error);
  });
  const { manifest, seconds } = made;
  const { logId, position, lastHash } = manifest.log;
  const { madeAt: at, generation } = manifest;
  recordRun(places.dataDir, { kind: 'backup', at, ok: true, seconds, logId, generation, position, lastHash, folder: made.folder });
  terminal.answer(documentOf(made), () => textOf(made, terminal));
  return manifest.attachments.missing.length > 0 ? EXIT.refused : EXIT.done;
}

/** Whatever takes the data folder takes a backup in it along. @throws Failure */
function refuseWithin(dataDir: string, folder: string): void {
  const way = relative(resolve(dataDir), folder);
  if (way.startsWith('..') || isAbsolute(way)) return;
  throw new Failure(
    {
      vi: `${folder} nằm trong thư mục dữ liệu; hãy đặt bản sao lưu ở ngoài, tốt nhất trên đĩa khác`,
      en: `${folder} is in the data folder; put the backup outside, best on another disk`,
    },
    EXIT.refused,
  );
}

function documentOf({ folder, manifest, sha256, linked, seconds }: BackedUp) {
  const { log, attachments, files, generation, madeAt, since, seal } = manifest;
  const { position, events, streams, headsDigest } = log;
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  return {
    folder,
    position,
    seal,
    unanchoredSince: null,
    events,
    streams,
    headsDigest,
    logId: log.logId,
    generation,
    madeAt,
    attachments: { ...attachments, linked },
    bytes,
    since,
    manifestSha256: sha256,
    seconds,
  };
}

function textOf(made: BackedUp, terminal: Terminal): string {
  const { folder, events, streams, position, attachments, bytes, seconds } = documentOf(made);
  const lines = [
    terminal.say({
      vi: `Đã sao lưu vào ${folder}: ${events} sự kiện, ${streams} luồng, vị trí ${position ?? '–'}`,
      en: `Backed up to ${folder}: ${events} events, ${streams} streams, position ${position ?? '–'}`,
    }),
    terminal.say({
      vi: `${attachments.files} tệp đính kèm (${attachments.linked} dùng chung với bản trước) · ${mib(bytes)} MiB · ${seconds.toFixed(1)} s`,
      en: `${attachments.files} attached files (${attachments.linked} shared with the former backup) · ${mib(bytes)} MiB · ${seconds.toFixed(1)} s`,
    }),
  ];
  if (attachments.missing.length > 0)
    lines.push(
      terminal.say({
        vi: `THIẾU ${attachments.missing.length} tệp mà hồ sơ nhắc tới: ${attachments.missing.slice(0, 3).join(', ')}`,
        en: `${attachments.missing.length} files that events name are MISSING: ${attachments.missing.slice(0, 3).join(', ')}`,
      }),
    );
  return lines.join('\n');
}
