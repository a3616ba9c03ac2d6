import { describe, expect, it } from '@jest/globals';
import { scenarios } from '#testkit/scenario';
import { CRITERIA } from './appraisal.acts.ts';
import { project } from './project.decider.ts';
import type { Draft } from './project.events.ts';
import { aside, assessedBase, assessedFinal, by, draft, on, plainDraft, upTo } from './project.fixture.ts';

const { given, stateAfter } = scenarios(project);
const item = { item: 'Dự toán', demand: 'Lập lại theo Mẫu số 1' };
const answers = [{ item: 'Dự toán', answer: 'Đã lập lại' }];
const returning = { ...by('2021-04-20', 'appraisal-officer'), type: 'ReturnDossier', items: [item] } as const;
const completing = { ...by('2021-04-25', 'centre-officer'), type: 'CompleteDossier', answers } as const;
const answered = on('2021-04-22', 'centre-officer', {
  type: 'ReturnedItemAnswered',
  data: { round: 1, item: 'Dự toán', answer: 'Đã lập lại', document: null },
});
const completed = on('2021-04-25', 'centre-officer', { type: 'DossierCompleted', data: { round: 1, answers } });

describe('returning a dossier', () => {
  it('names each item and counts the round', () => {
    given(...upTo.registered)
      .when(returning)
      .then({ type: 'DossierReturned', data: { round: 1, items: [item] } });
    given(...upTo.returned, completed)
      .when({ ...returning, occurredOn: '2021-04-26' })
      .then({ type: 'DossierReturned', data: { round: 2, items: [item] } });
  });
  it('needs items, each once', () => {
    given(...upTo.registered)
      .when({ ...returning, items: [] })
      .thenRefused('blank', { field: 'items' });
    given(...upTo.registered)
      .when({ ...returning, items: [item, item] })
      .thenRefused('named-twice', { field: 'items', name: 'Dự toán' });
    for (const field of ['item', 'demand'])
      given(...upTo.registered)
        .when({ ...returning, items: [item, { item: 'Khác', demand: 'x', [field]: ' ' }] })
        .thenRefused('blank', { field });
  });
  it('belongs to whoever has the dossier: the Sở until it submits it, then the Cục', () => {
    given(...upTo['base-passed'])
      .when({ ...returning, ...by('2021-05-11', 'agency-officer') })
      .thenRefused('not-your-role');
    given(...upTo.submitted)
      .when({ ...returning, ...by('2021-07-01', 'appraisal-officer') })
      .thenRefused('not-your-role', { command: 'ConcludeFinalAppraisal' });
  });
});

describe('answering', () => {
  it('goes item by item, then hands back', () => {
    given(...upTo.returned)
      .when({ ...by('2021-04-22', 'centre-officer'), type: 'AnswerReturnedItem', item: 'Dự toán', answer: 'Đã lập lại', document: null })
      .then({ type: 'ReturnedItemAnswered', data: { round: 1, item: 'Dự toán', answer: 'Đã lập lại', document: null } });
    given(...upTo.returned, answered)
      .when({ ...completing, answers: [] })
      .then({ type: 'DossierCompleted', data: { round: 1, answers } });
  });
  it('leaves nothing open and answers nothing that was not asked', () => {
    given(...upTo.returned)
      .when({ ...completing, answers: [] })
      .thenRefused('dossier-open', { open: ['Dự toán'] });
    given(...upTo.returned)
      .when({ ...completing, answers: [{ item: 'Khác', answer: 'x' }] })
      .thenRefused('unknown-name', { field: 'answers', given: 'Khác', known: ['Dự toán'] });
    given(...upTo.returned)
      .when({ ...completing, answers: [...answers, ...answers] })
      .thenRefused('named-twice', { field: 'answers' });
  });
  it('says something, to something that was asked', () => {
    const one = {
      ...by('2021-04-22', 'centre-officer'),
      type: 'AnswerReturnedItem',
      item: 'Dự toán',
      answer: 'x',
      document: null,
    } as const;
    given(...upTo.returned)
      .when({ ...one, item: 'Khác' })
      .thenRefused('unknown-name', { field: 'item', given: 'Khác', known: ['Dự toán'] });
    given(...upTo.returned)
      .when({ ...one, answer: ' ' })
      .thenRefused('blank', { field: 'answer' });
    given(...upTo.returned)
      .when({ ...completing, answers: [{ item: 'Dự toán', answer: ' ' }] })
      .thenRefused('dossier-open', { open: ['Dự toán'] });
  });
  it('of several items keeps the last word on each', () => {
    const two = on('2021-04-20', 'appraisal-officer', {
      type: 'DossierReturned',
      data: { round: 1, items: [item, { item: 'Tiến độ', demand: 'Bổ sung' }] },
    });
    const past = [...upTo.registered, two, answered];
    given(...past)
      .when({ ...completing, answers: [] })
      .thenRefused('dossier-open', { open: ['Tiến độ'] });
    const rest = { item: 'Tiến độ', answer: 'Đã bổ sung' };
    given(...past)
      .when({ ...completing, answers: [rest] })
      .then({ type: 'DossierCompleted', data: { round: 1, answers: [...answers, rest] } });
    const better = { item: 'Dự toán', answer: 'Đã lập lại lần hai' };
    given(...past)
      .when({ ...completing, answers: [rest, better] })
      .then({ type: 'DossierCompleted', data: { round: 1, answers: [rest, better] } });
    given(...past)
      .when({ ...completing, answers: [rest, { item: 'Dự toán', answer: ' ' }] })
      .then({ type: 'DossierCompleted', data: { round: 1, answers: [...answers, rest] } });
  });
  it('goes back to where it came from', () => {
    expect(stateAfter([...upTo.returned, completed]).status).toBe('registered');
    const late = on('2021-07-01', 'agency-officer', { type: 'DossierReturned', data: { round: 1, items: [item] } });
    expect(stateAfter([...upTo.submitted, late, completed]).status).toBe('submitted');
  });
});

describe('redrafting a returned dossier', () => {
  const completion = {
    ...by('2021-09-12', 'centre-officer'),
    type: 'CompleteDossier',
    answers: [{ item: item.item, answer: 'Đã sửa' }],
  } as const;
  const late = on('2021-09-09', 'agency-officer', { type: 'DossierReturned', data: { round: 1, items: [item] } });
  const redrafted = (change: Partial<Draft>) =>
    stateAfter([
      ...upTo.submitted,
      ...assessedFinal,
      late,
      on('2021-09-10', 'centre-officer', { type: 'ProjectDrafted', data: { ...draft, ...change } }),
    ]);
  const openAt = (level: 'base' | 'final', change: Partial<Draft>) => {
    const state = redrafted(change);
    if (state.status !== 'returned') throw new Error('not returned');
    return CRITERIA.filter((one) => !state.findings[level].some(({ criterion }) => criterion === one));
  };

  it('re-opens exactly the findings that stood on what changed', () => {
    expect(openAt('final', {})).toEqual([]);
    expect(openAt('final', { title: 'Tên khác' })).toEqual(['dossier']);
    expect(openAt('final', { serials: ['CNC-2'] })).toEqual(['combination', 'dossier']);
    expect(openAt('final', { implementingUnit: 'Đơn vị khác' })).toEqual(['capability', 'dossier']);
    expect(openAt('final', { aims: 'Mục tiêu khác' })).toEqual(['aims-and-money', 'dossier']);
  });
  it('goes back to the Sở when the ground of its own appraisal went, and only then', () => {
    expect(redrafted({ title: 'Tên khác' })).toMatchObject({ status: 'returned', backTo: 'submitted', appraised: 300_000_000 });
    expect(openAt('base', { title: 'Tên khác' })).toEqual([]);
    const cheaper = { supportRequested: 250_000_000, counterpart: 550_000_000 };
    expect(redrafted(cheaper)).toMatchObject({ backTo: 'registered', appraised: 250_000_000 });
    expect(openAt('base', cheaper)).toEqual(['aims-and-money', 'dossier']);
  });
  it('says so when it is handed back further than it came from', () => {
    const back = (change: Partial<Draft>) =>
      given(...upTo.submitted, late, on('2021-09-10', 'centre-officer', { type: 'ProjectDrafted', data: { ...draft, ...change } })).when(
        completion,
      );
    const event = { type: 'DossierCompleted', data: { round: 1, answers: completion.answers } } as const;
    back({ title: 'Tên khác' }).then(event);
    back({ aims: 'Mục tiêu khác' }).then({ ...event, data: { ...event.data, backTo: 'registered' } });
  });
  it('stays complete', () =>
    given(...upTo.returned)
      .when({ ...by('2021-04-22', 'centre-officer'), type: 'DraftProject', draft: plainDraft })
      .thenRefused('draft-incomplete'));
});

describe('earlier support', () => {
  const judge = {
    ...by('2021-04-20', 'appraisal-officer'),
    type: 'JudgeEarlierSupport',
    earlier: 'KCDP-2019-38-001',
    sameItem: false,
    reason: 'Máy khác',
  } as const;
  it('is judged one by one, with a reason', () => {
    given(...aside['earlier support'])
      .when(judge)
      .then({
        type: 'EarlierSupportJudged',
        data: { earlier: 'KCDP-2019-38-001', matchedBy: 'name', sameItem: false, reason: 'Máy khác' },
      });
    given(...aside['earlier support'])
      .when({ ...judge, earlier: 'x' })
      .thenRefused('unknown-name', { field: 'earlier', given: 'x', known: ['KCDP-2019-38-001'] });
    given(...aside['earlier support'])
      .when({ ...judge, reason: ' ' })
      .thenRefused('blank', { field: 'reason' });
    given(...upTo.registered)
      .when(judge)
      .thenRefused('nothing-to-do', { command: 'JudgeEarlierSupport' }, 'TTLT 26/2014/TTLT-BTC-BCT, art. 7(4)');
    given(...aside['earlier support'])
      .when({ ...judge, ...by('2021-04-20', 'agency-officer') })
      .thenRefused('not-your-role', { command: 'ConcludeBaseAppraisal' });
  });
  const conclude = { ...by('2021-05-10', 'appraisal-officer'), type: 'ConcludeBaseAppraisal', result: 'pass', reason: null } as const;
  it('of another item does not stand in the way; each is judged', () => {
    const match = { code: 'KCDP-2019-38-001', content: 'ND3b', planYear: 2019, matchedBy: 'name' } as const;
    const twoFound = on('2021-04-10', 'centre-officer', {
      type: 'ProjectRegistered',
      data: { ...draft, earlierSupport: [match, { ...match, code: 'KCDP-2020-38-002' }] },
    });
    const judged = (earlier: string) =>
      on('2021-04-20', 'appraisal-officer', {
        type: 'EarlierSupportJudged',
        data: { earlier, matchedBy: 'name', sameItem: false, reason: 'Máy khác' },
      });
    const past = [...upTo.draft, twoFound, judged('KCDP-2019-38-001')];
    given(...past, ...assessedBase)
      .when({ ...conclude, amount: 300_000_000 })
      .thenRefused('double-support', { open: ['KCDP-2020-38-002'], same: [] });
    given(...past, judged('KCDP-2020-38-002'), ...assessedBase)
      .when({ ...conclude, amount: 300_000_000 })
      .then(expect.objectContaining({ type: 'BaseAppraisalConcluded' }) as never);
  });
  it('of the same item stands in the way for good', () =>
    given(
      ...aside['earlier support'],
      on('2021-04-20', 'appraisal-officer', {
        type: 'EarlierSupportJudged',
        data: { earlier: 'KCDP-2019-38-001', matchedBy: 'name', sameItem: true, reason: 'Cùng máy' },
      }),
      ...upTo['base-passed'].slice(3, 8),
    )
      .when({ ...by('2021-05-10', 'appraisal-officer'), type: 'ConcludeBaseAppraisal', result: 'pass', amount: 300_000_000, reason: null })
      .thenRefused('double-support', { open: [], same: ['KCDP-2019-38-001'] }));
});

describe('attaching a document', () => {
  const attach = {
    ...by('2021-04-01', 'centre-officer'),
    type: 'AttachDocument',
    title: 'Công văn',
    number: '1/CV',
    file: null,
    proves: null,
  } as const;
  it('takes a known kind with a file or a number', () => {
    given(...upTo.draft)
      .when({ ...attach, kind: 'request-letter' })
      .then({ type: 'DocumentAttached', data: { kind: 'request-letter', title: 'Công văn', number: '1/CV', file: null, proves: null } });
    given(...upTo.draft)
      .when({ ...attach, kind: 'request-letter', number: null })
      .thenRefused('document-empty', { kind: 'request-letter' });
    given(...upTo.draft)
      .when({ ...attach, kind: 'request-letter', number: ' ' })
      .thenRefused('document-empty', { kind: 'request-letter' });
    const file = { sha256: 'a'.repeat(64), name: 'cv.pdf', size: 1, mediaType: 'application/pdf' };
    given(...upTo.draft)
      .when({ ...attach, kind: 'request-letter', number: null, file })
      .then({ type: 'DocumentAttached', data: { kind: 'request-letter', title: 'Công văn', number: null, file, proves: null } });
    given(...upTo.draft)
      .when({ ...attach, kind: 'request-letter', title: ' ' })
      .thenRefused('blank', { field: 'title' });
    given(...upTo.draft)
      .when({ ...attach, kind: 'no-such-paper' })
      .thenRefused('unknown-name', { field: 'kind', given: 'no-such-paper', known: [] });
  });
});
