import { systemClock, vietnamDay } from '#commands/clock';
import { RuleBooks } from '#commands/rule-books';
import type { Config } from '#config/config';
import { currentRules, type RuleBook } from '#lifecycle/context';
import { ruleSetOn } from '#lifecycle/rules';
import { compareRules, listRules, type RuleFilter } from '#lifecycle/rulebook/compare-rules';
import { toldRule } from '#lifecycle/rulebook/told-rule';
import type { ProvinceRef, Source } from '#reference/province-ref';
import type { RuleListName } from '#lifecycle/rulebook/rulebook.events';
import { EXIT, type Exit } from '../exit.ts';
import { isThere, openLog } from '../log-of.ts';
import { changedText, ruleText } from '../rules-text.ts';
import type { Run } from '../terminal.ts';

export interface RulesOptions {
  readonly list?: RuleListName;
  readonly content?: string;
  readonly source?: Source;
  readonly province?: ProvinceRef;
}

/** `rules list`: the rows in force on a day, of the build and of the activations in the log. */
export async function listOfRules({ config, terminal }: Run, { day, ...options }: RulesOptions & { readonly day?: string }): Promise<Exit> {
  const on = day ?? vietnamDay(systemClock.now());
  const rules = await rulesOf(config);
  const rows = listRules(rules, filterOf(options), on);
  const ruleSet = ruleSetOn(rules, on);
  terminal.answer({ day: on, ruleSet, rules: rows.map(toldRule) }, () =>
    [
      `${terminal.say({ vi: 'Quy định có hiệu lực ngày', en: 'Rules in force on' })} ${on} (${ruleSet})`,
      ...rows.map((row) => ruleText(row, terminal)),
    ].join('\n'),
  );
  return EXIT.done;
}

/** `rules compare <dayA> <dayB>`: what is new, gone, or says something else. */
export async function comparisonOfRules(
  { config, terminal }: Run,
  { dayA, dayB, ...options }: RulesOptions & { readonly dayA: string; readonly dayB: string },
): Promise<Exit> {
  const comparison = compareRules(await rulesOf(config), dayA, dayB, filterOf(options));
  const { added, removed, changed } = comparison;
  terminal.answer({ ...comparison, added: added.map(toldRule), removed: removed.map(toldRule) }, () =>
    [
      terminal.say({
        vi: `${dayA} → ${dayB}: thêm ${added.length}, bỏ ${removed.length}, thay đổi ${changed.length}`,
        en: `${dayA} → ${dayB}: ${added.length} added, ${removed.length} removed, ${changed.length} changed`,
      }),
      ...added.map((row) => `+ ${ruleText(row, terminal)}`),
      ...removed.map((row) => `- ${ruleText(row, terminal)}`),
      ...changed.map((row) => `~ ${changedText(row, terminal)}`),
    ].join('\n'),
  );
  return EXIT.done;
}

const filterOf = ({ list, content, source, province }: RulesOptions): RuleFilter => ({
  ...(list && { list }),
  ...(content !== undefined && { content }),
  ...(source && { source }),
  ...(province && { province }),
});

/** The rows of this build where nothing was recorded yet. */
async function rulesOf(config: Config): Promise<RuleBook> {
  if (!isThere(config)) return currentRules;
  const log = await openLog(config);
  try {
    return await new RuleBooks(log).whole();
  } finally {
    await log.close();
  }
}
