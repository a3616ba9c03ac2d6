import { Injectable, type PipeTransform } from '@nestjs/common';
import type { Source } from '#contracts/figures';
import { planStream } from '#lifecycle/plan/plan.events';
import type { ProvinceRef } from '#reference/province-ref';
import { isProvince } from '#reference/provinces';
import { RequestProblem } from '../problems/request-problem.ts';

/** An annual plan by its address: `KCQG-2027`, `KCDP-2025-vn63.38`. */
export interface PlanAddress {
  readonly source: Source;
  readonly year: number;
  readonly province: ProvinceRef | null;
  readonly stream: string;
}

const NATIONAL = /^KCQG-(20\d{2})$/;
const LOCAL = /^KCDP-(20\d{2})-(vn63|vn34)\.(\d{2})$/;

export function planOf(address: string): PlanAddress | null {
  const national = NATIONAL.exec(address);
  if (national !== null)
    return { source: 'KCQG', year: Number(national[1]), province: null, stream: planStream('KCQG', Number(national[1]), null) };
  const [, year = '', set = '', code = ''] = LOCAL.exec(address) ?? [];
  const province = { set, code } as ProvinceRef;
  if (set === '' || !isProvince(province)) return null;
  return { source: 'KCDP', year: Number(year), province, stream: planStream('KCDP', Number(year), province) };
}

@Injectable()
export class PlanPipe implements PipeTransform<string, PlanAddress> {
  /** @throws RequestProblem `not-found` */
  transform(address: string): PlanAddress {
    const plan = planOf(address);
    if (plan === null) throw new RequestProblem('not-found');
    return plan;
  }
}
