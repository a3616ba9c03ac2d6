import type { Source } from '#contracts/figures';
import { DatedDto } from '../acts/dated.dto.ts';
import { BusinessDay, Choice, Line, ListOfLines, Name, Optional, OptionalLine, Part } from '../asked/body.ts';
import { SOURCES } from '../asked/choices.ts';
import { ProvinceDto } from '../asked/province.dto.ts';

const MEMBERS = 'Mã đề án hoặc id / project codes or ids';

export class ConcludeContractDto extends DatedDto {
  @Line(100, 'Số hợp đồng / contract number')
  readonly contractNo!: string;

  @Choice(SOURCES, 'Nguồn kinh phí / source of the money')
  readonly source!: Source;

  @Part(() => ProvinceDto)
  readonly province!: ProvinceDto;

  @Name(300, 'Đơn vị thực hiện (bên B) / implementing unit')
  readonly implementingUnit!: string;

  @BusinessDay('Thực hiện đến ngày / to be done by')
  readonly endsOn!: string;

  @ListOfLines(100, { least: 1, most: 500 }, MEMBERS)
  readonly members!: string[];
}

export class AppendContractDto extends DatedDto {
  @Line(100, 'Số phụ lục / number of the appendix')
  readonly appendixNo!: string;

  @Optional(BusinessDay('Gia hạn đến ngày / extended to'))
  readonly endsOn?: string;

  @Optional(ListOfLines(100, { least: 1, most: 500 }, MEMBERS))
  readonly members?: string[];

  @OptionalLine(100, 'Quyết định của Bộ trưởng khi kéo dài sang năm sau / the Minister’s decision, beyond the plan year')
  readonly decisionNo?: string;
}
