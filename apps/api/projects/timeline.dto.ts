import { EVENT_TYPES, type EventGroup, type EventType, GROUP_NAMES } from '#contracts/event-kinds';
import { type Stage, STAGES } from '#contracts/figures';
import { RECORD_FIELD_NAMES, type RecordField } from '#contracts/record-fields';
import { PAGE_MAX } from '#read-models/projects/list-projects';
import type { Criteria, TimelineFilter } from '#read-models/record/timeline-filter';
import { MomentDto } from '../asked/moment.dto.ts';
import { Day, Range, rangeOf, SomeOf, SomeTexts, Text, Whole } from '../asked/parameters.ts';

const NOT = 'Không phải: bỏ các mục như vậy / not: leaves such entries out';

export class TimelineDto extends MomentDto {
  @SomeTexts(200, 'Người thực hiện, hoặc bên được làm thay / who did it, or for whom; a,b: any of them')
  readonly actor?: readonly string[];
  @SomeTexts(200, NOT)
  readonly notActor?: readonly string[];

  @SomeTexts(200, 'Đơn vị của người thực hiện / unit of whoever did it')
  readonly unit?: readonly string[];
  @SomeTexts(200, NOT)
  readonly notUnit?: readonly string[];

  @SomeOf(EVENT_TYPES, 'Loại sự kiện / type of event')
  readonly type?: readonly EventType[];
  @SomeOf(EVENT_TYPES, NOT)
  readonly notType?: readonly EventType[];

  @SomeOf(GROUP_NAMES, 'Nhóm sự kiện / group of types')
  readonly group?: readonly EventGroup[];
  @SomeOf(GROUP_NAMES, NOT)
  readonly notGroup?: readonly EventGroup[];

  @SomeOf(STAGES, 'Bước của đề án sau sự kiện / where the project stood once it had happened')
  readonly stage?: readonly Stage[];
  @SomeOf(STAGES, NOT)
  readonly notStage?: readonly Stage[];

  @SomeOf(RECORD_FIELD_NAMES, 'Trường hoặc phần của hồ sơ đã thay đổi / field or section of the record that it wrote')
  readonly field?: readonly RecordField[];
  @SomeOf(RECORD_FIELD_NAMES, NOT)
  readonly notField?: readonly RecordField[];

  @Range('Ngày xảy ra, từ..đến / business days, from..to')
  readonly occurred?: string;
  @Range(NOT)
  readonly notOccurred?: string;

  @Range('Ngày ghi (giờ Việt Nam), từ..đến / days of recording in Vietnam, from..to')
  readonly recorded?: string;
  @Range(NOT)
  readonly notRecorded?: string;

  @Text(
    200,
    'Từ trong câu, lý do, văn bản, người thực hiện; có dấu hay không / words of sentence, reason, document, actor; marks do not matter',
  )
  readonly q?: string;
  @Text(200, NOT)
  readonly notQ?: string;

  @Day('Bắt đầu từ mục đầu tiên của ngày này hoặc sau đó / begins at the first entry of this business day or later')
  readonly jumpTo?: string;

  @Whole({
    least: 1,
    most: PAGE_MAX,
    code: 'bad-limit',
    description: `Số mục mỗi trang; mặc định ${PAGE_MAX} / page size; default ${PAGE_MAX}`,
  })
  readonly limit?: number;

  @Text(2_000, 'Con trỏ trang tiếp theo / cursor of the next page, as received')
  readonly cursor?: string;
}

type Given = { readonly [Name in keyof TimelineDto]: TimelineDto[Name] | undefined };

export function filterAsked({ actor, unit, type, group, stage, field, occurred, recorded, q, ...not }: Given): TimelineFilter {
  return {
    only: criteriaOf({ actor, unit, type, group, stage, field, occurred, recorded, q }),
    not: criteriaOf({
      actor: not.notActor,
      unit: not.notUnit,
      type: not.notType,
      group: not.notGroup,
      stage: not.notStage,
      field: not.notField,
      occurred: not.notOccurred,
      recorded: not.notRecorded,
      q: not.notQ,
    }),
  };
}

type Asked = Pick<Given, 'actor' | 'unit' | 'type' | 'group' | 'stage' | 'field' | 'occurred' | 'recorded' | 'q'>;

function criteriaOf({ occurred, recorded, ...rest }: Asked): Criteria {
  const ranges = {
    occurred: occurred === undefined ? null : rangeOf(occurred),
    recorded: recorded === undefined ? null : rangeOf(recorded),
  };
  return Object.fromEntries(
    Object.entries({ ...rest, ...ranges }).filter(([, value]) => value !== undefined && value !== null),
  ) as Criteria;
}
