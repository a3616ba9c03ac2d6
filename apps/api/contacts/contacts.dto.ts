import type { ProvinceSet } from '#contracts/figures';
import { DELIVERIES_READ_MAX } from '#lifecycle/contact/contact.decider';
import { EMAIL_CHARS_MAX } from '#lifecycle/contact/email';
import { type Role, ROLES } from '#reference/roles';
import { DatedDto } from '../acts/dated.dto.ts';
import { BusinessDay, Choice, Flag, Line, ListOfLines, LongText, Name, OrNull, Part } from '../asked/body.ts';
import { Day, OneOf, Text, Whole } from '../asked/parameters.ts';
import { ProvinceDto } from '../asked/province.dto.ts';
import { Province } from '../projects/list-projects.dto.ts';

const ROLE_NAMES = Object.keys(ROLES) as readonly Role[];

/** Contacts on a page, at most. */
const PAGE_MAX = 200;

export class ListContactsDto {
  @OneOf(ROLE_NAMES, 'Vai trò / role')
  readonly role?: Role;

  @Province()
  readonly province?: string;

  @Day('Chỉ những ai nhận nhắc việc vào ngày này / only who may be reminded on this day')
  readonly activeOn?: string;

  @Whole({ least: 1, most: PAGE_MAX, code: 'bad-limit', description: 'Số dòng mỗi trang; mặc định 50 / page size; default 50' })
  readonly limit?: number;

  @Text(2_000, 'Con trỏ trang tiếp theo / cursor of the next page, as received')
  readonly cursor?: string;
}

/** The whole of a contact: what is not said is not kept from before. */
export class RecordContactDto extends DatedDto {
  @Name(200, 'Tên / name')
  readonly name!: string;

  @Choice(ROLE_NAMES, 'Vai trò / role')
  readonly role!: Role;

  @Name(300, 'Đơn vị / organisation')
  readonly unit!: string;

  @OrNull(Part(() => ProvinceDto))
  readonly province!: { readonly set: ProvinceSet; readonly code: string } | null;

  @OrNull(Line(EMAIL_CHARS_MAX, 'Thư điện tử; null: chỉ hộp thư trong hệ thống / e-mail; null: the inbox alone'))
  readonly email!: string | null;

  @Choice(['vi', 'en'], 'Ngôn ngữ / language')
  readonly language!: 'vi' | 'en';

  @BusinessDay('Ngày bắt đầu / first day')
  readonly activeFrom!: string;

  @OrNull(BusinessDay('Ngày kết thúc; null: chưa / last day; null: still'))
  readonly activeTo!: string | null;

  @Flag('Nhận cả thư về việc do chính mình làm / also mails that one’s own act set off')
  readonly ownActions!: boolean;
}

export class EndContactDto extends DatedDto {
  @BusinessDay('Ngày cuối cùng nhận nhắc việc / last day')
  readonly lastDay!: string;

  @LongText(2_000, 'Lý do / reason')
  readonly reason!: string;
}

export class OpenFeedDto extends DatedDto {}

export class RevokeFeedDto extends DatedDto {
  @LongText(2_000, 'Lý do / reason')
  readonly reason!: string;
}

export class MarkReadDto extends DatedDto {
  @ListOfLines(120, DELIVERIES_READ_MAX, 'Các lần nhắc đã đọc / deliveries that were read: reminder-delivery~…')
  readonly deliveries!: string[];
}
