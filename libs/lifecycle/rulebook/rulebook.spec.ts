import { describe, expect, it } from '@jest/globals';
import type { ProvinceRef } from '#reference/province-ref';
import { type Past, scenarios } from '#testkit/scenario';
import { currentRules } from '../context.ts';
import { ceilingOn } from '../rules.ts';
import { ruleBookWith } from './merged.ts';
import { type ActivateRules, type GivenRow, rulebook, rulesOf } from './rulebook.decider.ts';
import { type RulebookEvent, rulesStream } from './rulebook.events.ts';

const { given, stateAfter } = scenarios(rulebook);
const THANH_HOA: ProvinceRef = { set: 'vn63', code: '38' };
const M = 1_000_000;

const legalBasis = { instrument: 'TT 64/2022/TT-BTC', article: 'art. 1(4)', decidedOn: '2022-10-01' };
const machinery: GivenRow = {
  list: 'ceilings',
  row: { id: 'ceiling-machinery-2023', content: 'ND3b', ratePercent: 50, capVnd: 200 * M, perUnit: true },
};
const activate: ActivateRules = {
  type: 'ActivateRules',
  occurredOn: '2022-12-01',
  actor: 'u-1',
  role: 'operator',
  province: null,
  from: '2023-01-01',
  legalBasis,
  rows: [machinery],
  replaces: ['ceiling-machinery-2018'],
};
const completed = { from: '2023-01-01', to: null, instrument: 'TT 64/2022/TT-BTC', article: 'art. 1(4)', status: 'verified' } as const;
const activated = {
  type: 'RulesActivated',
  data: {
    activation: 'national-1',
    province: null,
    from: '2023-01-01',
    legalBasis,
    rows: [{ list: 'ceilings', row: { ...machinery.row, ...completed } }],
    replaces: ['ceiling-machinery-2018'],
  },
} as const satisfies RulebookEvent;
const past = (event: RulebookEvent): Past<RulebookEvent> => ({ ...event, on: '2022-12-01' });
const revoke = { ...activate, type: 'RevokeRules' as const, activation: 'national-1', reason: 'Ban hành nhầm' };

const own: ActivateRules = {
  ...activate,
  role: 'department-leader',
  province: THANH_HOA,
  legalBasis: { instrument: 'QĐ 12/2022/QĐ-UBND', article: 'art. 5', decidedOn: '2022-10-01' },
  replaces: [],
  rows: [{ list: 'ceilings', row: { id: 'th-machinery', content: 'ND3b', ratePercent: 50, capVnd: 150 * M, perUnit: true } }],
};
const row = (list: string, fields: Readonly<Record<string, unknown>>): GivenRow => ({ list, row: { id: 'new-row', ...fields } });

const ladder = { kinds: ['settlement'], before: [10, 3], onDue: true, after: [5], weekly: 8, escalate: ['supervisor', 'department'] };

describe('activating rules', () => {
  it('takes what a row does not say from the text that it stands on', () => given().when(activate).then(activated));
  it('is done by the operator or the leader of the Cục; in a province by the leader of its Sở', () => {
    given()
      .when({ ...activate, role: 'agency-leader' })
      .then(activated);
    given()
      .when({ ...activate, role: 'department-leader' })
      .thenRefused('not-your-role', { who: ['operator', 'agency-leader'] });
    given()
      .when({ ...own, role: 'agency-leader' })
      .thenRefused('not-your-role', { who: ['operator', 'department-leader'] });
  });
  it('said twice is true once, in whatever order its fields come', () => {
    const { perUnit, ...rest } = machinery.row;
    given(past(activated))
      .when({ ...activate, occurredOn: '2022-12-02', rows: [{ list: 'ceilings', row: { perUnit, ...rest } }] })
      .thenNothing();
  });
  it('needs a text, decided before it is entered and before it holds', () => {
    const basis = (more: Partial<typeof legalBasis>): ActivateRules => ({ ...activate, legalBasis: { ...legalBasis, ...more } });
    given()
      .when(basis({ instrument: ' ' }))
      .thenRefused('blank', { field: 'instrument' });
    given()
      .when(basis({ article: '' }))
      .thenRefused('blank', { field: 'article' });
    given()
      .when(basis({ decidedOn: '2022-12-02' }))
      .thenRefused('date-order', { field: 'decidedOn' });
    given()
      .when(basis({ decidedOn: '2022-02-30' }))
      .thenRefused('date-order', { field: 'decidedOn' });
    given()
      .when({ ...activate, from: '2022-09-30' })
      .thenRefused('date-order', { field: 'from' });
    given()
      .when({ ...activate, occurredOn: '2023-01-01' })
      .thenRefused('in-the-future');
  });
  it('needs rows, or rows that end', () => {
    given()
      .when({ ...activate, rows: [], replaces: [] })
      .thenRefused('blank', { field: 'rows' });
    given()
      .when({ ...activate, rows: [] })
      .then({ ...activated, data: { ...activated.data, rows: [] } });
    given()
      .when({ ...activate, rows: Array.from({ length: 201 }, () => machinery) })
      .thenRefused('rule-row', { most: 200 });
  });
  it('never gives a name twice and ends only what is there', () => {
    given()
      .when({ ...activate, rows: [{ ...machinery, row: { ...machinery.row, id: 'ceiling-model-2018' } }] })
      .thenRefused('named-twice', { name: 'ceiling-model-2018' });
    given()
      .when({ ...activate, rows: [machinery, machinery] })
      .thenRefused('named-twice', { name: 'ceiling-machinery-2023' });
    given()
      .when({ ...activate, replaces: ['ceiling-machinery-2017'] })
      .thenRefused('unknown-name', { field: 'replaces', given: 'ceiling-machinery-2017' });
  });
  it('nor on contents that two rows share: the one that is meant to go is named', () => {
    const limit: GivenRow = {
      list: 'advanceLimits',
      row: {
        id: 'advance-machinery-2023',
        source: 'KCQG',
        contents: ['ND3b'],
        percent: 50,
        volumePercent: null,
        from: activate.from,
        to: null,
        instrument: 'TT 1/2023/TT-BCT',
        article: 'art. 1',
        status: 'unverified',
      },
    };
    given()
      .when({ ...activate, replaces: [], rows: [limit] })
      .thenRefused('rule-row', { overlaps: 'advance-machinery-2018' });
  });
  it('never puts two rows in force on one subject', () => {
    given()
      .when({ ...activate, replaces: [] })
      .thenRefused('rule-row', { overlaps: 'ceiling-machinery-2018', field: 'from' });
    given(past(activated))
      .when({
        ...activate,
        from: '2024-01-01',
        replaces: [],
        rows: [{ ...machinery, row: { ...machinery.row, id: 'ceiling-machinery-2024' } }],
      })
      .thenRefused('rule-row', { overlaps: 'ceiling-machinery-2023' });
  });
  it('never puts two ladders in force on one deadline', () =>
    given()
      .when({ ...activate, replaces: [], rows: [row('ladders', { ...ladder, kinds: ['settlement', 'monthly-report'] })] })
      .thenRefused('rule-row', { overlaps: 'ladder-monthly-report' }));
});

describe('the rows of an activation', () => {
  it.each([
    ['ceilings', { content: 'ND99', ratePercent: 50, capVnd: 1, perUnit: true }, 'content'],
    ['ceilings', { content: 'ND3b', ratePercent: 101, capVnd: 1, perUnit: true }, 'ratePercent'],
    ['ceilings', { content: 'ND3b', ratePercent: 50, capVnd: 0, perUnit: true }, 'capVnd'],
    ['ceilings', { content: 'ND3b', ratePercent: 50, capVnd: 1.5, perUnit: true }, 'capVnd'],
    ['ceilings', { content: 'ND3b', ratePercent: 50, capVnd: 1e15 + 2, perUnit: true }, 'capVnd'],
    ['ceilings', { content: 'ND3b', ratePercent: 50, capVnd: 1 }, 'perUnit'],
    ['ceilings', { content: 'ND3b', ratePercent: 50, capVnd: 1, perUnit: true, variant: 'voting-region' }, 'variant'],
    ['ceilings', { content: 'ND3b', ratePercent: 50, capVnd: 1, perUnit: true, capvnd: 2 }, 'capvnd'],
    ['ceilings', { content: 'ND3b', ratePercent: 50, capVnd: 1, perUnit: true, to: '2022-12-31' }, 'to'],
    ['ceilings', { content: 'ND3b', ratePercent: 50, capVnd: 1, perUnit: true, status: 'sure' }, 'status'],
    ['ceilings', { content: 'ND3b', ratePercent: 50, capVnd: 1, perUnit: true, note: 3 }, 'note'],
    ['ceilings', { content: 'ND3b', ratePercent: 50, capVnd: 1, perUnit: true, article: 7 }, 'article'],
    ['advanceLimits', { source: 'KCQG', contents: [], percent: 70, volumePercent: null }, 'contents'],
    ['advanceLimits', { source: 'KCQG', contents: null, percent: -1, volumePercent: null }, 'percent'],
    ['dossierPapers', { act: 'RegisterProject', source: 'KCQG', contents: null, document: 'nothing', sets: 1, when: null }, 'document'],
    ['terms', { term: 'base-appraisal', by: { days: 0 } }, 'by'],
    ['terms', { term: 'base-appraisal', by: { days: 5, dayOfMonth: 2 } }, 'by'],
    ['terms', { term: 'base-appraisal', by: 5 }, 'by'],
    ['terms', { term: 'base-appraisal', by: { workingDays: 251 } }, 'by'],
    ['terms', { term: 'base-appraisal', by: { afterContractEnd: 5 } }, 'by'],
    ['terms', { term: 'base-appraisal', source: 'KCDP', by: { days: 5 } }, 'source'],
    ['pauseRules', { reason: 'holiday', pauses: null }, 'reason'],
    ['pauseRules', { reason: 'force-majeure', pauses: ['payment'] }, 'pauses'],
    ['ladders', { ...ladder, kinds: ['payment'] }, 'kinds'],
    ['ladders', { ...ladder, before: [3, 10] }, 'before'],
    ['ladders', { ...ladder, before: [0] }, 'before'],
    ['ladders', { ...ladder, after: [5, 5] }, 'after'],
    ['ladders', { ...ladder, weekly: 53 }, 'weekly'],
    ['ladders', { ...ladder, escalate: ['department', 'supervisor'] }, 'escalate'],
    ['ladders', { ...ladder, onDue: 1 }, 'onDue'],
    ['reminderHours', { opens: '7:30', closes: '17:00' }, 'opens'],
    ['reminderHours', { opens: '17:00', closes: '07:30' }, 'closes'],
    ['authorities', { matter: 'place', source: 'KCQG', who: ['king'] }, 'who'],
    ['councilRules', { majorityOverPercent: 50, membersMin: 2.5 }, 'membersMin'],
    ['registrationDays', { monthDay: '13-01' }, 'monthDay'],
  ])('%s %j: %s is not in order', (list, fields, field) =>
    given()
      .when({ ...activate, rows: [row(list, fields)], replaces: [] })
      .thenRefused('rule-row', { row: 1, list, field }),
  );
  it('have a plain name, and say nothing of the province: the activation does', () => {
    given()
      .when({ ...activate, rows: [{ ...machinery, row: { ...machinery.row, id: 'Trần máy' } }] })
      .thenRefused('rule-row', { field: 'id' });
    given()
      .when({ ...activate, rows: [{ ...machinery, row: { ...machinery.row, province: THANH_HOA } as never }] })
      .thenRefused('rule-row', { field: 'province' });
  });
  it('go into a list that there is, and that can be changed', () => {
    for (const list of ['cellings', 'toString', 'deadlines'])
      given()
        .when({ ...activate, rows: [row(list, { obligation: 'settlement', after: { days: 10 } })] })
        .thenRefused('unknown-name', { given: list });
  });
  it('hold no earlier than the activation', () =>
    given()
      .when({ ...activate, rows: [{ ...machinery, row: { ...machinery.row, from: '2022-12-31' } }] })
      .thenRefused('date-order', { rowFrom: '2022-12-31' }));
});

describe('what a province may set', () => {
  const asked = (...rows: GivenRow[]): ActivateRules => ({ ...own, rows });
  it('its own ceilings, advances, papers, terms, pauses, reminders and powers', () => {
    const activation = asked(
      ...own.rows,
      { list: 'advanceLimits', row: { id: 'th-advance', source: 'KCDP', contents: null, percent: 50, volumePercent: null } },
      {
        list: 'dossierPapers',
        row: { id: 'th-paper', act: 'RegisterProject', source: 'KCDP', contents: null, document: 'request-letter', sets: 2, when: null },
      },
      { list: 'terms', row: { id: 'th-term', term: 'base-appraisal', by: { workingDays: 7 } } },
      { list: 'pauseRules', row: { id: 'th-pause', reason: 'adjustment-pending', pauses: ['acceptance'] } },
      { list: 'ladders', row: { id: 'th-ladder', ...ladder } },
      { list: 'reminderHours', row: { id: 'th-hours', opens: '07:00', closes: '16:30' } },
      { list: 'authorities', row: { id: 'th-power', matter: 'place', source: 'KCDP', who: ['department-leader'] } },
    );
    const [event] = rulebook.decide(activation, rulebook.initial, { today: '2022-12-31', rules: currentRules });
    expect(event?.type === 'RulesActivated' && event.data.rows.every(({ row: { province } }) => province === THANH_HOA)).toBe(true);
    expect(event?.type === 'RulesActivated' && event.data.activation).toBe('vn63.38-1');
  });
  it.each([
    ['advanceLimits', { source: 'KCQG', contents: null, percent: 90, volumePercent: null }],
    ['advanceLimits', { source: null, contents: null, percent: 90, volumePercent: null }],
    ['authorities', { matter: 'increase', source: 'KCQG', who: ['department-leader'] }],
    ['terms', { term: 'monthly-report', source: 'KCQG', by: { dayOfMonth: 20 } }],
    ['segregation', { one: 'approve', other: 'pay' }],
    ['priorityMultipliers', { maxPercent: 200, multiplies: 'cap' }],
  ])('never KCQG or what binds everybody: %s %j, TT 46/2012 art. 8(3)b', (list, fields) =>
    given()
      .when(asked(row(list, fields)))
      .thenRefused('not-own-rule', { list, province: 'vn63.38' }, 'TT 46/2012/TT-BCT, art. 8(3)b'),
  );
  it('ends only its own rows', () =>
    given()
      .when({ ...own, replaces: ['ceiling-machinery-2018'] })
      .thenRefused('not-own-rule', { id: 'ceiling-machinery-2018' }));
  it('is a province', () =>
    given()
      .when({ ...own, province: { set: 'vn63', code: '03' } })
      .thenRefused('unknown-name', { field: 'province', given: 'vn63.03' }));
});

describe('revoking', () => {
  const revoked = { type: 'RulesRevoked', data: { activation: 'national-1', reason: 'Ban hành nhầm' } } as const;
  it('takes an activation back, with a reason', () => {
    given(past(activated)).when(revoke).then(revoked);
    given(past(activated))
      .when({ ...revoke, reason: '' })
      .thenRefused('blank', { field: 'reason' });
    given(past(activated))
      .when({ ...revoke, activation: 'national-2' })
      .thenRefused('unknown-name', { given: 'national-2', known: ['national-1'] });
  });
  it('said twice is true once', () => given(past(activated), past(revoked)).when(revoke).thenNothing());
  it('counts on: a later activation has a number of its own, and the old one may be said again', () =>
    given(past(activated), past(revoked))
      .when(activate)
      .then({ ...activated, data: { ...activated.data, activation: 'national-2' } }));
  it('waits for a later activation that replaced its rows', () => {
    const later = { ...machinery, row: { ...machinery.row, id: 'ceiling-machinery-2024', ...completed, from: '2024-01-01' } };
    const second: RulebookEvent = {
      type: 'RulesActivated',
      data: {
        ...activated.data,
        activation: 'national-2',
        from: '2024-01-01',
        rows: [later as never],
        replaces: ['ceiling-machinery-2023'],
      },
    };
    given(past(activated), past(second)).when(revoke).thenRefused('rules-in-use', { later: 'national-2' });
  });
});

describe('the book after activations', () => {
  const supported = { source: 'KCQG', content: 'ND3b', totalCost: 1_000 * M, outputPlanned: 1 } as const;
  it('has the new row from its day; what was decided before stays with the old one', () => {
    const rules = rulesOf(stateAfter([past(activated)]), currentRules);
    expect(ceilingOn(rules, supported, '2022-12-31')).toMatchObject({ id: 'ceiling-machinery-2018', to: '2022-12-31' });
    expect(ceilingOn(rules, supported, '2023-01-01')?.id).toBe('ceiling-machinery-2023');
    expect(currentRules.ceilings.find(({ id }) => id === 'ceiling-machinery-2018')?.to).toBeNull();
  });
  it('is the base again once everything is revoked', () => {
    const state = stateAfter([past(activated), past({ type: 'RulesRevoked', data: { activation: 'national-1', reason: 'x' } })]);
    expect(state).toMatchObject({ revision: 2, activations: [], revoked: ['national-1'] });
    expect(rulesOf(state, currentRules)).toBe(currentRules);
  });
  it('drops a row that is replaced before it began, and leaves the windows of ended ones', () => {
    const base = { ...currentRules, ceilings: currentRules.ceilings.filter(({ content }) => content === 'ND3b') };
    const ids = (from: string): readonly string[] =>
      ruleBookWith(base, { province: null, from, rows: [], replaces: ['ceiling-machinery-2018', 'ceiling-machinery-2014'] }).ceilings.map(
        ({ id, to }) => `${id} ${to}`,
      );
    expect(ids('2018-05-11')).toEqual(['ceiling-machinery-2014 2018-05-10', 'ceiling-production-line-2018 null']);
    expect(ids('2023-01-01')).toEqual([
      'ceiling-machinery-2014 2018-05-10',
      'ceiling-machinery-2018 2022-12-31',
      'ceiling-production-line-2018 null',
    ]);
  });
  it("a province's activation never ends everybody's row of the same name", () => {
    const override = { province: THANH_HOA, from: '2020-01-01', rows: [], replaces: ['ceiling-machinery-2018'] };
    expect(ceilingOn(ruleBookWith(currentRules, override), supported, '2022-01-01')?.id).toBe('ceiling-machinery-2018');
  });
  it('lives in a stream for everybody and one for each province', () => {
    expect(rulesStream(null)).toBe('rules-national');
    expect(rulesStream({ set: 'vn34', code: '38' })).toBe('rules-vn34.38');
  });
});
