import { Body, Controller, createParamDecorator, type ExecutionContext, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { CommandAnswer } from '#contracts/service';
import { BodyPipe } from '../asked/body.pipe.ts';
import { commandIdOf, revisionSeen } from '../http/preconditions.ts';
import { identityOf } from '../identity/demo-identity.ts';
import { Problems } from '../openapi/answers.ts';
import { contractSchema } from '../openapi/contract-schema.ts';
import { ProjectCommands } from '../projects/project-commands.ts';
import { ProjectPipe } from '../projects/project.pipe.ts';
import { Storage } from '../storage/storage.ts';
import type { DatedDto } from './dated.dto.ts';
import { ActCommands } from './act-commands.ts';
import { projectActs, type SayableAct } from './project-acts.ts';

export const KEY = { name: 'Idempotency-Key', required: true, description: 'UUID của ý định / UUID of the intention' } as const;
export const IF_MATCH = { name: 'If-Match', required: true, description: 'ETag đã xem, "r3" / the tag that you saw' } as const;
export const DONE = { description: 'CommandAnswer', schema: contractSchema('CommandAnswer') } as const;

/** One method for each act of the table; each has its own body, address and description. */
@ApiTags('acts')
@Controller('api/v1/projects')
export class ProjectActsController {
  constructor(
    private readonly commands: ProjectCommands,
    private readonly acts: ActCommands,
    private readonly storage: Storage,
  ) {}

  async run(type: SayableAct, { project, body, request, reply }: Said): Promise<CommandAnswer> {
    const { headers } = request;
    const commandId = commandIdOf(headers['idempotency-key'] as string | undefined);
    const expected = revisionSeen(headers['if-match']);
    const projectId = this.storage.projectIdOf(project);
    const command = await this.acts.commandOf(type, { projectId, body, identity: identityOf(headers) });
    return this.commands.run({ command, trace: { commandId, correlationId: request.id }, expected, named: project }, reply);
  }
}

interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

interface Said extends Exchange {
  readonly project: string;
  readonly body: DatedDto;
}

const InExchange = createParamDecorator((_data: unknown, context: ExecutionContext): Exchange => {
  const http = context.switchToHttp();
  return { request: http.getRequest<FastifyRequest>(), reply: http.getResponse<FastifyReply>() };
});

/** Nest reads methods from decorators; these come from the table, so that an act has one line there and none here. */
for (const [type, { path, body, summary }] of Object.entries(projectActs)) {
  const target = ProjectActsController.prototype as unknown as Record<string, unknown>;
  const name = type.charAt(0).toLowerCase() + type.slice(1);
  target[name] = function (this: ProjectActsController, project: string, said: DatedDto, exchange: Exchange) {
    return this.run(type as SayableAct, { project, body: said, ...exchange });
  };
  Reflect.defineMetadata('design:paramtypes', [String, body, Object], target, name);
  Param('project', ProjectPipe)(target, name, 0);
  Body(BodyPipe)(target, name, 1);
  InExchange()(target, name, 2);
  const descriptor = Object.getOwnPropertyDescriptor(target, name) as PropertyDescriptor;
  const decorators = [
    Post(`:project/${path}`),
    HttpCode(200),
    ApiOperation({ summary, operationId: `acts_${name}` }),
    ApiParam({ name: 'project', description: 'Mã đề án hoặc id / the project’s code or id', schema: { type: 'string' } }),
    ApiHeader(KEY),
    ApiHeader(IF_MATCH),
    ApiBody({ type: body }),
    ApiResponse({ status: 200, ...DONE }),
    Problems(),
  ];
  for (const decorate of decorators.toReversed()) decorate(target, name, descriptor);
}
