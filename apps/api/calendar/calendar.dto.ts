import { CALENDAR_DAYS_MAX } from '#lifecycle/calendar/calendar.decider';
import { DAY_STATUSES, DAY_TEXT_MAX } from '#lifecycle/calendar/calendar-day-faults';
import type { CalendarDay, CalendarDayKind } from '#lifecycle/calendar/calendar.events';
import { DAY_KINDS } from '#lifecycle/calendar/day-kinds';
import { DatedDto } from '../acts/dated.dto.ts';
import { BusinessDay, Choice, Line, ListOf, ListOfLines, Optional, OrNull } from '../asked/body.ts';
import { Day } from '../asked/parameters.ts';
import { Province } from '../projects/list-projects.dto.ts';

export class CalendarYearDto {
  @Province()
  readonly province?: string;

  @Day('Biết đến ngày: chỉ tính những gì đã công bố đến ngày này; mặc định hôm nay / as announced by this day; default today')
  readonly knownAt?: string;
}

/** A row with all its fields: what is not known is null. */
export class CalendarDayDto {
  @BusinessDay('Ngày / date')
  readonly date!: string;

  @Choice(Object.keys(DAY_KINDS), 'Loại ngày / kind of day')
  readonly kind!: CalendarDayKind;

  @Line(DAY_TEXT_MAX.name, 'Tên / name')
  readonly name!: string;

  @Line(DAY_TEXT_MAX.basis, 'Căn cứ / basis')
  readonly basis!: string;

  @OrNull(Line(DAY_TEXT_MAX.documentNo, 'Số thông báo, công văn / number of the notice'))
  readonly documentNo!: string | null;

  @OrNull(BusinessDay('Ngày công bố / announced on'))
  readonly announcedOn!: string | null;

  @Choice(DAY_STATUSES, 'Mức chắc chắn; unverified: dự kiến, không tính / how sure; unverified never counts')
  readonly status!: CalendarDay['status'];

  @OrNull(Line(DAY_TEXT_MAX.source, 'Nguồn / source'))
  readonly source!: string | null;
}

const ROWS = { least: 1, most: CALENDAR_DAYS_MAX };

export class SetCalendarDaysDto extends DatedDto {
  @ListOf(() => CalendarDayDto, ROWS, 'Các ngày / the days')
  readonly days!: CalendarDayDto[];
}

export class CloseProvinceDto extends DatedDto {
  @BusinessDay('Từ ngày / first day')
  readonly from!: string;

  @BusinessDay('Đến hết ngày / last day')
  readonly to!: string;

  @Line(DAY_TEXT_MAX.name, 'Lý do, ví dụ Bão số 3 / reason')
  readonly reason!: string;

  @Line(DAY_TEXT_MAX.documentNo, 'Số công điện, quyết định / number of the dispatch or decision')
  readonly documentNo!: string;

  @BusinessDay('Ngày công bố / announced on')
  readonly announcedOn!: string;
}

export class RevokeCalendarDayDto extends DatedDto {
  @BusinessDay('Ngày bỏ khỏi lịch / date to take back')
  readonly date!: string;

  @Line(500, 'Lý do / reason')
  readonly reason!: string;
}

/** `POST /api/v1/calendar/layers/{scope}/preview` */
export class PreviewCalendarDto {
  @Optional(ListOf(() => CalendarDayDto, ROWS, 'Các ngày sẽ đặt / days that would be set'))
  readonly days?: CalendarDayDto[];

  @Optional(ListOfLines(10, ROWS, 'Các ngày sẽ bỏ / dates that would be taken back'))
  readonly revoked?: string[];
}
