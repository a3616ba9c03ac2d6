import { compareStreams, seeded } from '#read-models/compare-streams';
import { readModels } from '#read-models/models';
import { EXIT, type Exit } from '../exit.ts';
import { withReadSide } from '../read-side.ts';
import type { Run } from '../terminal.ts';

export interface CompareOptions {
  readonly streams: number;
  readonly seed: number;
}

/** `compare`: folds random streams anew from the log and compares with the rows that answer; 2 when one is not what the log says. */
export async function compareRows({ config, terminal }: Run, { streams, seed }: CompareOptions): Promise<Exit> {
  const asked = { models: readModels, streams, random: seeded(seed) };
  const found = await withReadSide(config, ({ log, db }) => compareStreams({ ...asked, log, db }));
  const { position, differences } = found;
  terminal.answer({ seed, ...found }, () =>
    [
      terminal.say({
        vi: `${found.streams} hồ sơ, ${found.events} sự kiện gấp lại từ nhật ký ở ${position ?? '–'}: ${differences.length} chỗ khác`,
        en: `${found.streams} streams, ${found.events} events folded anew at ${position ?? '–'}: ${differences.length} differences`,
      }),
      ...differences.map(({ stream, table }) => `  ${stream}: ${table}`),
    ].join('\n'),
  );
  return differences.length === 0 ? EXIT.done : EXIT.refused;
}
