import { describe, expect, it } from '@jest/globals';
import { advanceLimits } from '#reference/rules/advances';
import { ceilings } from '#reference/rules/ceilings';
import { deadlines } from '#reference/rules/deadlines';
import { inForce, type Rule } from '#reference/rules/rule';
import { ruleSets } from '#reference/rules/rule-sets';
import { isContent } from '#reference/contents';
import { addDays, days, isDate } from './calendar-date.ts';
import { currentRules } from './context.ts';
import { advanceLimitsOn, ceilingOn, mostAllowed, ruleSetOn, type Supported } from './rules.ts';

const supported = (content: string, more: Partial<Supported> = {}): Supported => ({
  source: 'KCQG',
  content,
  totalCost: 10_000_000_000,
  outputPlanned: 1,
  ...more,
});
const most = (content: string, day: string, more: Partial<Supported> = {}): number | null | undefined => {
  const ceiling = ceilingOn(currentRules, supported(content, more), day);
  return ceiling && mostAllowed(ceiling, supported(content, more));
};

describe('the ceilings of KCQG', () => {
  it('machinery: 50 %, 200 million by TTLT 26/2014, 300 million by TT 28/2018 art. 8(4)', () => {
    expect(most('ND3b', '2018-05-10')).toBe(200_000_000);
    expect(most('ND3b', '2018-05-11')).toBe(300_000_000);
    expect(most('ND3b', '2022-01-01', { totalCost: 400_000_001 })).toBe(200_000_000);
    expect(most('ND3b', '2022-01-01', { outputPlanned: 3 })).toBe(900_000_000);
  });
  it('models: 30 %, 500 million, then 1,000 million by TT 28/2018 art. 8(2)', () => {
    expect(most('ND3a', '2018-05-10')).toBe(500_000_000);
    expect(most('ND3a', '2018-05-11')).toBe(1_000_000_000);
  });
  it('clusters: 3,000 million, then 6,000 million, once for the project', () => {
    expect(most('ND7b', '2018-05-10', { outputPlanned: 2 })).toBe(3_000_000_000);
    expect(most('ND7b', '2018-05-11', { outputPlanned: 2 })).toBe(6_000_000_000);
  });
  it('brands and consulting: 50 %, 35 million each; votes 200, then 400 million; founding 10 million', () => {
    expect(most('ND4c', '2022-01-01', { outputPlanned: 2 })).toBe(70_000_000);
    expect(most('ND5', '2015-01-01')).toBe(35_000_000);
    expect(most('ND4a', '2018-05-10')).toBe(200_000_000);
    expect(most('ND4a', '2018-05-11')).toBe(400_000_000);
    expect(most('ND2b', '2022-01-01')).toBe(10_000_000);
    expect(most('ND3c', '2022-01-01')).toBe(500_000_000);
  });
  it('none is known before 8 April 2014, for other contents and for local money', () => {
    expect(most('ND3b', '2014-04-07')).toBeUndefined();
    expect(most('ND1', '2022-01-01')).toBeUndefined();
    expect(most('ND3b', '2022-01-01', { source: 'KCDP' })).toBeUndefined();
  });
});

describe('the limits on advances', () => {
  const percents = (source: 'KCQG' | 'KCDP', content: string, day: string): readonly number[] =>
    advanceLimitsOn(currentRules, source, content, day).map(({ percent }) => percent);
  it('KCQG: 30 % for clusters, 70 % for the rest, and the cap of the Treasury', () => {
    expect(percents('KCQG', 'ND7b', '2022-01-01')).toEqual([30, 70]);
    expect(percents('KCQG', 'ND3b', '2022-01-01')).toEqual([70, 70]);
    expect(percents('KCQG', 'ND1', '2014-03-01')).toEqual([70]);
  });
  it('KCDP: the cap of the Treasury alone', () => expect(percents('KCDP', 'ND7b', '2022-01-01')).toEqual([70]));
});

describe('every rule row', () => {
  const rows: readonly Rule[] = [...ceilings, ...advanceLimits, ...deadlines, ...ruleSets];
  it('has a name of its own, dates that exist, an instrument and an article', () => {
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
    for (const { from, to, instrument, article, id } of rows) {
      expect([isDate(from), to === null || (isDate(to) && to >= from)]).toEqual([true, true]);
      expect(instrument).not.toBe('');
      if (id !== 'rs-0') expect(article).not.toBe('');
    }
  });
  it('names contents that exist', () => {
    for (const code of [...ceilings.map(({ content }) => content), ...advanceLimits.flatMap(({ contents }) => contents ?? [])])
      expect(isContent(code)).toBe(true);
  });
  it('of a ceiling never overlaps another of the same content', () => {
    for (const a of ceilings)
      for (const b of ceilings)
        if (a.id !== b.id && a.content === b.content && a.variant === b.variant) expect(inForce(a, b.from)).toBe(false);
  });
  it('of a rule set follows the one before without a gap', () => {
    for (const [index, { to }] of ruleSets.entries())
      expect(ruleSets[index + 1]?.from).toBe(to === null ? undefined : addDays(to, days(1)));
    expect(ruleSetOn(currentRules, '2025-10-14')).toBe('rs-2018-09');
    expect(ruleSetOn(currentRules, '2025-10-15')).toBe('rs-2025-10');
  });
});
