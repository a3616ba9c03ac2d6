import { Body, Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { CommandAnswer } from '#contracts/service';
import { DONE, KEY } from '../acts/project-acts.controller.ts';
import { projectToOpen } from '../acts/project-to-open.ts';
import { SurveyNeedDto } from '../acts/proposal.dto.ts';
import { NO_PROJECT, surveyOf } from '../acts/survey.ts';
import { BodyPipe } from '../asked/body.pipe.ts';
import { commandIdOf } from '../http/preconditions.ts';
import { identityOf } from '../identity/demo-identity.ts';
import { Problems } from '../openapi/answers.ts';
import { Storage } from '../storage/storage.ts';
import { ProjectCommands } from './project-commands.ts';

/** Opens projects; every other act is said to a project that is there. */
@ApiTags('acts')
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
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    const commandId = commandIdOf(request.headers['idempotency-key'] as string | undefined);
    const identity = identityOf(request.headers);
    const projectId = await projectToOpen(body.code, commandId, this.storage);
    const command = surveyOf(body, projectId, identity);
    const answer = await this.commands.run({ command, trace: { commandId, correlationId: request.id }, expected: NO_PROJECT }, reply);
    reply.header('Location', `/api/v1/projects/${projectId}`);
    return answer;
  }
}
