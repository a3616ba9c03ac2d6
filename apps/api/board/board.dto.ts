import type { ProvinceSet, Region, Source } from '#contracts/figures';
import { contents } from '#reference/contents';
import { REGIONS, SETS, SOURCES, YEARS } from '../asked/choices.ts';
import { MomentDto } from '../asked/moment.dto.ts';
import { OneOf, Whole } from '../asked/parameters.ts';

export class BoardDto extends MomentDto {
  @Whole({ ...YEARS, description: 'Năm kế hoạch; mặc định năm của asOf / plan year; default that of asOf' })
  readonly year?: number;

  @OneOf(SETS, '63 tỉnh cũ hay 34 tỉnh mới; mặc định vn63 / the 63 old or the 34 new provinces; default vn63')
  readonly set?: ProvinceSet;

  @OneOf(REGIONS, 'Vùng / region')
  readonly region?: Region;

  @OneOf(SOURCES, 'Nguồn kinh phí / source of the money')
  readonly source?: Source;

  @OneOf(contents.map(({ code }) => code), 'Nội dung khuyến công / content')
  readonly content?: string;
}
