import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { definitions, definitionOf } from './definitions.ts';
import { mermaidOf, stagesPage } from './diagram.ts';
import { moveReport, type Standing } from './move.ts';

it('docs/reference/stage-graphs.md says what the graphs say', () =>
  expect(readFileSync(join(import.meta.dirname, '../../../docs/reference/stage-graphs.md'), 'utf8')).toBe(stagesPage()));

it.each(definitions)('draws every stage and every way of $id', (definition) => {
  const drawing = mermaidOf(definition);
  for (const stage of Object.keys(definition.stages)) expect(drawing).toContain(`  ${stage.replaceAll('-', '_')}: `);
  expect(drawing).toContain('registered --> base_passed: ConcludeBaseAppraisal');
  expect(drawing).toContain('proposed --> in_plan: ApproveInPlan (plan)');
  expect(drawing).not.toContain('ReverseAct');
});

describe('moving projects to another graph', () => {
  const old = definitionOf('KCQG-1');
  const { proposed: _gone, ...stages } = old.stages;
  const next = {
    ...old,
    id: 'KCQG-9',
    stages: stages as typeof old.stages,
    transitions: old.transitions.filter(({ from }) => !from.includes('returned')),
  };
  const at = (status: Standing['status'], definition = 'KCQG-1'): Standing => ({ project: status, code: status, definition, status });

  it('reports who moves, who is there and who would be stranded, and why', () => {
    const report = moveReport([at('in-plan'), at('proposed'), at('returned'), at('settled'), at('draft', 'KCQG-9')], next);
    expect(report.movable.map(({ status }) => status)).toEqual(['in-plan', 'settled']);
    expect(report.alreadyThere).toBe(1);
    expect(report.stuck.map(({ status, why }) => [status, why])).toEqual([
      ['proposed', 'no-such-stage'],
      ['returned', 'dead-end'],
    ]);
  });
});
