import { describe, expect, it } from '@jest/globals';
import type { Step } from '#lifecycle/obligation/ladder-steps';
import { type Control, nothingPaused } from '#lifecycle/reminder/control.decider';
import { look, type Sight, type Watched } from './look.ts';
import { contact } from './office.fixture.ts';

const steps: readonly Step[] = [
  { step: 'before-3', on: '2022-03-01', audience: ['holder'] },
  { step: 'due', on: '2022-03-04', audience: ['holder'] },
  { step: 'supervisor', on: '2022-03-11', audience: ['holder', 'supervisor'] },
];
const watched: Watched = {
  ...{ project: 'p-1', obligation: 'settlement', kind: 'settlement', startedOn: '2022-02-01', startedBy: 'import:x', paused: false, steps },
  ...{ holder: 'centre', source: 'KCDP', province: { set: 'vn63', code: '01' }, implementingUnit: null, awaitsPayment: false },
};
const an = contact('an');
const chi = contact('chi', { role: 'supervisor', province: null });
const sight = (today: string, more: Partial<Sight> & { readonly had?: Readonly<Record<string, readonly string[]>> } = {}): Sight => ({
  ...{ today, contacts: [an, chi], control: nothingPaused },
  claimed: (recipient) => new Set(more.had?.[recipient] ?? []),
  ...more,
});
const brief = (asked: Watched, seen: Sight) => {
  const { sends, suppressed } = look(asked, seen);
  return {
    sends: sends.map(({ to, step }) => [to.recipient, step.step, step.late, step.skipped]),
    suppressed: suppressed.map(({ to, audience, step, why }) => [to?.recipient ?? audience, step.step, why]),
  };
};

describe('a look at one deadline', () => {
  it('says nothing before the first step', () => expect(brief(watched, sight('2022-02-28'))).toEqual({ sends: [], suppressed: [] }));

  it('tells whoever must act, on the day or late', () => {
    expect(brief(watched, sight('2022-03-01')).sends).toEqual([['an', 'before-3', false, []]]);
    expect(brief(watched, sight('2022-03-07')).sends).toEqual([['an', 'due', true, ['before-3']]]);
    expect(brief(watched, sight('2022-03-07', { had: { an: ['due'] } })).sends).toEqual([]);
  });

  it('tells the supervisor of the step that is for them, and of none before it', () => {
    expect(brief(watched, sight('2022-03-11', { had: { an: ['due'] } })).sends).toEqual([
      ['an', 'supervisor', false, []],
      ['chi', 'supervisor', false, []],
    ]);
  });

  it('says for whom there is nobody, and tells the others', () => {
    expect(brief(watched, sight('2022-03-11', { contacts: [an] }))).toEqual({
      sends: [['an', 'supervisor', false, ['before-3', 'due']]],
      suppressed: [['supervisor', 'supervisor', 'no-recipient']],
    });
  });

  it('does not tell people of what they set off themselves that day, then or later, unless they want it', () => {
    const own = { ...watched, startedOn: '2022-03-01', startedBy: 'an' };
    expect(brief(own, sight('2022-03-01'))).toEqual({ sends: [], suppressed: [['an', 'before-3', 'own-action']] });
    expect(brief(own, sight('2022-03-02')).sends).toEqual([]);
    expect(brief(own, sight('2022-03-04')).sends).toEqual([['an', 'due', false, []]]);
    expect(brief(own, sight('2022-03-01', { contacts: [contact('an', { ownActions: true })] })).sends).toEqual([
      ['an', 'before-3', false, []],
    ]);
    expect(brief({ ...own, startedBy: 'binh' }, sight('2022-03-01')).sends).toEqual([['an', 'before-3', false, []]]);
  });

  it('holds back what is paused or left out, and says so', () => {
    const by = { reason: 'x', by: 'u-operator', on: '2022-03-01' };
    const control: Control = { ...nothingPaused, excluded: [{ ...by, project: 'p-1', obligation: 'settlement', recipient: 'an' }] };
    expect(brief(watched, sight('2022-03-01', { control })).suppressed).toEqual([['an', 'before-3', 'excluded']]);
    const paused: Control = { ...nothingPaused, paused: [{ ...by, kind: 'settlement' }] };
    expect(brief(watched, sight('2022-03-01', { control: paused })).suppressed).toEqual([['an', 'before-3', 'kind-paused']]);
    expect(brief({ ...watched, paused: true }, sight('2022-03-01')).suppressed).toEqual([['an', 'before-3', 'obligation-paused']]);
  });

  it('tells the programs of the province every step', () => {
    const hook = (webhook: string, province: string | null) => ({ webhook, url: 'https://example.invalid/', province });
    const control: Control = {
      ...nothingPaused,
      webhooks: [hook('all', null), hook('own', 'vn63.01'), hook('successor', 'vn34.01'), hook('other', 'vn63.38')],
    };
    expect(brief(watched, sight('2022-03-01', { control, contacts: [] })).sends.map(([recipient]) => recipient)).toEqual([
      'all',
      'own',
      'successor',
    ]);
  });
});
