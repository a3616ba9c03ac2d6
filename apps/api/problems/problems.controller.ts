import { Controller, Get, Header, Param } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { problemKinds } from './problem-of.ts';
import { problemHtml } from './problem-page.ts';
import { RequestProblem } from './request-problem.ts';

/** Where a problem's `type` leads. */
@ApiExcludeController()
@Controller('problems')
export class ProblemsController {
  @Get(':code')
  @Header('Content-Type', 'text/html; charset=utf-8')
  @Header('Cache-Control', 'no-cache')
  page(@Param('code') code: string): string {
    const kind = Object.hasOwn(problemKinds, code) ? problemKinds[code] : undefined;
    if (kind === undefined) throw new RequestProblem('not-found');
    return problemHtml(code, kind);
  }
}
