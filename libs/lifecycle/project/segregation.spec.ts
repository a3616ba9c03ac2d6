import { describe, expect, it } from '@jest/globals';
import { scenarios } from '#testkit/scenario';
import { currentRules } from '../context.ts';
import { project, type ProjectCommand } from './project.decider.ts';
import type { Project } from './project.state.ts';
import { by, byRegister, draft, on, personOf, register, registered, upTo } from './project.fixture.ts';

const { given, stateAfter } = scenarios(project);

describe('segregation of duties', () => {
  const drafter = personOf('centre-officer');
  const appraiser = personOf('appraisal-officer');
  const conclude = {
    ...by('2021-05-10', 'appraisal-officer', drafter),
    type: 'ConcludeBaseAppraisal',
    result: 'fail',
    amount: null,
    reason: 'x',
  } as const;
  const failed = { type: 'BaseAppraisalConcluded', data: { result: 'fail', amount: null, reason: 'x', findings: [] } } as const;

  it('keeps who proposed from appraising', () =>
    given(...upTo.registered)
      .when(conclude)
      .thenRefused('segregation', { person: drafter, did: 'propose', duty: 'appraise' }));

  it('and who appraised from proposing', () =>
    given(...upTo.returned)
      .when({ ...by('2021-04-25', 'centre-officer', appraiser), type: 'CompleteDossier', answers: [] })
      .thenRefused('segregation', { person: appraiser, did: 'appraise', duty: 'propose' }));

  it('counts both the delegate and whoever he stands for, now', () =>
    given(...upTo.registered)
      .when({ ...conclude, actor: 'u-delegate', delegatedBy: drafter })
      .thenRefused('segregation', { person: drafter, did: 'propose' }));

  it('and later', () => {
    const delegated = [
      ...upTo.draft,
      { ...on('2021-04-10', 'centre-officer', { type: 'ProjectRegistered', data: draft }), actor: 'u-delegate', delegatedBy: 'u-absent' },
    ];
    for (const actor of ['u-delegate', 'u-absent'])
      given(...delegated)
        .when({ ...conclude, actor })
        .thenRefused('segregation', { person: actor, did: 'propose', duty: 'appraise' });
  });

  it('counts an import for nobody', () => {
    const imported = upTo.registered.map((event) => ({ ...event, actor: 'import:register.csv' }));
    const { file } = stateAfter(imported) as Exclude<Project, { readonly status: 'absent' }>;
    expect(file.hands).toEqual({});
  });

  it.each([
    ['appraise', 'ApproveInPlan', 'proposed', 'ministry-leader', personOf('agency-officer')],
    ['approve', 'PayAdvance', 'executing', 'agency-accountant', personOf('ministry-leader')],
    ['approve', 'ApproveSettlement', 'liquidated', 'agency-leader', personOf('ministry-leader')],
    ['propose', 'HoldAcceptance', 'executing', 'department-leader', drafter],
    ['request', 'ConfirmVolume', 'executing', 'appraisal-officer', drafter],
  ] as const)('who did %s may not %s', (...[did, type, stage, role, actor]) =>
    given(...upTo[stage])
      .when({ ...by('2022-12-30', role, actor), type } as unknown as ProjectCommand)
      .thenRefused('segregation', { did, person: actor }),
  );

  it('is between two duties that a row names; other duties may meet in one hand', () => {
    const request = { ...by('2022-03-24', 'centre-officer', drafter), type: 'RequestAdvance', tranche: 'first', amount: 1 } as const;
    given(...upTo.contracted)
      .when(request)
      .thenRefused('dossier-incomplete');
    given(...upTo.registered)
      .when({ ...conclude, actor: 'u-another' })
      .then(failed);
  });

  it('names whichever of several hands it is, the delegate who stands for one of them included', () => {
    const past = [...upTo.draft, { ...registered, actor: 'u-second' }];
    expect(stateAfter(past)).toMatchObject({ file: { hands: { propose: [drafter, 'u-second'] } } });
    given(...past)
      .when({ ...conclude, actor: 'u-second' })
      .thenRefused('segregation', { person: 'u-second', did: 'propose', duty: 'appraise' });
    given(...past)
      .when({ ...conclude, actor: 'u-delegate', delegatedBy: 'u-second' })
      .thenRefused('segregation', { person: 'u-second', did: 'propose', duty: 'appraise' });
    given(...past)
      .when({ ...conclude, actor: 'u-delegate', delegatedBy: 'u-appraiser' })
      .then(failed);
  });

  it('is kept by the rows of the day, and cites the one that refuses', () => {
    const since = currentRules.segregation.map((row) => ({ ...row, from: '2021-05-11' }));
    const dated = scenarios(project, { today: '2022-12-31', rules: { ...currentRules, segregation: since } }).given(...upTo.registered);
    dated.when(conclude).then(failed);
    dated.when({ ...conclude, occurredOn: '2021-05-11' }).thenRefused('segregation', {}, 'Tiendo, configurable: segregation of duties');
  });

  it('is not asked of a document: what it attests was done elsewhere', () =>
    given(...upTo.registered)
      .when({ ...conclude, ...byRegister('2021-05-10'), delegatedBy: drafter })
      .then({ ...failed, data: { ...failed.data, attested: register } }));
});
