import { Injectable, type PipeTransform } from '@nestjs/common';
import { rulesStream, scopeOf } from '#lifecycle/rulebook/rulebook.events';
import type { ProvinceRef } from '#reference/province-ref';
import { isProvince } from '#reference/provinces';
import { RequestProblem } from '../problems/request-problem.ts';

/** Whose rules: everybody's, or what a province sets for its own KCDP. */
export interface RuleScopeAddress {
  /** `national`, `vn63.38`. */
  readonly scope: string;
  readonly province: ProvinceRef | null;
  readonly stream: string;
}

const addressOf = (province: ProvinceRef | null): RuleScopeAddress => ({
  scope: scopeOf(province),
  province,
  stream: rulesStream(province),
});

@Injectable()
export class RuleScopePipe implements PipeTransform<string, RuleScopeAddress> {
  /** @throws RequestProblem `not-found` */
  transform(scope: string): RuleScopeAddress {
    if (scope === 'national') return addressOf(null);
    const [, set = '', code = ''] = /^(vn63|vn34)\.(\d{2})$/.exec(scope) ?? [];
    const province = { set, code } as ProvinceRef;
    if (set === '' || !isProvince(province)) throw new RequestProblem('not-found');
    return addressOf(province);
  }
}
