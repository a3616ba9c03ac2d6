import type { ProvinceSet } from '#contracts/figures';
import type { ProvinceRef } from '#reference/province-ref';
import { isProvince } from '#reference/provinces';
import { Choice, Pattern, Rule } from './body.ts';
import { SETS } from './choices.ts';
import { fault } from './fault.ts';

const InItsSet = (): PropertyDecorator =>
  Rule('isProvince', (code, owner) =>
    typeof code === 'string' && isProvince({ set: (owner as ProvinceRef).set, code })
      ? null
      : fault('choice', 'must be a province of its set'),
  );

export class ProvinceDto {
  @Choice(SETS, 'Bộ mã tỉnh / set of provinces')
  readonly set!: ProvinceSet;

  @Pattern(/^\d{2}$/, 'Mã tỉnh / code of the province')
  @InItsSet()
  readonly code!: string;
}
