import { Text, Whole } from '../asked/parameters.ts';

export class ListOutboxDto {
  @Whole({ least: 1, most: 200, description: 'Số thư mỗi trang, mặc định 50 / mails a page, default 50', code: 'bad-limit' })
  readonly limit?: number;

  @Text(250, 'nextCursor của trang trước / of the page before')
  readonly cursor?: string;
}
