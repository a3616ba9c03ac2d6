import { programVersion } from '#config/program-name';
import { drill, type Drilled } from '#recovery/drill';
import { placesOf } from '#recovery/places';
import { fileConfig } from '../log-of.ts';
import { EXIT, type Exit } from '../exit.ts';
import { interruptible } from '../interruptible.ts';
import { differencesText, refusedRecovery, shownSettings, showStep } from '../recovery-text.ts';
import type { Run, Terminal } from '../terminal.ts';

export interface DrillOptions {
  readonly keep?: boolean;
}

/** `drill`: backup, restore aside, verify, compare, beside whoever works; 2 on any difference. */
export async function restoreDrill({ config, terminal }: Run, { keep = false }: DrillOptions): Promise<Exit> {
  const drilled = await interruptible(terminal, (progress) =>
    drill({
      places: placesOf(fileConfig(config)),
      settings: shownSettings(config),
      by: config.operator,
      programVersion: programVersion(),
      keep,
      onProgress: showStep(progress, terminal),
    }),
  ).catch((error: unknown) => {
    throw refusedRecovery(error);
  });
  terminal.answer({ ok: drilled.differences.length === 0, ...drilled }, () => textOf(drilled, terminal));
  return drilled.differences.length === 0 ? EXIT.done : EXIT.refused;
}

function textOf({ events, position, backupSeconds, restoreSeconds, steps, differences, kept }: Drilled, terminal: Terminal): string {
  const spent = Object.entries(steps).map(([step, seconds]) => `${step} ${seconds.toFixed(2)} s`);
  return [
    terminal.say({
      vi: `Diễn tập phục hồi: ${events} sự kiện đến vị trí ${position ?? '–'}, ${differences.length} khác biệt`,
      en: `Restore drill: ${events} events up to position ${position ?? '–'}, ${differences.length} differences`,
    }),
    terminal.say({
      vi: `Sao lưu ${backupSeconds.toFixed(2)} s; phục hồi (RTO) ${restoreSeconds.toFixed(2)} s: ${spent.join(', ')}`,
      en: `Backup ${backupSeconds.toFixed(2)} s; restore (RTO) ${restoreSeconds.toFixed(2)} s: ${spent.join(', ')}`,
    }),
    ...differencesText(differences),
    ...(kept === null ? [] : [terminal.say({ vi: `Giữ lại ở ${kept}`, en: `Kept in ${kept}` })]),
  ].join('\n');
}
