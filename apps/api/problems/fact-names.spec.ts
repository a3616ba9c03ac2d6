import { describe, expect, it } from '@jest/globals';
import { nameOfCode } from './fact-names.ts';
import { fill } from './problem-kind.ts';
import { refusalProblems } from './refusal-problems.ts';
import { projectActs } from '../acts/project-acts.ts';
import { ROLES } from '#reference/roles';
import { stages } from '#reference/definitions/stages';

describe('a refusal in words', () => {
  it('calls stages, acts, roles and papers by their names', () => {
    const { detail } = refusalProblems['illegal-transition'];
    expect(fill(detail.vi, { status: 'executing', command: 'RequestAdvance' }, 'vi')).toBe(
      'Đề án đang ở bước “Đang thực hiện”, không thực hiện được thao tác Đề nghị tạm ứng.',
    );
    const papers = fill(refusalProblems['dossier-incomplete'].detail.vi, { missing: ['acceptance-minutes'] }, 'vi');
    expect(papers.toLowerCase()).toContain('nghiệm thu');
    const hands = fill(
      refusalProblems['not-your-role'].detail.en,
      { role: 'auditor', command: 'PayAdvance', who: ['agency-accountant'] },
      'en',
    );
    expect(hands).toContain('Accountant of the managing agency');
  });

  it('leaves what has no name as it is', () => {
    expect(nameOfCode('status', 'constructor', 'vi')).toBeUndefined();
    expect(fill('{given} {status}', { given: 'ND9z', status: null }, 'vi')).toBe('ND9z –');
  });

  it.each(['vi', 'en'] as const)('knows every stage, role and act in %s', (language) => {
    for (const stage of Object.keys(stages)) expect(nameOfCode('status', stage, language)).toMatch(/\S/);
    for (const role of Object.keys(ROLES)) expect(nameOfCode('role', role, language)).toMatch(/\S/);
    for (const act of ['RebuildReadModels', 'CancelRebuild', 'RollBackReadModels', 'DropFormerBuild', 'RetryParked', 'ReadOutbox'])
      expect(nameOfCode('command', act, language)).toMatch(/\S/);
    for (const act of Object.keys(projectActs)) expect(nameOfCode('command', act, language)).toMatch(/\S/);
  });
});
