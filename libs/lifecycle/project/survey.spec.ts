import { describe, expect, it } from '@jest/globals';
import { areas } from '#reference/rules/eligibility';
import { scenarios } from '#testkit/scenario';
import { currentRules } from '../context.ts';
import { project } from './project.decider.ts';
import { by, byRegister, need, on, register } from './project.fixture.ts';
import type { Survey } from './project.events.ts';

const { given, stateAfter } = scenarios(project, { today: '2026-12-31', rules: currentRules });

const seen: NonNullable<Survey['survey']> = {
  trade: 'a',
  place: 'commune',
  investmentPlan: 'Mua máy cưa',
  ownMoney: 500_000_000,
  evidence: ['Biên bản khảo sát'],
};
const survey = (day: string, change: Partial<typeof seen> = {}) =>
  ({ ...by(day, 'centre-officer'), type: 'SurveyNeed', need, outcome: 'recorded', survey: { ...seen, ...change } }) as const;

/** Whether the need is taken as it is. */
const recorded = (command: ReturnType<typeof survey>): boolean =>
  project.decide(command, project.initial, { today: '2026-12-31', rules: currentRules }).length === 1;

describe('a survey that says what was seen', () => {
  it('is kept in the event, with its evidence', () => {
    const event = { type: 'NeedSurveyed', data: { ...need, outcome: 'recorded', survey: seen } } as const;
    given().when(survey('2022-01-10')).then(event);
    expect(stateAfter([{ ...event, on: '2022-01-10' }])).not.toHaveProperty('need.survey');
  });
  it('names own money in whole đồng, which may be none', () => {
    given()
      .when(survey('2022-01-10', { ownMoney: -1 }))
      .thenRefused('amount', { field: 'ownMoney' });
    expect(recorded(survey('2022-01-10', { ownMoney: 0 }))).toBe(true);
  });
  it('names a place and a trade that the texts know, whatever its outcome', () => {
    given()
      .when(survey('2022-01-10', { place: 'moon' }))
      .thenRefused('unknown-name', { field: 'survey/place', given: 'moon', known: Object.keys(areas) });
    given()
      .when({ ...survey('2022-01-10', { trade: 'h' }), outcome: 'kept-for-later' })
      .thenRefused('unknown-name', {
        field: 'survey/trade',
        given: 'h',
        known: [...'abcdđeg', 'high-technology', 'clean-industry', 'energy-saving', 'environmental-industry', 'clay-brick'],
      });
  });
  it('may be a document’s, with what it attests', () => {
    const said = { type: 'SurveyNeed', need, survey: seen, ...byRegister('2022-01-10') } as const;
    given()
      .when({ ...said, outcome: 'recorded' })
      .then({ type: 'NeedSurveyed', data: { ...need, outcome: 'recorded', survey: seen, attested: register } });
    given()
      .when({ ...said, outcome: 'not-eligible', reason: 'Ngoài danh mục' })
      .then({ type: 'NeedFoundNotEligible', data: { ...need, survey: seen, reason: 'Ngoài danh mục', attested: register } });
  });
});

describe('any survey', () => {
  const plain = { ...by('2022-01-10', 'centre-officer'), type: 'SurveyNeed', need } as const;
  it.each([
    ['code', { code: ' ' }],
    ['commune', { commune: '' }],
    ['content', { content: '' }],
    ['beneficiary', { beneficiary: { name: ' ', taxCode: null } }],
  ])('names its %s', (field, change) =>
    given()
      .when({ ...plain, need: { ...need, ...change }, outcome: 'recorded' })
      .thenRefused('blank', { field }),
  );
  it('that finds a need not eligible says why', () => {
    given()
      .when({ ...plain, outcome: 'not-eligible', reason: ' ' })
      .thenRefused('blank', { field: 'reason' });
    given()
      .when({ ...plain, outcome: 'not-eligible', reason: 'Ngoài danh mục' })
      .then({ type: 'NeedFoundNotEligible', data: { ...need, reason: 'Ngoài danh mục' } });
  });
  it('that takes up a kept need takes up that one, on the graph that it is on', () => {
    const kept = (definition?: string) =>
      on('2022-01-05', 'centre-officer', {
        type: 'NeedSurveyed',
        data: { ...need, ...(definition === undefined ? {} : { definition }), outcome: 'kept-for-later' },
      });
    given(kept())
      .when({ ...plain, need: { ...need, code: 'KCQG-2022-38-002' }, outcome: 'recorded' })
      .thenRefused('unknown-name', { field: 'code', given: 'KCQG-2022-38-002', known: [need.code] });
    given(kept())
      .when({ ...plain, need: { ...need, commune: 'Xã khác' }, outcome: 'recorded' })
      .then({ type: 'NeedSurveyed', data: { ...need, commune: 'Xã khác', outcome: 'recorded' } });
    given(kept('KCDP-1'))
      .when({ ...plain, outcome: 'recorded' })
      .then({ type: 'NeedSurveyed', data: { ...need, definition: 'KCDP-1', outcome: 'recorded' } });
  });
});

describe('a need that is recorded', () => {
  it('is of a place that the law of its day supports: NĐ 45/2012, from 15/10/2025 NĐ 235/2025', () => {
    given()
      .when(survey('2025-10-14', { place: 'ward-of-class-1-city' }))
      .thenRefused('not-eligible', { field: 'place', day: '2025-10-14' }, 'NĐ 45/2012/NĐ-CP, art. 1(2)a');
    given()
      .when(survey('2025-10-15', { place: 'township' }))
      .thenRefused('not-eligible', { field: 'place', surveyed: 'township' }, 'NĐ 235/2025/NĐ-CP, art. 1(1)');
    expect(recorded(survey('2025-10-14', { place: 'township' }))).toBe(true);
    expect(recorded(survey('2025-10-15', { place: 'craft-village' }))).toBe(true);
  });
  it('is of a trade that the law of its day supports', () => {
    given()
      .when(survey('2022-01-10', { trade: 'clay-brick' }))
      .thenRefused('not-eligible', { field: 'trade', surveyed: 'clay-brick' }, 'TT 46/2012/TT-BCT, art. 5(1)');
    given()
      .when(survey('2025-10-14', { trade: 'high-technology' }))
      .thenRefused('not-eligible', { field: 'trade' }, 'NĐ 45/2012/NĐ-CP, art. 5');
    expect(recorded(survey('2025-10-15', { trade: 'high-technology' }))).toBe(true);
  });
  it('may lie anywhere when it is for cleaner production (TT 46/2012 art. 3(2))', () => {
    const cleaner = { ...need, content: 'ND3c' };
    given()
      .when({ ...survey('2026-01-10', { place: 'ward-of-city', trade: 'g' }), need: cleaner })
      .then({
        type: 'NeedSurveyed',
        data: { ...cleaner, outcome: 'recorded', survey: { ...seen, place: 'ward-of-city', trade: 'g' } },
      });
  });
  it('is not judged before the law was there', () => expect(recorded(survey('2012-07-04', { place: 'ward-of-city' }))).toBe(true));
  it('else is found not eligible, or kept for later', () => {
    const seenInTown = { ...seen, place: 'ward-of-city' };
    given()
      .when({ ...survey('2022-01-10', { place: 'ward-of-city' }), outcome: 'kept-for-later' })
      .then({ type: 'NeedSurveyed', data: { ...need, outcome: 'kept-for-later', survey: seenInTown } });
    given()
      .when({ ...survey('2022-01-10', { place: 'ward-of-city' }), outcome: 'not-eligible', reason: 'Ngoài địa bàn' })
      .then({ type: 'NeedFoundNotEligible', data: { ...need, survey: seenInTown, reason: 'Ngoài địa bàn' } });
  });
});
