import type { ProvinceSet, Source } from '#contracts/figures';
import { contents } from '#reference/contents';
import type { ProvinceRef } from '#reference/province-ref';
import { isProvince } from '#reference/provinces';
import { SETS, SOURCES, YEARS } from '../asked/choices.ts';
import { BusinessDay, Choice, Integer, Name, OptionalLine, Part, Pattern, PatternOrNull, Rule } from '../asked/body.ts';
import { fault } from '../asked/fault.ts';

/** 10 digits, or 13 for a branch, with or without its dash (Luật Quản lý thuế 2019, art. 35). */
const TAX_CODE = /^\d{10}(-?\d{3})?$/;

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

export class PartyDto {
  @Name(300, 'Tên / name')
  readonly name!: string;

  @PatternOrNull(TAX_CODE, 'Mã số thuế; null với tổ, nhóm / tax code; null for groups')
  readonly taxCode!: string | null;
}

const OUTCOMES = ['recorded', 'kept-for-later', 'not-eligible'] as const;

/** `POST /api/v1/projects`: a need found by the survey, which opens a project. */
export class SurveyNeedDto {
  @BusinessDay('Ngày khảo sát / day of the survey')
  readonly occurredOn!: string;

  @Pattern(/^(KCQG|KCDP)-\d{4}-\d{2}-\d{3,5}$/, 'Mã đề án, ví dụ KCQG-2022-38-001 / project code')
  readonly code!: string;

  @Choice(SOURCES, 'Nguồn kinh phí / source of the money')
  readonly source!: Source;

  @Integer(YEARS.least, YEARS.most, 'Năm kế hoạch / plan year')
  readonly planYear!: number;

  @Part(() => ProvinceDto)
  readonly province!: ProvinceDto;

  @Name(200, 'Xã, phường, huyện / commune and district')
  readonly commune!: string;

  @Choice(contents.map(({ code }) => code), 'Nội dung khuyến công / content')
  readonly content!: string;

  @Part(() => PartyDto)
  readonly beneficiary!: PartyDto;

  @Choice(OUTCOMES, 'Kết quả khảo sát / outcome of the survey')
  readonly outcome!: (typeof OUTCOMES)[number];

  @OptionalLine(2_000, 'Lý do, khi không đủ điều kiện / reason, when not eligible')
  readonly reason?: string;
}
