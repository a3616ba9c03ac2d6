import { Controller, Get } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Reference } from '#contracts/reference';
import { Answers } from '../openapi/answers.ts';
import { AskReference } from './reference.query.ts';

@ApiTags('reference')
@Controller('api/v1/reference')
export class ReferenceController {
  constructor(private readonly bus: QueryBus) {}

  @Get()
  @ApiOperation({ summary: 'Danh mục: tỉnh, nội dung, bước, năm / Names of provinces, contents, stages; the years there are' })
  @Answers('Reference')
  reference(): Promise<Reference> {
    return this.bus.execute(new AskReference());
  }
}
