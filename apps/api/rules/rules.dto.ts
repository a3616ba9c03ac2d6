import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import type { Region, Source } from '#contracts/figures';
import { ACTIVATED_ROWS_MAX } from '#lifecycle/rulebook/rulebook.decider';
import type { RuleListName } from '#lifecycle/rulebook/rulebook.events';
import { RULE_LIST_NAMES } from '#lifecycle/rulebook/rule-lists';
import { contents } from '#reference/contents';
import { DatedDto } from '../acts/dated.dto.ts';
import { BusinessDay, Choice, Integer, Line, ListOf, ListOfLines, LongText, Optional, OrNull, Part, Rule } from '../asked/body.ts';
import { REGIONS, SOURCES, YEARS } from '../asked/choices.ts';
import { Day, OneOf, RequiredDay } from '../asked/parameters.ts';
import { ProvinceDto } from '../asked/province.dto.ts';
import { Province } from '../projects/list-projects.dto.ts';
import { ruleRowFault } from './rule-row-fault.ts';

class RuleFilterDto {
  @OneOf(RULE_LIST_NAMES, 'Danh mục quy định / list of rules')
  readonly list?: RuleListName;

  @OneOf(contents.map(({ code }) => code), 'Nội dung khuyến công / content')
  readonly content?: string;

  @OneOf(SOURCES, 'Nguồn kinh phí / source of the money')
  readonly source?: Source;

  @Province()
  readonly province?: string;
}

export class ListRulesDto extends RuleFilterDto {
  @Day('Ngày có hiệu lực; mặc định hôm nay / in force on this day; default today')
  readonly on?: string;
}

export class CompareRulesDto extends RuleFilterDto {
  @RequiredDay('Ngày thứ nhất / the first day')
  readonly from!: string;

  @RequiredDay('Ngày thứ hai / the second day')
  readonly to!: string;
}

export class LegalBasisDto {
  @Line(200, 'Văn bản / instrument')
  readonly instrument!: string;

  @Line(100, 'Điều khoản, ví dụ art. 8(4) / article')
  readonly article!: string;

  @BusinessDay('Ngày quyết định / decided on')
  readonly decidedOn!: string;
}

/** The fields of its list, which the rulebook checks; here only that nothing in it is unreadable. */
const RowOfList = (description: string): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ type: 'object', additionalProperties: true, required: ['id'], properties: { id: { type: 'string' } }, description }),
    Rule('isRuleRow', ruleRowFault),
  );

export class RuleRowDto {
  @Choice(RULE_LIST_NAMES, 'Danh mục / list')
  readonly list!: RuleListName;

  @RowOfList('Dòng quy định, các mục của danh mục / the row, with the fields of its list')
  readonly row!: Readonly<Record<string, unknown>> & { readonly id: string };
}

/** The same as a rule file of the command line. */
class RuleFileDto {
  @BusinessDay('Có hiệu lực từ ngày / in force from')
  readonly from!: string;

  @Part(() => LegalBasisDto)
  readonly legalBasis!: LegalBasisDto;

  @ListOf(() => RuleRowDto, { least: 0, most: ACTIVATED_ROWS_MAX }, 'Các dòng / the rows')
  readonly rows!: RuleRowDto[];

  @Optional(ListOfLines(100, { least: 0, most: ACTIVATED_ROWS_MAX }, 'Mã các dòng hết hiệu lực / ids of rows that end the day before'))
  readonly replaces?: string[];
}

/** Its province is in the address. */
export class ActivateRulesDto extends RuleFileDto {
  @BusinessDay('Ngày việc xảy ra / business day on which it happened')
  readonly occurredOn!: string;
}

export class RevokeRulesDto extends DatedDto {
  @Line(40, 'Đợt áp dụng, ví dụ national-1 / the activation')
  readonly activation!: string;

  @LongText(2_000, 'Lý do / reason')
  readonly reason!: string;
}

/** `POST /api/v1/rules/trials`: what the rows would have refused of a plan year's approved projects. */
export class TryRulesDto extends RuleFileDto {
  @Integer(YEARS.least, YEARS.most, 'Năm kế hoạch / plan year')
  readonly year!: number;

  @Optional(Choice(REGIONS, 'Vùng / region'))
  readonly region?: Region;

  @OrNull(Part(() => ProvinceDto))
  readonly province!: ProvinceDto | null;
}
