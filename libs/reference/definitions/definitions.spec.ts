import { describe, expect, it } from '@jest/globals';
import { isRole } from '../roles.ts';
import { faultsOf } from './check.ts';
import type { Definition, Stage, Transition } from './definition.ts';
import { definitionOf, definitionOn, definitions, firstOf, isDefinition } from './definitions.ts';

const whole = definitionOf('KCQG-1');
const without = (act: string): Definition => ({ ...whole, transitions: whole.transitions.filter((one) => one.act !== act) });
const changed = (act: string, change: Partial<Transition>): Definition => ({
  ...whole,
  transitions: whole.transitions.map((one) => (one.act === act ? { ...one, ...change } : one)),
});

describe('the stage graphs', () => {
  it.each(definitions.map((one) => [one.id, one] as const))('%s has no fault', (_id, definition) => {
    expect(faultsOf(definition)).toEqual([]);
  });

  it('have roles that exist, and stages in both languages', () => {
    for (const { transitions, stages } of definitions) {
      expect(transitions.flatMap(({ who }) => who).filter((role) => !isRole(role))).toEqual([]);
      const named: readonly Stage[] = Object.values(stages);
      for (const { vi, en } of named) expect(vi !== '' && en !== '').toBe(true);
    }
  });

  it('are known by their ids only', () => {
    expect(isDefinition('KCQG-1')).toBe(true);
    expect(isDefinition('KCQG-0')).toBe(false);
    expect(() => definitionOf('KCQG-0')).toThrow(RangeError);
  });

  it('are taken by the day of the survey, the first one before any', () => {
    expect(definitionOn('KCDP', '2022-01-01').id).toBe('KCDP-1');
    expect(definitionOn('KCQG', '1850-01-01').id).toBe('KCQG-1');
    expect(firstOf('KCDP').id).toBe('KCDP-1');
  });
});

describe('who may act', () => {
  const who = (id: string, act: string) => definitionOf(id).transitions.find((one) => one.act === act)?.who;

  it('differs between the programmes: the Minister and the Cục, the province and the Sở (NĐ 45/2012 art. 2(2))', () => {
    expect([who('KCQG-1', 'ApproveInPlan'), who('KCDP-1', 'ApproveInPlan')]).toEqual([['ministry-leader'], ['province-leader']]);
    expect(who('KCQG-1', 'ConcludeFinalAppraisal')).toEqual(['agency-officer', 'agency-leader']);
    expect(who('KCDP-1', 'ConcludeFinalAppraisal')).toEqual(['appraisal-officer', 'department-leader']);
    expect([who('KCQG-1', 'PayAdvance'), who('KCDP-1', 'PayAdvance')]).toEqual([['agency-accountant'], ['department-accountant']]);
  });

  it('lets a council be set up by the Giám đốc Sở and the Cục trưởng alone (TT 36/2013 art. 8)', () => {
    expect(who('KCQG-1', 'ConveneCouncil')).toEqual(['department-leader', 'agency-leader']);
    expect(who('KCDP-1', 'ConveneCouncil')).toEqual(['department-leader']);
  });

  it('knows no regional centre in the local programme (NĐ 45/2012 art. 7(2))', () => {
    expect(definitionOf('KCDP-1').transitions.filter(({ who: roles }) => roles.includes('regional-centre-officer'))).toEqual([]);
  });
});

describe('a broken graph is found', () => {
  it('that never reaches a stage', () =>
    expect(faultsOf(without('WithdrawProject'))).toEqual(['KCQG-1: stage withdrawn is never reached']));

  it('that has a dead end', () => {
    const dead = { ...whole, transitions: whole.transitions.filter(({ from }) => !from.includes('liquidated')) };
    expect(faultsOf(dead)).toContain('KCQG-1: stage liquidated is a dead end');
  });

  it('that goes round and never ends', () => {
    const round = changed('ApproveSettlement', { to: ['accepted'], from: ['liquidated', 'stopped'] });
    expect(faultsOf({ ...round, transitions: round.transitions.filter(({ act }) => act !== 'ReverseAct') })).toContain(
      'KCQG-1: no end is reached from stage liquidated',
    );
  });

  it('that names an act twice', () =>
    expect(faultsOf({ ...whole, transitions: [...whole.transitions, ...whole.transitions.slice(0, 1)] })).toEqual([
      'KCQG-1: SurveyNeed stands twice',
    ]));

  it('in which nobody may do an act', () => expect(faultsOf(changed('AddNote', { who: [] }))).toEqual(['KCQG-1: nobody may AddNote']));

  it('in which an act starts nowhere', () =>
    expect(faultsOf(changed('AddNote', { from: [] }))).toEqual(['KCQG-1: AddNote starts nowhere']));

  it('in which an act stands on no text', () =>
    expect(faultsOf(changed('AddNote', { basis: { instrument: '', article: '', status: 'unverified' } }))).toEqual([
      'KCQG-1: AddNote has no legal basis',
    ]));
});
