import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { chance } from '#testkit/project-life';
import { ListProjectsDto } from '../projects/list-projects.dto.ts';
import { SurveyNeedDto } from '../acts/proposal.dto.ts';
import { isSurelyValid } from './surely-valid.ts';

const survey = {
  occurredOn: '2022-01-10',
  code: 'KCDP-2022-38-001',
  source: 'KCDP',
  planYear: 2022,
  province: { set: 'vn63', code: '38' },
  commune: 'Xã Ngọc Phụng',
  content: 'ND3b',
  beneficiary: { name: 'Hợp tác xã Ngọc Phụng', taxCode: null },
  outcome: 'not-eligible',
  reason: 'Chưa có mặt bằng',
};
const list = { q: 'chè', source: 'KCQG', year: '2022', province: 'vn63.38', late: 'true', asOf: '2022-09-30', limit: '50' };

const ODD: readonly unknown[] = [
  undefined,
  null,
  '',
  ' ',
  0,
  -1,
  1.5,
  2022,
  '2022',
  true,
  'x',
  [],
  ['x'],
  {},
  { code: '38' },
  '\u0000',
  '2022-02-30',
];

function faultless(type: new () => object, plain: object): { readonly ours: boolean; readonly theirs: boolean } {
  const instance = plainToInstance(type, plain);
  const errors = validateSync(instance, { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true });
  return { ours: isSurelyValid(instance), theirs: errors.length === 0 };
}

/** One or two fields, at any depth, with another value, without any, or under another name. */
function spoilt(plain: object, random: () => number): object {
  const copy = structuredClone(plain) as Record<string, unknown>;
  for (let time = random() < 0.5 ? 1 : 2; time > 0; time -= 1) {
    const [name = ''] = [Object.keys(copy)[Math.floor(random() * Object.keys(copy).length)]];
    const inside = copy[name];
    if (typeof inside === 'object' && inside !== null && random() < 0.7) copy[name] = spoilt(inside, random);
    else if (random() < 0.1) delete copy[name];
    else if (random() < 0.1) copy[`${name}x`] = copy[name];
    else copy[name] = ODD[Math.floor(random() * ODD.length)];
  }
  return copy;
}

describe('what is surely valid', () => {
  it.each([
    ['a body with parts', SurveyNeedDto, survey],
    ['parameters', ListProjectsDto, list],
  ])('is for %s exactly what class-validator finds no fault with', (_, type, sound) => {
    expect(faultless(type, sound)).toEqual({ ours: true, theirs: true });
    const random = chance(7);
    const found = { sound: 0, faulty: 0 };
    for (let round = 0; round < 3_000; round += 1) {
      const plain = spoilt(sound, random);
      const { ours, theirs } = faultless(type, plain);
      expect([plain, ours]).toEqual([plain, theirs]);
      found[theirs ? 'sound' : 'faulty'] += 1;
    }
    expect(found.sound).toBeGreaterThan(50);
    expect(found.faulty).toBeGreaterThan(1_000);
  });

  it('is nothing of a class without decorators', () => expect(isSurelyValid(new Date())).toBe(false));
});
