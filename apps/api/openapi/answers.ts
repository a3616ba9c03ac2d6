import { applyDecorators } from '@nestjs/common';
import { ApiHeader, ApiResponse } from '@nestjs/swagger';
import { contractSchema } from './contract-schema.ts';

const POSITION = {
  description: 'Vị trí nhật ký của câu trả lời / log position that the answer is of',
  schema: { type: 'string' },
} as const;

/** A question of the API: what it answers, and what every question shares. */
export const Answers = (contract: string): MethodDecorator =>
  applyDecorators(
    ApiResponse({ status: 200, description: contract, schema: contractSchema(contract), headers: { 'Tiendo-Position': POSITION } }),
    ApiHeader({
      name: 'Prefer',
      required: false,
      description: 'wait=N: chờ tối đa N giây để số liệu đến vị trí Tiendo-Position / wait up to N seconds for that position',
    }),
    ApiHeader({ name: 'Tiendo-Position', required: false, description: 'Vị trí cần đọc được / the position that must be seen' }),
    Problems(),
  );

/** Any other answer is a problem (RFC 9457). */
export const Problems = (): MethodDecorator =>
  applyDecorators(
    ApiResponse({
      status: 'default',
      description: 'Problem (RFC 9457); /problems/{code} explains each',
      content: { 'application/problem+json': { schema: contractSchema('Problem') } },
    }),
  );
