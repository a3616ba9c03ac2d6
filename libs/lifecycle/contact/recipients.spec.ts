import { describe, expect, it } from '@jest/globals';
import type { ProvinceRef } from '#reference/province-ref';
import { provinces34, provinces63 } from '#reference/provinces';
import type { Role } from '#reference/roles';
import type { Holder } from '../obligation/holder.ts';
import { type ContactFilter, isMeant } from './contact-filter.ts';
import type { Contact } from './contact.events.ts';
import { contactAs, THANH_HOA } from './contact.fixture.ts';
import { type Audience, contactsOn, covers, recipientsOf, type RecipientsAsked } from './recipients.ts';

const DAY = '2022-03-01';
const asked: RecipientsAsked = {
  audience: ['holder'],
  holder: 'centre',
  source: 'KCQG',
  province: THANH_HOA,
  implementingUnit: null,
  awaitsPayment: false,
};
const people = (contacts: readonly Contact[], more: Partial<RecipientsAsked> = {}, day = DAY): readonly string[] =>
  recipientsOf(contacts, { ...asked, ...more }, day).map(({ person }) => person);

const provincial: readonly Role[] = [
  'centre-officer',
  'commune-officer',
  'appraisal-officer',
  'department-leader',
  'department-accountant',
  'province-leader',
];
const central: readonly Role[] = ['agency-officer', 'agency-leader', 'agency-accountant', 'ministry-leader'];
const onlookers: readonly Role[] = ['regional-centre-officer', 'council-member', 'supervisor', 'auditor', 'operator'];
/** One of each role: those of a province for Thanh Hóa, the others for the country. */
const everybody: readonly Contact[] = [
  ...provincial.map((role) => contactAs(role)),
  ...[...central, ...onlookers].map((role) => contactAs(role, { province: null, unit: 'Cục Công Thương địa phương' })),
];

describe('the holder of the next step', () => {
  it.each<[Holder, 'KCQG' | 'KCDP', boolean, string]>([
    ['centre', 'KCQG', false, 'centre-officer'],
    ['centre', 'KCDP', true, 'centre-officer'],
    ['commune', 'KCQG', false, 'commune-officer'],
    ['department', 'KCQG', false, 'appraisal-officer'],
    ['department', 'KCQG', true, 'appraisal-officer'],
    ['department', 'KCDP', false, 'appraisal-officer'],
    ['department', 'KCDP', true, 'department-accountant'],
    ['agency', 'KCQG', false, 'agency-officer'],
    ['agency', 'KCQG', true, 'agency-accountant'],
    ['province', 'KCDP', false, 'province-leader'],
    ['ministry', 'KCQG', false, 'ministry-leader'],
    ['treasury', 'KCQG', true, 'centre-officer'],
    ['enterprise', 'KCDP', false, 'centre-officer'],
  ])('%s (%s, payment %s) is reminded as %s', (holder, source, awaitsPayment, role) =>
    expect(people(everybody, { holder, source, awaitsPayment })).toEqual([role]),
  );
});

describe('whom an escalation reaches', () => {
  it.each<[readonly Audience[], 'KCQG' | 'KCDP', readonly string[]]>([
    [['supervisor'], 'KCQG', ['supervisor']],
    [['holder', 'supervisor'], 'KCDP', ['centre-officer', 'supervisor']],
    [['holder', 'supervisor', 'department'], 'KCQG', ['agency-leader', 'centre-officer', 'supervisor']],
    [['holder', 'supervisor', 'department'], 'KCDP', ['centre-officer', 'department-leader', 'supervisor']],
    [[], 'KCQG', []],
  ])('%j of %s', (audience, source, found) => expect(people(everybody, { audience, source })).toEqual(found));

  it('is a supervisor of the province or of the country, not of another province', () => {
    const supervisors = [
      contactAs('supervisor', { person: 'own' }),
      contactAs('supervisor', { person: 'everywhere', province: null }),
      contactAs('supervisor', { person: 'elsewhere', province: { set: 'vn63', code: '40' } }),
    ];
    expect(people(supervisors, { audience: ['supervisor'] })).toEqual(['everywhere', 'own']);
  });
});

describe('the implementing unit', () => {
  const [one, other] = ['Trung tâm Khuyến công Thanh Hóa', 'Trung tâm Xúc tiến thương mại Thanh Hóa'];
  const officers = [
    contactAs('centre-officer', { person: 'a', unit: one }),
    contactAs('centre-officer', { person: 'b', unit: other }),
    contactAs('centre-officer', { person: 'c', unit: other, province: { set: 'vn63', code: '40' } }),
  ];
  const regional = contactAs('regional-centre-officer', { person: 'r', unit: 'Trung tâm Khuyến công quốc gia vùng 1', province: null });

  it.each<[string, string | null, readonly string[]]>([
    ['its own officers alone', other, ['b']],
    ['its own officers, however its name is written', ' trung tâm  Xúc tiến thương mại Thanh Hóa'.normalize('NFD'), ['b']],
    ['all of the province, where none is its own', 'Trung tâm Khuyến công và Tư vấn', ['a', 'b']],
    ['all of the province, where no unit is named', null, ['a', 'b']],
    ['a regional centre where it implements', 'Trung tâm Khuyến công quốc gia vùng 1', ['r']],
  ])('has %s reminded', (_why, implementingUnit, found) => {
    for (const holder of ['centre', 'treasury', 'enterprise'] as const)
      expect(people([...officers, regional], { holder, implementingUnit })).toEqual(found);
  });
});

describe('a contact', () => {
  const officer = contactAs('centre-officer', { activeFrom: '2022-03-01', activeTo: '2022-03-31' });
  it.each([
    ['2022-02-28', 0],
    ['2022-03-01', 1],
    ['2022-03-31', 1],
    ['2022-04-01', 0],
  ])('counts from its first day to its last: on %s %i', (day, count) => {
    expect(contactsOn([officer], day)).toHaveLength(count);
    expect(people([officer], {}, day)).toHaveLength(count);
  });

  it('without a last day counts on and on', () => expect(contactsOn([contactAs('auditor')], '2199-12-31')).toHaveLength(1));

  it('stands once, whatever makes it a recipient, and nobody is nobody', () => {
    expect(people([contactAs('supervisor', { province: null })], { audience: ['supervisor', 'supervisor'] })).toEqual(['supervisor']);
    expect(people([], {})).toEqual([]);
  });
});

describe('a filter', () => {
  const officer = contactAs('centre-officer', { activeTo: '2022-03-31' });
  const everywhere = contactAs('supervisor', { province: null });
  it.each<[ContactFilter, readonly Contact[]]>([
    [{}, [officer, everywhere]],
    [{ role: 'supervisor' }, [everywhere]],
    [{ province: THANH_HOA }, [officer]],
    [{ province: { set: 'vn34', code: '38' } }, [officer]],
    [{ province: { set: 'vn63', code: '40' } }, []],
    [{ activeOn: '2022-04-01' }, [everywhere]],
    [{ role: 'centre-officer', activeOn: '2022-03-31' }, [officer]],
  ])('%j', (filter, found) => expect([officer, everywhere].filter((one) => isMeant(one, filter))).toEqual(found));
});

describe('a province takes in', () => {
  const [vn63, vn34] = [(code: string): ProvinceRef => ({ set: 'vn63', code }), (code: string): ProvinceRef => ({ set: 'vn34', code })];
  it.each<[string, ProvinceRef | null, ProvinceRef, boolean]>([
    ['itself', vn63('38'), vn63('38'), true],
    ['no other', vn63('38'), vn63('40'), false],
    ['whatever there is, where the contact is of the country', null, vn34('75'), true],
    ['what became it: Đồng Nai of the 34 Bình Phước', vn34('75'), vn63('70'), true],
    ['what became it: Đồng Nai of the 34 Đồng Nai of the 63', vn34('75'), vn63('75'), true],
    ['not what became another: Lâm Đồng of the 34 Đồng Nai of the 63', vn34('68'), vn63('75'), false],
    ['what became it: Bắc Ninh of the 34 Bắc Giang of the 63, by the same digits', vn34('24'), vn63('24'), true],
    ['nothing by its digits alone: 15 is Yên Bái of the 63 and Lào Cai of the 34', vn63('15'), vn34('15'), false],
    ['itself among the 34, where nothing joined it: Thanh Hóa', vn63('38'), vn34('38'), true],
    ['itself among the 34 under another name: Thừa Thiên Huế', vn63('46'), vn34('46'), true],
    ['not what it was joined to: Bình Phước of the 63', vn63('70'), vn34('75'), false],
    ['not what it gave its name to: Đồng Nai of the 63', vn63('75'), vn34('75'), false],
  ])('%s', (_what, own, project, taken) => expect(covers(own, project)).toBe(taken));

  it('each province of the 63 by exactly one of the 34, which the 34 share out', () => {
    for (const { code } of provinces63) expect(provinces34.filter((one) => covers(vn34(one.code), vn63(code)))).toHaveLength(1);
    const alone = provinces63.filter(({ code }) => provinces34.some((one) => covers(vn63(code), vn34(one.code))));
    expect(alone).toHaveLength(11); // Nghị quyết 202/2025/QH15: 11 provinces stayed as they were.
  });
});
