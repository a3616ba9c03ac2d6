import { describe, expect, it } from '@jest/globals';
import { scenarios } from '#testkit/scenario';
import { currentRules } from '../context.ts';
import { DONG_MAX } from '../money.ts';
import { ACCEPTANCE_PAPERS, filed, type History, type Of, paidOut, results, SETTLEMENT_PAPERS } from './funded.fixture.ts';
import { project } from './project.decider.ts';
import {
  accepted,
  by,
  byRegister,
  keyDraft,
  liquidated,
  lodged,
  on,
  paidRest,
  register,
  requestedRest,
  settled,
  upTo,
  withDraft,
} from './project.fixture.ts';
import type { ProjectEvent } from './project.events.ts';

const { given, stateAfter } = scenarios(project);
const later = scenarios(project, { today: '2024-12-31', rules: currentRules });

const executed: History = [...upTo.executing, ...filed('2022-08-01', ...ACCEPTANCE_PAPERS)];
const hold = (over: Partial<Of<'HoldAcceptance'>> = {}): Of<'HoldAcceptance'> => ({
  ...by('2022-08-20', 'department-leader'),
  type: 'HoldAcceptance',
  result: 'full',
  amount: 290_000_000,
  output: 1,
  remarks: null,
  ...over,
});
const held = (over: object = {}): ProjectEvent => ({
  type: 'AcceptanceHeld',
  data: { result: 'full', amount: 290_000_000, output: 1, remarks: null, ...over },
});

describe('base-level acceptance (TT 36/2013 art. 21(1))', () => {
  it('in full earns up to the approved support', () => {
    given(...executed)
      .when(hold())
      .then(held());
    given(...executed)
      .when(hold({ minutesNo: '5/BB' }))
      .then(held({ minutesNo: '5/BB' }));
    given(...executed)
      .when(hold({ amount: 290_000_001 }))
      .thenRefused('amount-over-approved', { amount: 290_000_001, approved: 290_000_000 }, 'TT 36/2013/TT-BCT, art. 21(1)');
    for (const amount of [0, 0.5])
      given(...executed)
        .when(hold({ amount }))
        .thenRefused('amount', { field: 'amount', amount });
  });
  it('in part says what is missing', () => {
    for (const remarks of [null, ' '])
      given(...executed)
        .when(hold({ result: 'part', amount: 250_000_000, remarks }))
        .thenRefused('blank', { field: 'remarks' });
    given(...executed)
      .when(hold({ result: 'part', amount: 250_000_000, remarks: 'Thiếu một hạng mục' }))
      .then(held({ result: 'part', amount: 250_000_000, remarks: 'Thiếu một hạng mục' }));
    expect(
      stateAfter([...executed, on('2022-08-20', 'department-leader', held({ result: 'part', amount: 250_000_000, remarks: 'x' }))]),
    ).toMatchObject({ status: 'accepted', accepted: 250_000_000 });
  });
  it('not accepted earns nothing, leaves the project at work, and is held again', () => {
    const not = { result: 'not-accepted', amount: 0, output: null, remarks: 'Máy chưa chạy' } as const;
    given(...executed)
      .when(hold({ ...not, remarks: null }))
      .thenRefused('blank', { field: 'remarks' });
    given(...executed)
      .when(hold({ ...not, amount: 1 }))
      .thenRefused('amount', { field: 'amount', amount: 1, result: 'not-accepted' });
    given(...executed)
      .when(hold(not))
      .then(held(not));
    const defects = on('2022-08-10', 'department-leader', held(not));
    expect(stateAfter([...executed, defects])).toMatchObject({ status: 'executing', accepted: null });
    given(...executed, defects)
      .when(hold())
      .then(held());
  });
  it('counts whole outputs', () => {
    for (const output of [-1, 0.5])
      given(...executed)
        .when(hold({ output }))
        .thenRefused('output', { actual: output });
    given(...executed)
      .when(hold({ output: 0 }))
      .then(held({ output: 0 }));
    given(...executed)
      .when(hold({ output: null }))
      .then(held({ output: null }));
  });
  it('wants the summary report and Mẫu 3b (art. 23(3)b)', () =>
    given(...upTo.executing)
      .when(hold())
      .thenRefused(
        'dossier-incomplete',
        { missing: ['summary-report', 'volume-report'] },
        'TT 36/2013/TT-BCT, TT 17/2018/TT-BCT, art. 23(3)b',
      ));
  it('is not signed by the unit that carried the project out, in whatever role', () => {
    given(...executed)
      .when(hold({ actor: 'u-centre-officer' }))
      .thenRefused('segregation', { person: 'u-centre-officer', did: 'propose', duty: 'accept' });
    given(...executed)
      .when(hold({ ...by('2022-08-20', 'centre-officer') }))
      .thenRefused('not-your-role');
  });
  it('waits for an open adjustment and for contents to be assessed again', () => {
    const pending = on('2022-05-01', 'department-leader', {
      type: 'AdjustmentRequested',
      data: { adjustment: 'a1', kinds: ['place'], change: { commune: 'B' }, reason: 'x', ownProposal: true },
    });
    given(...executed, pending)
      .when(hold())
      .thenRefused('adjustment-pending', { adjustment: 'a1' }, 'TT 36/2013/TT-BCT, art. 21(1)');
    const decided = on('2022-05-02', 'agency-leader', {
      type: 'AdjustmentDecided',
      data: { adjustment: 'a1', kinds: ['place'], approved: true, decisionNo: '1', reason: null, reopens: ['principles'] },
    });
    given(...executed, pending, decided)
      .when(hold())
      .thenRefused('reapproval-needed', { open: ['principles'] });
  });
  it('is taken from a register whatever is still open', () => {
    const pending = on('2022-05-01', 'department-leader', {
      type: 'AdjustmentRequested',
      data: { adjustment: 'a1', kinds: ['place'], change: { commune: 'B' }, reason: 'x', ownProposal: true },
    });
    const attested = { ...hold(), ...byRegister('2022-08-20') } as Record<string, unknown>;
    delete attested['role'];
    given(...withDraft(upTo.executing, keyDraft), pending)
      .when(attested as unknown as Of<'HoldAcceptance'>)
      .then(held({ attested: register }));
  });
  it('needs a contract, unless a register stands for it', () => {
    const attested = { ...hold(), ...byRegister('2022-08-20'), role: undefined } as unknown as Of<'HoldAcceptance'>;
    given(...upTo['in-plan'])
      .when(attested)
      .then(held({ attested: register }));
    given(...upTo['in-plan'])
      .when({ ...attested, attested: { ...register, steps: ['request'] } })
      .thenRefused('illegal-transition', { missing: 'contract', command: 'HoldAcceptance' }, 'TT 36/2013/TT-BCT, art. 21(1)');
    given(...upTo['in-plan'])
      .when(hold())
      .thenRefused('illegal-transition', { status: 'in-plan' });
    given(...upTo.executing)
      .when({ ...attested, result: 'part', amount: 1 })
      .then(held({ result: 'part', amount: 1, attested: register }));
  });
});

describe('accepting a key scheme (TT 36/2013 art. 2(3))', () => {
  const key = withDraft(executed, keyDraft);
  it('needs the result of every content and year', () =>
    given(...key, ...results().slice(0, 2))
      .when(hold())
      .thenRefused('results-missing', { missing: ['ND3b 2023'] }, 'TT 36/2013/TT-BCT, art. 2(3)'));
  it('is of key schemes alone', () => {
    const single = withDraft(executed, { ...keyDraft, kind: 'single' });
    given(...single)
      .when(hold())
      .then(held());
    given(...single, ...results({ actual: 40, shortfall: 'Ít người học' }))
      .when(hold())
      .then(held());
  });
  it('in full only with every target met; else in part', () => {
    given(...key, ...results())
      .when(hold())
      .then(held());
    const short = results({ actual: 40, shortfall: 'Ít người học' });
    given(...key, ...short)
      .when(hold())
      .thenRefused('targets-missed', { missed: ['ND1 2022'] }, 'TT 36/2013/TT-BCT, art. 2(3)');
    given(...key, ...short)
      .when(hold({ result: 'part', amount: 200_000_000, remarks: 'Đào tạo thiếu 20 lao động' }))
      .then(held({ result: 'part', amount: 200_000_000, remarks: 'Đào tạo thiếu 20 lao động' }));
  });
});

describe('accepting after force majeure (TT 36/2013 art. 18(4))', () => {
  const declared = on('2022-05-01', 'centre-officer', { type: 'ForceMajeureDeclared', data: { event: 'Lũ quét', explanation: 'Ngập' } });
  const confirmed = (side: 'department' | 'commune', percent: number) =>
    on('2022-05-10', side === 'commune' ? 'commune-officer' : 'appraisal-officer', {
      type: 'ForceMajeureConfirmed',
      data: { by: side, percent, minutesNo: '3/BB' },
    });
  const part = (amount: number) => hold({ result: 'part', amount, remarks: 'Bất khả kháng' });
  it('waits for the Sở and the commune', () => {
    given(...executed, declared)
      .when(part(1))
      .thenRefused('force-majeure', { missing: 'department' }, 'TT 36/2013/TT-BCT, art. 18(4)');
    given(...executed, declared, confirmed('department', 60))
      .when(part(1))
      .thenRefused('force-majeure', { missing: 'commune' });
    given(...executed, declared, confirmed('commune', 60))
      .when(part(1))
      .thenRefused('force-majeure', { missing: 'department' });
  });
  it('earns at most the volume that both confirmed, by integers', () => {
    const past = [...executed, declared, confirmed('department', 60), confirmed('commune', 55.55)];
    given(...past)
      .when(part(161_095_001))
      .thenRefused('force-majeure', { missing: null, most: 161_095_000, amount: 161_095_001 });
    given(...past)
      .when(part(161_095_000))
      .then(held({ result: 'part', amount: 161_095_000, remarks: 'Bất khả kháng' }));
  });
  it('may find no volume at all', () =>
    given(...executed, declared)
      .when(hold({ result: 'not-accepted', amount: 0, output: null, remarks: 'Mất hết' }))
      .then(held({ result: 'not-accepted', amount: 0, output: null, remarks: 'Mất hết' })));
  it('asks a key scheme for no results that could not come about', () =>
    given(...withDraft(executed, keyDraft), declared, confirmed('department', 60), confirmed('commune', 60))
      .when(part(100_000_000))
      .then(held({ result: 'part', amount: 100_000_000, remarks: 'Bất khả kháng' })));
  it('settles by its own dossier: explanation, minutes, vouchers', () => {
    const past = [...executed, declared, confirmed('department', 80), confirmed('commune', 80), accepted];
    given(...past)
      .when(lodge())
      .thenRefused(
        'dossier-incomplete',
        { missing: ['explanation', 'acceptance-minutes', 'vouchers'], act: 'SettleForceMajeure' },
        'TT 36/2013/TT-BCT, TT 17/2018/TT-BCT, art. 18(4)',
      );
  });
});

const vouchers = (...amounts: readonly number[]) =>
  amounts.map((amount, index) => ({ number: `PC ${index + 1}`, on: '2022-08-30', amount }));
const lodge = (over: Partial<Of<'LodgeSettlementDossier'>> = {}): Of<'LodgeSettlementDossier'> => ({
  ...by('2022-09-02', 'centre-officer'),
  type: 'LodgeSettlementDossier',
  documents: ['Mẫu 9'],
  dossier: 'A',
  vouchers: vouchers(200_000_000, 90_000_000),
  ...over,
});
const papers = [...new Set(['Mẫu 9', ...paidOut.flatMap((event) => (event.type === 'DocumentAttached' ? [event.data.kind] : []))])];
const dossier = (over: object = {}): ProjectEvent => ({
  type: 'SettlementDossierLodged',
  data: { documents: papers, dossier: 'A', vouchers: vouchers(200_000_000, 90_000_000), ...over },
});
const spent: History = [...paidOut, requestedRest, paidRest];
const withDossier = (...amounts: readonly number[]) => on('2022-09-02', 'centre-officer', dossier({ vouchers: vouchers(...amounts) }));

describe('the settlement dossier (TT 36/2013 art. 18(1), 19)', () => {
  it('A lists the vouchers, which cover what was accepted', () => {
    given(...spent)
      .when(lodge())
      .then(dossier());
    given(...spent)
      .when(lodge({ vouchers: vouchers(200_000_000, 89_999_999) }))
      .thenRefused('sum-mismatch', { amount: 290_000_000, vouchers: 289_999_999, advanced: null }, 'TT 36/2013/TT-BCT, art. 19');
    const { vouchers: _none, ...without } = lodge();
    for (const command of [without, lodge({ vouchers: [] })])
      given(...spent)
        .when(command)
        .thenRefused('blank', { field: 'vouchers' }, 'TT 36/2013/TT-BCT, art. 19');
  });
  it('B has the invoice instead', () => {
    const { vouchers: _none, ...b } = lodge({ dossier: 'B' });
    given(...spent)
      .when(b)
      .thenRefused('dossier-incomplete', { missing: ['invoice'] }, 'TT 36/2013/TT-BCT, TT 17/2018/TT-BCT, art. 19(2)');
    given(...spent, ...filed('2022-09-01', 'invoice'))
      .when(b)
      .then({ type: 'SettlementDossierLodged', data: { documents: ['Mẫu 9', ...papers.slice(1), 'invoice'], dossier: 'B' } });
  });
  it('has every paper of its kind, Mẫu 8b for a support by percentage (art. 19(1)d)', () =>
    given(...upTo.accepted)
      .when(lodge())
      .thenRefused('dossier-incomplete', { missing: [...SETTLEMENT_PAPERS], act: 'LodgeSettlementDossier' }));
  it('later than 22 January has Mẫu 9, too (art. 18(3))', () => {
    later
      .given(...spent)
      .when(lodge({ ...by('2023-01-22', 'centre-officer') }))
      .then(dossier());
    later
      .given(...spent)
      .when(lodge({ ...by('2023-01-23', 'centre-officer') }))
      .thenRefused('dossier-incomplete', { missing: ['payment-request'] }, 'TT 36/2013/TT-BCT, TT 17/2018/TT-BCT, art. 18(3), 19(1)b');
    const open = scenarios(project, { today: '2024-12-31', rules: { ...currentRules, deadlines: [] } });
    open
      .given(...spent)
      .when(lodge({ ...by('2023-01-23', 'centre-officer') }))
      .then(dossier());
    const carried = on('2022-08-25', 'agency-leader', { type: 'CarriedOver', data: { amount: 1, toYear: 2023, decisionNo: '1' } });
    later
      .given(...paidOut, carried)
      .when(lodge({ ...by('2023-01-23', 'centre-officer') }))
      .then(dossier());
  });
  it('names every voucher once, with a number, a day gone by and an amount', () => {
    const one = { number: 'PC 1', on: '2022-08-30', amount: 290_000_000 };
    const cases = [
      ['blank', { field: 'number' }, [{ ...one, number: ' ' }]],
      ['amount', { field: 'vouchers', amount: 0 }, [{ ...one, amount: 0 }]],
      ['date-order', { field: 'vouchers', on: '2022-09-03' }, [{ ...one, on: '2022-09-03' }]],
      ['named-twice', { field: 'vouchers', name: 'PC 1' }, [one, one]],
      ['amount', { field: 'vouchers' }, [one, { ...one, number: 'PC 2', amount: DONG_MAX }]],
    ] as const;
    for (const [code, facts, list] of cases)
      given(...spent)
        .when(lodge({ vouchers: list }))
        .thenRefused(code, facts);
    given(...spent)
      .when(lodge({ vouchers: [{ ...one, on: '2022-09-02' }] }))
      .then(dossier({ vouchers: [{ ...one, on: '2022-09-02' }] }));
  });
  it('said twice is true once; another voucher list takes its place', () => {
    given(...spent, withDossier(200_000_000, 90_000_000))
      .when(lodge())
      .thenNothing();
    given(...spent, withDossier(290_000_000))
      .when(lodge({ vouchers: vouchers(291_000_000) }))
      .then(dossier({ vouchers: vouchers(291_000_000) }));
    expect(stateAfter([...spent, withDossier(290_000_000)])).toMatchObject({ dossierLodged: true, vouchers: 290_000_000 });
    expect(stateAfter([...spent, lodged])).toMatchObject({ dossierLodged: true, vouchers: null });
    const { vouchers: _none, ...b } = lodge({ dossier: 'B' });
    given(...spent, lodged)
      .when(b)
      .thenNothing();
  });
  it('is never without any document', () => {
    const bare = scenarios(project, { today: '2022-12-31', rules: { ...currentRules, dossierPapers: [] } });
    bare
      .given(...upTo.accepted)
      .when(lodge({ documents: [] }))
      .thenRefused('blank', { field: 'documents' }, 'TT 36/2013/TT-BCT, art. 18');
  });
  it('of a stopped project lists what there is', () =>
    given(...upTo.stopped, ...filed('2022-05-02', ...SETTLEMENT_PAPERS))
      .when(lodge({ documents: [], vouchers: vouchers(1) }))
      .then({ type: 'SettlementDossierLodged', data: { documents: [...SETTLEMENT_PAPERS], dossier: 'A', vouchers: vouchers(1) } }));
});

describe('liquidating the contract (TT 36/2013 art. 18(2), Mẫu 6)', () => {
  const liquidate: Of<'LiquidateContract'> = { ...by('2022-09-03', 'agency-leader'), type: 'LiquidateContract', minutesNo: '5/BB' };
  const minutes = filed('2022-09-03', 'liquidation-minutes');
  it('follows the dossier, with its minutes', () => {
    given(...spent)
      .when(liquidate)
      .thenRefused(
        'illegal-transition',
        { status: 'accepted', command: 'LiquidateContract', missing: 'dossier' },
        'TT 36/2013/TT-BCT, art. 18',
      );
    given(...spent, lodged)
      .when(liquidate)
      .thenRefused('dossier-incomplete', { missing: ['liquidation-minutes'] });
    given(...spent, lodged, ...minutes)
      .when({ ...liquidate, minutesNo: '' })
      .thenRefused('blank', { field: 'minutesNo' });
    given(...spent, lodged, ...minutes)
      .when(liquidate)
      .then({ type: 'ContractLiquidated', data: { minutesNo: '5/BB' } });
  });
  it('ends the contract of a stopped project without a dossier', () => {
    given(...upTo.stopped)
      .when(liquidate)
      .then({ type: 'ContractLiquidated', data: { minutesNo: '5/BB' } });
    expect(stateAfter([...upTo.stopped, liquidated])).toMatchObject({ status: 'liquidated' });
  });
  it('needs a contract to liquidate', () =>
    given(...upTo['in-plan'], on('2022-05-01', 'ministry-leader', { type: 'ProjectStopped', data: { reason: 'x', decisionNo: '1' } }))
      .when(liquidate)
      .thenRefused('illegal-transition', { status: 'stopped', command: 'LiquidateContract', missing: 'contract' }));
});

describe('settlement (TT 36/2013 art. 18)', () => {
  const settle = (amount: number, over: Partial<Of<'ApproveSettlement'>> = {}): Of<'ApproveSettlement'> => ({
    ...by('2022-09-10', 'agency-leader'),
    type: 'ApproveSettlement',
    amount,
    ...over,
  });
  const closed = (...amounts: readonly number[]): History => [...spent, withDossier(...amounts), liquidated];
  it('equals the money out, and the vouchers cover it', () => {
    given(...closed(290_000_000))
      .when(settle(290_000_000))
      .then({ type: 'SettlementApproved', data: { amount: 290_000_000 } });
    given(...closed(290_000_000))
      .when(settle(289_999_999))
      .thenRefused('sum-mismatch', { amount: 289_999_999, advanced: 290_000_000, vouchers: 290_000_000 }, 'TT 36/2013/TT-BCT, art. 18');
    given(...closed(289_999_999))
      .when(settle(290_000_000))
      .thenRefused('sum-mismatch', { vouchers: 289_999_999 }, 'TT 36/2013/TT-BCT, art. 19');
    given(...spent, lodged, liquidated)
      .when(settle(290_000_000))
      .then({ type: 'SettlementApproved', data: { amount: 290_000_000 } });
    expect(stateAfter(upTo.settled)).toMatchObject({ status: 'settled' });
  });
  it('never exceeds what was accepted: the rest is recovered first (art. 12(6))', () => {
    given(...closed(290_000_000))
      .when(settle(290_000_001))
      .thenRefused('amount-over-accepted', { accepted: 290_000_000 }, 'TT 36/2013/TT-BCT, art. 18');
    const less = on('2022-08-20', 'department-leader', held({ result: 'part', amount: 150_000_000, remarks: 'x' }));
    const past = [...upTo.executing, less, lodged, liquidated];
    given(...past)
      .when(settle(150_000_000))
      .thenRefused('sum-mismatch', { advanced: 203_000_000 });
    const back = on('2022-09-05', 'agency-accountant', { type: 'AdvanceRecovered', data: { amount: 53_000_000, reason: null } });
    given(...past, back)
      .when(settle(150_000_000))
      .then({ type: 'SettlementApproved', data: { amount: 150_000_000 } });
  });
  it('follows the liquidation, unless a register stands for it', () => {
    const attested = { ...settle(289_000_000), ...byRegister('2022-09-10'), role: undefined } as unknown as Of<'ApproveSettlement'>;
    given(...upTo.accepted)
      .when(attested)
      .then({ type: 'SettlementApproved', data: { amount: 289_000_000, attested: register } });
    given(...upTo.accepted)
      .when({ ...attested, attested: { ...register, steps: ['dossier'] } })
      .thenRefused('illegal-transition', { missing: 'liquidation', command: 'ApproveSettlement' }, 'TT 36/2013/TT-BCT, art. 18');
    given(...upTo.accepted)
      .when(settle(203_000_000))
      .thenRefused('illegal-transition', { status: 'accepted' });
  });
  it('of a stopped project is 0 once all came back', () => {
    given(...upTo.stopped)
      .when(settle(0))
      .thenRefused('sum-mismatch', { amount: 0, advanced: 203_000_000 });
    given(...upTo.stopped)
      .when(settle(203_000_000))
      .thenRefused('amount-over-accepted', { accepted: 0 });
    given(...upTo.stopped, on('2022-06-10', 'agency-accountant', { type: 'AdvanceRecovered', data: { amount: 203_000_000, reason: null } }))
      .when(settle(0))
      .then({ type: 'SettlementApproved', data: { amount: 0 } });
  });
  it('is whole đồng', () => {
    for (const amount of [-1, 0.5])
      given(...closed(290_000_000))
        .when(settle(amount))
        .thenRefused('amount', { field: 'amount', amount });
  });
  it('is not by whoever approved the money', () =>
    given(...closed(290_000_000))
      .when(settle(290_000_000, { actor: 'u-ministry-leader' }))
      .thenRefused('segregation', { did: 'approve', duty: 'settle' }));
  it('is the end: no other act but notes and corrections follows', () =>
    given(...upTo.settled, settled)
      .when(settle(290_000_000, { ...by('2022-10-01', 'agency-leader') }))
      .thenRefused('illegal-transition', { status: 'settled', allowed: ['AddNote', 'CorrectDetails'] }));
});

describe('carrying over (NĐ 45/2012 art. 14(4))', () => {
  const carry = (over: Partial<Of<'CarryOver'>> = {}): Of<'CarryOver'> => ({
    ...by('2022-12-30', 'agency-leader'),
    type: 'CarryOver',
    amount: 87_000_000,
    toYear: 2023,
    decisionNo: '3/QĐ',
    ...over,
  });
  const carried = on('2022-12-30', 'agency-leader', {
    type: 'CarriedOver',
    data: { amount: 87_000_000, toYear: 2023, decisionNo: '3/QĐ' },
  });
  it('takes what is not out yet into the next year', () => {
    given(...upTo.executing)
      .when(carry())
      .then({ type: 'CarriedOver', data: { amount: 87_000_000, toYear: 2023, decisionNo: '3/QĐ' } });
    given(...upTo.executing)
      .when(carry({ amount: 87_000_001 }))
      .thenRefused('amount-over-approved', { amount: 87_000_001, approved: 87_000_000 }, 'NĐ 45/2012/NĐ-CP, art. 14(4)');
    given(...upTo['in-plan'])
      .when(carry({ amount: 290_000_000 }))
      .then({ type: 'CarriedOver', data: { amount: 290_000_000, toYear: 2023, decisionNo: '3/QĐ' } });
    expect(stateAfter([...upTo.executing, carried])).toMatchObject({ carriedOver: { amount: 87_000_000, toYear: 2023 } });
  });
  it('skips no year and goes a year at a time', () => {
    for (const toYear of [2022, 2024])
      given(...upTo.executing)
        .when(carry({ toYear }))
        .thenRefused('carry-over-year', { toYear, next: 2023 }, 'NĐ 45/2012/NĐ-CP, art. 14(4)');
    given(...upTo.executing, carried)
      .when(carry())
      .thenRefused('carry-over-year', { toYear: 2023, next: 2024 });
    given(...upTo.executing, carried)
      .when(carry({ toYear: 2024 }))
      .then({ type: 'CarriedOver', data: { amount: 87_000_000, toYear: 2024, decisionNo: '3/QĐ' } });
  });
  it('needs a decision and an amount', () => {
    given(...upTo.executing)
      .when(carry({ decisionNo: '' }))
      .thenRefused('blank', { field: 'decisionNo' });
    given(...upTo.executing)
      .when(carry({ amount: 0 }))
      .thenRefused('amount', { field: 'amount' });
  });
});
