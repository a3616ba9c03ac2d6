import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { plainToInstance } from 'class-transformer';
import { chance } from '#testkit/project-life';
import { projectActs } from '../acts/project-acts.ts';
import { SurveyNeedDto } from '../acts/proposal.dto.ts';
import { instanceOf } from './shape.ts';

type Class = new () => object;
interface Described {
  readonly type?: unknown;
  readonly isArray?: boolean;
}

/** As callers write it, some of it to be tidied, some of it of no use. */
const VALUES: readonly unknown[] = [
  '  Xa\u0303 Ngọc\u00a0Phụng ',
  'a\r\nb',
  '',
  0,
  1.5,
  true,
  null,
  [],
  [' x '],
  [1, [null]],
  {},
  { code: '38' },
];
const UNKNOWN = ['toString', 'hasOwnProperty', 'then', 'code', '9'];

/** Fields by what the description of the API says of them, each there or not. */
function written(type: Class, random: () => number): object {
  const names = (Reflect.getMetadata('swagger/apiModelPropertiesArray', type.prototype) as readonly string[]).map((name) => name.slice(1));
  const plain: Record<string, unknown> = {};
  for (const name of names) {
    const { type: of, isArray } = Reflect.getMetadata('swagger/apiModelProperties', type.prototype, name) as Described;
    const part = typeof of === 'function' && of.name === 'type' ? (of as () => Class)() : null;
    if (part !== null && random() < 0.9) plain[name] = isArray ? [written(part, random), written(part, random)] : written(part, random);
    else if (random() < 0.9) plain[name] = VALUES[Math.floor(random() * VALUES.length)];
  }
  if (random() < 0.05) plain[UNKNOWN[Math.floor(random() * UNKNOWN.length)] as string] = 'x';
  return plain;
}

describe('a body made quickly', () => {
  const bodies = new Set<Class>([SurveyNeedDto, ...Object.values(projectActs).map(({ body }) => body)]);

  it.each([...bodies].map((body) => [body.name, body] as const))('%s is what class-transformer makes of it', (_, body) => {
    const random = chance(3);
    for (let round = 0; round < 200; round++) {
      const plain = written(body, random);
      expect(instanceOf(body, plain)).toStrictEqual(plainToInstance(body, plain));
    }
  });

  it('leaves the parsed text as it was', () => {
    const plain = { commune: '  Xã ', beneficiary: { name: ' Hợp tác xã ', taxCode: null } };
    const made = instanceOf(SurveyNeedDto, plain);
    expect(made).toMatchObject({ commune: 'Xã', beneficiary: { name: 'Hợp tác xã' } });
    expect(plain).toEqual({ commune: '  Xã ', beneficiary: { name: ' Hợp tác xã ', taxCode: null } });
  });
});
