import { systemClock, vietnamDay } from '#commands/clock';
import { RuleBooks } from '#commands/rule-books';
import type { Config } from '#config/config';
import type { EventLog } from '#event-log/event-log';
import { missingProvinceRules } from '#lifecycle/rulebook/missing-rules';
import { currentFile } from '#read-models/generations';
import { readModels } from '#read-models/models';
import { provincesWith } from '#read-models/projects/project-ids';
import { ReadModelReader } from '#read-models/read-model-reader';
import { whyUnfit } from '#read-models/take-over';
import { provinceName } from '#reference/provinces';

/** What `doctor` says of the provinces' own rules; null: the read models cannot say which provinces there are. */
export interface RulesFound {
  readonly verdict: 'ok' | 'note';
  readonly vi: string;
  readonly en: string;
}

/** Names that the line shows. */
const SHOWN_MAX = 5;

/** Provinces with KCDP projects that have not recorded rules of their own: nothing but form, order and sums is checked there. */
export async function rulesFound({ readModelsDir }: Config, log: EventLog): Promise<RulesFound | null> {
  const file = currentFile(readModelsDir);
  if (file === null || (await whyUnfit(file, { log, models: readModels })) !== null) return null; // The line on the read models says why.
  const reader = new ReadModelReader(readModelsDir);
  try {
    const provinces = provincesWith(reader.db, 'KCDP');
    const missing = missingProvinceRules(await new RuleBooks(log).whole(), provinces, vietnamDay(systemClock.now()));
    if (missing.length === 0)
      return { verdict: 'ok', vi: 'mọi tỉnh có quy định riêng cho KCĐP', en: 'every province has its own KCDP rules' };
    const names = missing.slice(0, SHOWN_MAX).map(({ province }) => provinceName(province));
    const list = `${names.join(', ')}${missing.length > names.length ? ' …' : ''}`;
    return {
      verdict: 'note',
      vi: `${missing.length} tỉnh chưa ghi đủ quy định riêng cho KCĐP: ${list}`,
      en: `${missing.length} provinces lack rules of their own for KCDP: ${list}`,
    };
  } finally {
    reader.close();
  }
}
