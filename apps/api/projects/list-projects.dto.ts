import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsOptional, ValidateBy } from 'class-validator';
import { type Source, type Stage, STAGES } from '#contracts/figures';
import { PAGE_MAX } from '#read-models/projects/list-projects';
import { PROJECT_SORTS, type ProjectSort } from '#read-models/projects/project-order';
import { contents } from '#reference/contents';
import type { ProvinceRef } from '#reference/province-ref';
import { isProvince } from '#reference/provinces';
import { SOURCES, YEARS } from '../asked/choices.ts';
import { MomentDto } from '../asked/moment.dto.ts';
import { OneOf, type RuleContext, Text, Whole } from '../asked/parameters.ts';

const BAD: { readonly context: RuleContext } = { context: { code: 'bad-parameter' } };

const SORTS = PROJECT_SORTS.flatMap((sort) => [sort, `-${sort}`] as const);

/** `vn63.38`, as a province that is in its set. */
export const Province = (): PropertyDecorator =>
  applyDecorators(
    ApiPropertyOptional({
      type: 'string',
      pattern: '^vn(63|34)\\.[0-9]{2}$',
      description: 'Tỉnh, ví dụ vn63.38 / province, for example vn63.38',
    }),
    IsOptional(),
    ValidateBy(
      { name: 'isProvince', validator: { validate: isProvinceText, defaultMessage: () => 'must be a province like vn63.38' } },
      BAD,
    ),
  );

const isProvinceText = (value: unknown): boolean =>
  typeof value === 'string' && /^vn(63|34)\.\d{2}$/.test(value) && isProvince(provinceOf(value));

export const provinceOf = (text: string): ProvinceRef => ({ set: text.slice(0, 4) as ProvinceRef['set'], code: text.slice(5) });

const Flag = (description: string): PropertyDecorator =>
  applyDecorators(
    ApiPropertyOptional({ type: 'boolean', description }),
    IsOptional(),
    Transform(({ value }) => (value === 'true' ? true : value === 'false' ? false : (value as unknown))),
    IsBoolean({ message: 'must be true or false', ...BAD }),
  );

/** The list as it stands now; `asOf` and `knownAt` only say at which moment `late` is judged. */
export class ListProjectsDto extends MomentDto {
  @Text(200, 'Tìm theo tên, mã, đơn vị, địa bàn; có dấu hay không / words of title, code, unit, place; marks do not matter')
  readonly q?: string;

  @OneOf(SOURCES, 'Nguồn kinh phí / source of the money')
  readonly source?: Source;

  @Whole({ ...YEARS, description: 'Năm kế hoạch / plan year' })
  readonly year?: number;

  @Province()
  readonly province?: string;

  @OneOf(contents.map(({ code }) => code), 'Nội dung khuyến công / content')
  readonly content?: string;

  @OneOf(STAGES, 'Bước / stage')
  readonly stage?: Stage;

  @Flag('Chỉ các đề án có việc chậm hạn / only projects with a late obligation')
  readonly late?: boolean;

  @Text(200, 'Người phụ trách / who is in charge, by opaque id')
  readonly officer?: string;

  @Flag('Chỉ các đề án có vướng mắc chưa tháo gỡ / only projects with an open obstacle')
  readonly obstacles?: boolean;

  @ApiPropertyOptional({
    type: 'string',
    enum: SORTS,
    description:
      'Thứ tự; dấu - là giảm dần; mặc định theo mã, khi tìm nhiều từ thì cụm từ liền nhau trước / order; - is descending; default code, with several words those standing together first',
  })
  @IsOptional()
  @IsIn(SORTS, { message: `must be one of ${SORTS.join(', ')}`, ...BAD })
  readonly sort?: ProjectSort | `-${ProjectSort}`;

  @Whole({ least: 1, most: PAGE_MAX, code: 'bad-limit', description: 'Số dòng mỗi trang; mặc định 50 / page size; default 50' })
  readonly limit?: number;

  @Text(2_000, 'Con trỏ trang tiếp theo / cursor of the next page, as received')
  readonly cursor?: string;
}
