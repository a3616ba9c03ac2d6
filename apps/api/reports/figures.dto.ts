import { ApiProperty } from '@nestjs/swagger';
import { Length } from 'class-validator';
import type { ProvinceSet, Region, Source } from '#contracts/figures';
import { PAGE_MAX } from '#read-models/projects/list-projects';
import { contents } from '#reference/contents';
import { PATH_LENGTH_MAX } from '#reports/explain/find-figure';
import { REGIONS, SETS, SOURCES, YEARS } from '../asked/choices.ts';
import { MomentDto } from '../asked/moment.dto.ts';
import { Day, OneOf, RequiredDay, RequiredOneOf, Text, Whole } from '../asked/parameters.ts';

const PAGE = {
  least: 1,
  most: PAGE_MAX,
  code: 'bad-limit',
  description: 'Số đề án mỗi trang; mặc định 50 / page size; default 50',
} as const;
const CURSOR = 'Con trỏ trang tiếp theo / cursor of the next page, as received';
const SET = '63 tỉnh cũ hay 34 tỉnh mới; mặc định vn63 / the 63 old or the 34 new provinces; default vn63';
const CURSOR_LENGTH_MAX = 2_000;

export class ExplainDto extends MomentDto {
  @ApiProperty({
    type: 'string',
    maxLength: PATH_LENGTH_MAX,
    description:
      'Số liệu như trong JSON của báo cáo: totals.all.percent, byProvince.38.KCQG.executed, board.total.late, delayed.settlement.late.vnd / the figure as in the report’s JSON',
  })
  @Length(1, PATH_LENGTH_MAX, {
    message: `must name a figure in at most ${PATH_LENGTH_MAX} characters`,
    context: { code: 'bad-parameter' },
  })
  readonly path!: string;

  @OneOf(REGIONS, 'Vùng; cần cho biểu hội nghị / region; needed for the conference’s table')
  readonly region?: Region;

  @Whole({
    ...YEARS,
    description: 'Năm kế hoạch; mặc định năm của asOf, với delayed là mọi năm / plan year; default that of asOf, of delayed all',
  })
  readonly year?: number;

  @OneOf(SETS, SET)
  readonly set?: ProvinceSet;

  @OneOf(SOURCES, 'Nguồn, với bảng tiến độ và giải ngân chậm / source, of the board and the late list')
  readonly source?: Source;

  @OneOf(contents.map(({ code }) => code), 'Nội dung, với bảng tiến độ / content, of the board')
  readonly content?: string;

  @Whole(PAGE)
  readonly limit?: number;

  @Text(CURSOR_LENGTH_MAX, CURSOR)
  readonly cursor?: string;
}

export class DiffDto {
  @RequiredOneOf(REGIONS, 'Vùng hội nghị / conference region')
  readonly region!: Region;

  @Whole({ ...YEARS, description: 'Năm kế hoạch; mặc định năm của to / plan year; default that of to' })
  readonly year?: number;

  @OneOf(SETS, SET)
  readonly set?: ProvinceSet;

  @RequiredDay('Ngày số liệu thứ nhất / the first business day')
  readonly from!: string;

  @RequiredDay('Ngày số liệu thứ hai / the second business day')
  readonly to!: string;

  @Day('Ngày biết của ngày thứ nhất / only what was recorded by the end of this day, for the first')
  readonly knownAtFrom?: string;

  @Day('Ngày biết của ngày thứ hai / only what was recorded by the end of this day, for the second')
  readonly knownAtTo?: string;

  @Text(PATH_LENGTH_MAX, 'Chỉ số liệu này của biểu hội nghị / this figure of the conference’s table only')
  readonly path?: string;

  @Whole(PAGE)
  readonly limit?: number;

  @Text(CURSOR_LENGTH_MAX, CURSOR)
  readonly cursor?: string;
}
