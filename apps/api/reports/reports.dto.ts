import type { ObligationKind, ObligationState, ProvinceSet, Region, Source } from '#contracts/figures';
import { OBLIGATION_STATES, OBLIGATIONS, REGIONS, SETS, SOURCES, YEARS } from '../asked/choices.ts';
import { MomentDto } from '../asked/moment.dto.ts';
import { OneOf, RequiredOneOf, Whole } from '../asked/parameters.ts';

export class RegionReportDto extends MomentDto {
  @RequiredOneOf(REGIONS, 'Vùng hội nghị / conference region')
  readonly region!: Region;

  @Whole({ ...YEARS, description: 'Năm kế hoạch; mặc định năm của asOf / plan year; default that of asOf' })
  readonly year?: number;

  @OneOf(SETS, '63 tỉnh cũ hay 34 tỉnh mới; mặc định vn63 / the 63 old or the 34 new provinces; default vn63')
  readonly set?: ProvinceSet;
}

export class DelayedReportDto extends MomentDto {
  @OneOf(REGIONS, 'Vùng / region')
  readonly region?: Region;

  @Whole({ ...YEARS, description: 'Năm kế hoạch / plan year' })
  readonly year?: number;

  @OneOf(SOURCES, 'Nguồn kinh phí / source of the money')
  readonly source?: Source;

  @OneOf(OBLIGATIONS, 'Nghĩa vụ / obligation')
  readonly obligation?: ObligationKind;

  @OneOf(OBLIGATION_STATES, 'Tình trạng / state')
  readonly state?: ObligationState;
}
