import { systemClock, vietnamDay } from '#commands/clock';
import { RuleBooks } from '#commands/rule-books';
import type { Config } from '#config/config';
import { type EventLog, Unavailable } from '#event-log/event-log';
import { missingProvinceRules } from '#lifecycle/rulebook/missing-rules';
import { ReadModelReader } from '#read-models/read-model-reader';
import { provincesWith } from '#read-models/projects/project-ids';
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
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    return null; // The line on the read models says what is the matter.
  } finally {
    reader.close();
  }
}
