import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Controller, Get, Header } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { packageRoot } from '#config/package-root';

/** The committed description, which a test keeps equal to the routes that there are. */
export const DESCRIPTION_FILE = 'docs/reference/openapi.json';

@ApiExcludeController()
@Controller('api/openapi.json')
export class DescriptionController {
  #text: string | null = null;

  @Get()
  @Header('Content-Type', 'application/json; charset=utf-8')
  @Header('Cache-Control', 'no-cache')
  description(): string {
    this.#text ??= readFileSync(join(packageRoot(), DESCRIPTION_FILE), 'utf8');
    return this.#text;
  }
}
