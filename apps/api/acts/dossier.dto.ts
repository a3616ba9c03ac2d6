import { Choice, Flag, Integer, Line, ListOf, LongText, OptionalLine, OrNull, Part, Pattern, Sha256 } from '../asked/body.ts';
import { DatedDto } from './dated.dto.ts';

export class ReturnedItemDto {
  @Line(200, 'Mục / item')
  readonly item!: string;

  @LongText(4_000, 'Yêu cầu hoàn thiện / what is demanded')
  readonly demand!: string;

  @OptionalLine(40, 'Nội dung thẩm định không đạt / criterion that it failed')
  readonly criterion?: string;

  @OptionalLine(60, 'Nguyên nhân / cause')
  readonly cause?: string;
}

export class ReturnDossierDto extends DatedDto {
  @ListOf(() => ReturnedItemDto, 100, 'Các mục phải hoàn thiện / items to complete')
  readonly items!: ReturnedItemDto[];
}

export class AnswerReturnedItemDto extends DatedDto {
  @Line(200, 'Mục / item')
  readonly item!: string;

  @LongText(4_000, 'Trả lời / answer')
  readonly answer!: string;

  @OptionalLine(300, 'Tài liệu kèm theo / document that goes with it')
  readonly document?: string;
}

export class AnswerDto {
  @Line(200, 'Mục / item')
  readonly item!: string;

  @LongText(4_000, 'Trả lời / answer')
  readonly answer!: string;
}

export class CompleteDossierDto extends DatedDto {
  @ListOf(() => AnswerDto, { least: 0, most: 100 }, 'Trả lời các mục còn lại / answers to the items that are left')
  readonly answers!: AnswerDto[];
}

export class JudgeEarlierSupportDto extends DatedDto {
  @Line(100, 'Mã đề án trước / code of the earlier project')
  readonly earlier!: string;

  @Flag('Cùng một hạng mục / the same item')
  readonly sameItem!: boolean;

  @LongText(2_000, 'Căn cứ / reason')
  readonly reason!: string;
}

export class FileDto {
  @Sha256('SHA-256 của tệp đã tải lên / of an uploaded file')
  readonly sha256!: string;

  @Line(255, 'Tên tệp / file name')
  readonly name!: string;

  @Integer(1, 1_000_000_000, 'Số byte / bytes')
  readonly size!: number;

  @Line(100, 'Kiểu tệp / media type')
  readonly mediaType!: string;
}

export class AttachDocumentDto extends DatedDto {
  @Pattern(/^[a-z0-9-]{2,60}$/, 'Loại tài liệu / kind of document')
  readonly kind!: string;

  @Line(300, 'Tên tài liệu / title')
  readonly title!: string;

  @OptionalLine(100, 'Số văn bản / number of the paper')
  readonly number?: string;

  @OrNull(Part(() => FileDto))
  readonly file!: FileDto | null;

  @OptionalLine(200, 'Chứng minh cho nội dung, mục nào / criterion or item that it proves')
  readonly proves?: string;
}

const CRITERIA = ['principles', 'aims-and-money', 'capability', 'combination', 'dossier'] as const;

export class AssessCriterionDto extends DatedDto {
  @Choice(CRITERIA, 'Nội dung thẩm định, Điều 9 Thông tư 36/2013 / content of the appraisal')
  readonly criterion!: (typeof CRITERIA)[number];

  @Flag('Đạt / met')
  readonly met!: boolean;

  @LongText(4_000, 'Nhận xét / finding')
  readonly finding!: string;

  @LongText(2_000, 'Căn cứ, hoặc lý do không cần / evidence, or why none is needed')
  readonly evidence!: string;
}
