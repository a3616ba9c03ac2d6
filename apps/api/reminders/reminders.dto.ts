import type { ObligationKind } from '#lifecycle/obligation/obligation';
import { DEADLINE_KINDS } from '#reference/rules/deadline-kinds';
import { DatedDto } from '../acts/dated.dto.ts';
import { Choice, Line, LongText, OrNull } from '../asked/body.ts';
import { Day, OneOf, Range, RequiredDay, Text, Whole } from '../asked/parameters.ts';

const KINDS = Object.keys(DEADLINE_KINDS) as readonly ObligationKind[];

/** Messages or steps on a page, at most. */
const PAGE_MAX = 200;
const DAYS_MAX = 31;

class FilterDto {
  @Text(100, 'Đề án: mã hoặc id / project by code or id')
  readonly project?: string;

  @Text(100, 'Người nhận, hoặc webhook / recipient: a person or a webhook')
  readonly person?: string;

  @OneOf(KINDS, 'Loại thời hạn / kind of deadline')
  readonly kind?: ObligationKind;

  @OneOf(['json', 'csv'], 'csv: cả danh sách, mỗi việc một dòng / the whole list, a row for each deadline')
  readonly format?: 'json' | 'csv';
}

export class ToSendDto extends FilterDto {
  @Day('Chỉ một ngày, từ hôm nay trở đi / one day only, today or later')
  readonly date?: string;

  @Whole({ least: 1, most: DAYS_MAX, description: 'Số ngày kể từ hôm nay, mặc định 7 / days from today on, default 7' })
  readonly days?: number;
}

export class ListDeliveriesDto extends FilterDto {
  @Range('Ngày của thư, hoặc hạn cuối của việc bị chặn / days of the messages; of what is suppressed: last days')
  readonly days?: string;

  @Whole({ least: 1, most: PAGE_MAX, code: 'bad-limit', description: 'Số dòng mỗi trang; mặc định 50 / page size; default 50' })
  readonly limit?: number;

  @Text(2_000, 'Con trỏ trang tiếp theo / cursor of the next page, as received')
  readonly cursor?: string;
}

export class PreviewDto {
  @RequiredDay('Từ hôm nay trở đi / today or later')
  readonly date!: string;

  @Text(100, 'Đề án: mã hoặc id / project by code or id')
  readonly project?: string;

  @Text(100, 'Người nhận / recipient')
  readonly person?: string;
}

/** One of the two. */
export class WhyDto {
  @Text(100, 'Đề án: mã hoặc id / project by code or id')
  readonly project?: string;

  @Text(100, 'Người nhận / recipient')
  readonly person?: string;
}

export class ObligationsDto {
  @Text(100, 'Đề án: mã hoặc id / project by code or id')
  readonly project?: string;
}

export class InboxDto {
  @Whole({ least: 1, most: PAGE_MAX, code: 'bad-limit', description: 'Số thư mỗi trang; mặc định 50 / page size; default 50' })
  readonly limit?: number;

  @Text(2_000, 'Con trỏ trang tiếp theo / cursor of the next page, as received')
  readonly cursor?: string;
}

const REASON = 'Lý do / reason';

export class PauseKindDto extends DatedDto {
  @Choice([...KINDS, 'all'], 'Loại thời hạn; all: mọi loại / kind of deadline; all: every kind')
  readonly kind!: ObligationKind | 'all';

  @LongText(2_000, REASON)
  readonly reason!: string;
}

export class ResumeKindDto extends PauseKindDto {}

export class ExcludeDto extends DatedDto {
  @Line(100, 'Đề án: mã hoặc id / project by code or id')
  readonly project!: string;

  @Line(60, 'Thời hạn của đề án, ví dụ monthly-report:2022-03 / deadline of the project')
  readonly obligation!: string;

  @OrNull(Line(100, 'Người nhận; null: mọi người / recipient; null: everybody'))
  readonly recipient!: string | null;

  @LongText(2_000, REASON)
  readonly reason!: string;
}

export class IncludeDto extends ExcludeDto {}

export class ResendDto extends DatedDto {
  @LongText(2_000, REASON)
  readonly reason!: string;
}
