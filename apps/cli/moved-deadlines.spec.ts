import { expect, it } from '@jest/globals';
import { movedLines } from './moved-deadlines.ts';
import { Terminal } from './terminal.ts';

const moved = {
  deadlines: 3,
  projects: 2,
  first: [
    { project: 'p-1', code: 'KCQG-2022-38-001', obligation: 'monthly-report:2022-07', from: '2022-07-25', to: '2022-07-26' },
    { project: 'p-2', code: 'KCQG-2022-38-002', obligation: 'settlement', from: '2023-01-20', to: '2023-01-27' },
  ],
};

const linesIn = (language: 'vi' | 'en') => movedLines(moved, new Terminal(process, false, language));

it('the deadlines that a notice would move are named, and how many are not', () => {
  expect(linesIn('vi')).toEqual([
    'Dời 3 thời hạn của 2 đề án:',
    '  KCQG-2022-38-001  Nộp báo cáo tiến độ tháng 07/2022: 25/07/2022 → 26/07/2022',
    expect.stringMatching(/^ {2}KCQG-2022-38-002 {2}.+: 20\/01\/2023 → 27\/01\/2023$/),
    '  … còn 1',
  ]);
  expect(linesIn('en').at(-1)).toBe('  … and 1 more');
});
