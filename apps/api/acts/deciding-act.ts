import { HttpCode, Post } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiOperation, ApiParam, type ApiParamOptions, ApiResponse } from '@nestjs/swagger';
import { Problems } from '../openapi/answers.ts';
import { contractSchema } from '../openapi/contract-schema.ts';
import { KEY } from './project-acts.controller.ts';

export const SEEN = {
  name: 'If-Match',
  required: false,
  description: 'ETag đã xem; If-None-Match: * khi chưa có gì / the tag that you saw; If-None-Match: * while nothing is there',
} as const;

/** What every act on a stream that decides over many has in common. `of` says which part of the address names the stream. */
export const decidingAct =
  (of: ApiParamOptions & { readonly name: string }) =>
  (path: string, body: new () => object, summary: string): MethodDecorator =>
  (target, name, descriptor) => {
    const decorators = [
      Post(`:${of.name}/${path}`),
      HttpCode(200),
      ApiOperation({ summary }),
      ApiParam(of),
      ApiHeader(KEY),
      ApiHeader(SEEN),
      ApiBody({ type: body }),
      ApiResponse({ status: 200, description: 'DecisionAnswer', schema: contractSchema('DecisionAnswer') }),
      Problems(),
    ];
    for (const decorate of decorators) decorate(target, name, descriptor);
  };
