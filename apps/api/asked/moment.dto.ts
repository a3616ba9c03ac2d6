import { Day } from './parameters.ts';

/** The moment that an answer is of. */
export class MomentDto {
  @Day('Ngày số liệu: tính các việc xảy ra đến hết ngày này; mặc định hôm nay / facts up to this business day; default today')
  readonly asOf?: string;

  @Day('Ngày biết: chỉ tính những gì đã ghi đến hết ngày này (giờ Việt Nam) / only what was recorded by the end of this day in Vietnam')
  readonly knownAt?: string;
}

export interface Moment {
  readonly asOf: string;
  readonly knownAt: string | null;
}

type Given = { readonly [name in keyof MomentDto]: MomentDto[name] | undefined };

export const momentOf = ({ asOf, knownAt }: Given, today: string): Moment => ({ asOf: asOf ?? today, knownAt: knownAt ?? null });
