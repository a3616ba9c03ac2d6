import { describe, expect, it } from '@jest/globals';
import { currentRules } from '#lifecycle/context';
import type { Column } from './columns.ts';
import { MAIN, type Row, rowsOf } from './register-file.fixture.ts';
import { checkRow } from './row-check.ts';

const TODAY = '2022-10-15';
const main = rowsOf(MAIN);
const settled = main.find((row) => row['source'] === 'KCQG' && row['content'] === 'ND3b' && row['settled_on'] !== '') as Row;
const stopped = main.find((row) => row['recovered_vnd'] !== '') as Row;
const contracted = main.find((row) => row['contract_no'] !== '' && row['advance1_on'] === '' && row['stopped_on'] === '') as Row;
const failedBase = main.find((row) => row['base_result'] === 'fail') as Row;
const failedFinal = main.find((row) => row['final_result'] === 'fail') as Row;

const found = (like: Row, changes: Row): string[] => {
  const row = { ...like, ...changes };
  return checkRow((column: Column) => row[column] ?? '', { today: TODAY, rules: currentRules }).findings.map(
    ({ problem, column }) => `${problem} ${column}`,
  );
};
const more = (column: string, like: Row = settled): string => String(Number(like[column]) + 1);

describe('a row by itself', () => {
  it.each<[what: string, like: Row, changes: Row, expected: readonly string[]]>([
    ['is good as it stands', settled, {}, []],
    [
      'may leave contract and advances empty',
      settled,
      { contract_no: '', contracted_on: '', contract_end_on: '', advance1_on: '', advance1_vnd: '', advance2_on: '', advance2_vnd: '' },
      [],
    ],
    [
      'may have all its days on one day',
      contracted,
      Object.fromEntries(
        ['surveyed_on', 'registered_on', 'base_appraised_on', 'final_appraised_on', 'approved_on', 'contracted_on'].map((column) => [
          column,
          contracted['approved_on'] as string,
        ]),
      ),
      [],
    ],
    [
      'may be surveyed only',
      settled,
      Object.fromEntries(
        Object.keys(settled)
          .filter(
            (column) => !['code', 'source', 'plan_year', 'province', 'commune', 'content', 'beneficiary', 'surveyed_on'].includes(column),
          )
          .map((column) => [column, '']),
      ),
      [],
    ],
    ['must begin with a survey', settled, { surveyed_on: '' }, ['missing-stage surveyed_on']],
    [
      'has the first gap named',
      settled,
      { registered_on: '', base_appraised_on: '', base_result: '', base_amount_vnd: '' },
      ['missing-stage registered_on'],
    ],
    [
      'is not accepted: no remaining advance, no settlement',
      settled,
      { accepted_on: '', accepted_vnd: '', output_actual: '' },
      ['missing-stage accepted_on'],
    ],
    ['has amounts without their day', contracted, { advance1_vnd: '5', settled_vnd: '5' }, ['missing advance1_on', 'missing settled_on']],
    ['has a day without its amount', contracted, { advance1_on: contracted['contracted_on'] as string }, ['missing advance1_vnd']],
    ['is stopped without a reason', stopped, { stop_reason: '' }, ['missing stop_reason']],
    ['ends with a failed base appraisal', settled, { base_result: 'fail' }, ['after-end final_appraised_on', 'after-end base_amount_vnd']],
    ['may end with a failed base appraisal', failedBase, {}, []],
    ['may end with a failed final appraisal', failedFinal, {}, []],
    [
      'is not both accepted and stopped',
      settled,
      { stopped_on: settled['settled_on'] as string, stop_reason: 'x' },
      ['after-end stopped_on'],
    ],
    ['settles nothing once stopped', stopped, { settled_vnd: '1' }, ['settled-over-accepted settled_vnd']],
    [
      'recovers no more than was advanced',
      stopped,
      { recovered_vnd: more('advance1_vnd', stopped) },
      ['recovered-over-advanced recovered_vnd'],
    ],
    ['stops after the contract', stopped, { stopped_on: '2020-12-31' }, ['date-order stopped_on']],
    ['knows no day after today', contracted, { advance1_on: '2022-10-16', advance1_vnd: '1' }, ['in-the-future advance1_on']],
    ['may be contracted beyond today', contracted, { contract_end_on: '2099-12-31' }, []],
    ['ends its contract after signing it', contracted, { contract_end_on: '2020-01-01' }, ['date-order contract_end_on']],
    [
      'puts the fault on the earliest day that breaks the order',
      settled,
      { registered_on: '2022-09-30' },
      ['date-order base_appraised_on'],
    ],
    ['leaves out what follows from a day in the future', settled, { surveyed_on: '2029-01-01' }, ['in-the-future surveyed_on']],
    [
      'appraises no more than was asked for',
      settled,
      { base_amount_vnd: more('support_requested_vnd') },
      ['base-over-requested base_amount_vnd'],
    ],
    [
      'appraises at last no more than at first',
      settled,
      { final_amount_vnd: more('base_amount_vnd') },
      ['final-over-base final_amount_vnd'],
    ],
    ['approves no more than was appraised', settled, { approved_vnd: more('final_amount_vnd') }, ['approved-over-final approved_vnd']],
    ['accepts no more than was approved', settled, { accepted_vnd: more('approved_vnd') }, ['accepted-over-approved accepted_vnd']],
    [
      'leaves out what follows from an amount that cannot be read',
      settled,
      { support_requested_vnd: 'x', approved_vnd: 'y' },
      ['amount support_requested_vnd', 'amount approved_vnd'],
    ],
    ['takes 0 for nothing recovered', settled, { recovered_vnd: '0' }, []],
    ['takes no 0 for an approval', contracted, { approved_vnd: '0' }, ['amount approved_vnd']],
    ['takes 15 digits and not 16', contracted, { total_cost_vnd: '1000000000000000' }, ['amount total_cost_vnd']],
    ['agrees with its code', settled, { province: settled['province'] === '01' ? '02' : '01', plan_year: '2019' }, ['code-mismatch code']],
    ['is not compared with its code where its own cell is wrong', settled, { province: '99' }, ['unknown-province province']],
    ['has a code of four parts', settled, { code: 'KCQG/2021/40' }, ['code-format code']],
    [
      'reports every fault of it',
      settled,
      { title: ' ', commune: 'a\u0007', beneficiary_tax_code: '1', output_actual: '1.5', plan_year: '21' },
      ['control-char commune', 'tax-code beneficiary_tax_code', 'plan-year plan_year', 'output output_actual', 'missing title'],
    ],
    ['takes a tax code of a branch', settled, { beneficiary_tax_code: '0101234567-001' }, []],
    ['hides no letters', settled, { title: 'Hỗ trợ\u200b máy' }, ['control-char title']],
    ['has a title of 500 characters at most', settled, { title: 'ỗ'.repeat(501) }, ['too-long title']],
    ['counts characters and not bytes', settled, { title: 'ỗ'.normalize('NFD').repeat(500) }, []],
    ['may have lines in its note', settled, { note: 'một\nhai' }, []],
  ])('%s', (_what, like, changes, expected) => {
    expect(found(like, changes).sort()).toEqual([...expected].sort());
  });

  it('advances at most 70 % by whole đồng, 30 % for clusters', () => {
    const approved = { approved_vnd: '100000000', accepted_vnd: '100000000', settled_vnd: '100000000' };
    const advances = (first: number, content: string): string[] =>
      found(settled, { ...approved, content, advance1_vnd: String(first), advance2_vnd: '1' });
    expect(advances(70_000_000, 'ND3b')).toEqual([]);
    expect(advances(70_000_001, 'ND3b')).toEqual(['advance-cap advance1_vnd']);
    expect(advances(30_000_000, 'ND7b')).toEqual([]);
    expect(advances(30_000_001, 'ND7b')).toEqual(['advance-cap advance1_vnd']);
  });

  it('stays under the ceiling in force on the day of approval, for each planned unit', () => {
    const approved = (day: string, units: number): string[] =>
      found(
        { ...contracted, source: 'KCQG', content: 'ND3b', code: contracted['code']?.replace('KCDP', 'KCQG') as string },
        {
          ...Object.fromEntries(
            ['surveyed_on', 'registered_on', 'base_appraised_on', 'final_appraised_on', 'approved_on', 'contracted_on'].map((column) => [
              column,
              day,
            ]),
          ),
          ...{ total_cost_vnd: '2000000000', support_requested_vnd: '500000000', counterpart_vnd: '1500000000' },
          ...{ base_amount_vnd: '500000000', final_amount_vnd: '500000000', approved_vnd: '500000000', output_planned: String(units) },
        },
      );
    expect(approved('2020-12-15', 1)).toEqual(['ceiling approved_vnd']);
    expect(approved('2020-12-15', 2)).toEqual([]);
    expect(approved('2018-05-10', 2)).toEqual(['ceiling approved_vnd']);
    expect(approved('2018-05-10', 3)).toEqual([]);
    expect(approved('2014-04-07', 1)).toEqual([]);
  });
});
