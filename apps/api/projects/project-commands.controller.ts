import { Body, Controller, Headers, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { CommandAnswer } from '#contracts/service';
import { uuidV5 } from '#commands/uuid-v5';
import { Refusal } from '#lifecycle/refusal';
import { holderOf, idOf } from '#read-models/projects/list-projects';
import { PROJECT_NAMESPACE } from '#reference/namespaces';
import { BodyPipe } from '../asked/body.pipe.ts';
import { commandIdOf, isUuid, revisionSeen } from '../http/preconditions.ts';
import { demoIdentity } from '../identity/demo-identity.ts';
import { Problems } from '../openapi/answers.ts';
import { contractSchema } from '../openapi/contract-schema.ts';
import { Storage } from '../storage/storage.ts';
import { ProjectCommands } from './project-commands.ts';
import { ProjectPipe } from './project.pipe.ts';
import { SurveyNeedDto } from './survey-need.dto.ts';
import { WithdrawProjectDto } from './withdraw-project.dto.ts';

const KEY = { name: 'Idempotency-Key', required: true, description: 'UUID của ý định / UUID of the intention' } as const;
const IF_MATCH = { name: 'If-Match', required: true, description: 'ETag đã xem, "r3" / the tag that you saw' } as const;
const DONE = { description: 'CommandAnswer', schema: contractSchema('CommandAnswer') } as const;

@ApiTags('commands')
@Controller('api/v1/projects')
export class ProjectCommandsController {
  constructor(
    private readonly commands: ProjectCommands,
    private readonly storage: Storage,
  ) {}

  @Post()
  @HttpCode(201)
  @ApiOperation({ summary: 'Ghi nhận nhu cầu khảo sát, mở đề án / Record a surveyed need: opens a project' })
  @ApiHeader(KEY)
  @ApiBody({ type: SurveyNeedDto })
  @ApiResponse({ status: 201, ...DONE })
  @Problems()
  async survey(
    @Body(BodyPipe) body: SurveyNeedDto,
    @Headers('idempotency-key') key: string | undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    const commandId = commandIdOf(key);
    const projectId = uuidV5(commandId, PROJECT_NAMESPACE);
    const { occurredOn, outcome, reason, ...fields } = body;
    const { code, province, beneficiary } = fields;
    // The rules of one project cannot see another: who has the code is a question to the list.
    const holder = holderOf(this.storage.db, code);
    if (holder !== null && holder.id !== projectId) throw new Refusal('project-exists', { project: code, status: holder.stage });
    const need = { ...fields, province: { ...province }, beneficiary: { ...beneficiary } };
    const found = outcome === 'not-eligible' ? { outcome, reason: reason ?? '' } : { outcome };
    const command = { type: 'SurveyNeed', projectId, occurredOn, actor: demoIdentity.id, need, ...found } as const;
    const answer = await this.commands.run({ command, trace: { commandId, correlationId: request.id }, expected: undefined }, reply);
    reply.header('Location', `/api/v1/projects/${projectId}`);
    return answer;
  }

  @Post(':project/withdrawal')
  @HttpCode(200)
  @ApiOperation({ summary: 'Rút đề án trước khi duyệt kế hoạch / Withdraw a project before its plan is decided' })
  @ApiParam({ name: 'project', description: 'Mã đề án hoặc id / the project’s code or id', schema: { type: 'string' } })
  @ApiHeader(KEY)
  @ApiHeader(IF_MATCH)
  @ApiBody({ type: WithdrawProjectDto })
  @ApiResponse({ status: 200, ...DONE })
  @Problems()
  async withdraw(
    @Param('project', ProjectPipe) project: string,
    @Body(BodyPipe) { occurredOn, reason }: WithdrawProjectDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    const { headers } = request;
    const commandId = commandIdOf(headers['idempotency-key'] as string | undefined);
    const expected = revisionSeen(headers['if-match']);
    const projectId = isUuid(project) ? project : (idOf(this.storage.db, project) ?? project);
    const command = { type: 'WithdrawProject', projectId, occurredOn, actor: demoIdentity.id, reason } as const;
    return this.commands.run({ command, trace: { commandId, correlationId: request.id }, expected }, reply);
  }
}
