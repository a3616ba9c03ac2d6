import { Body, Controller, HttpCode, Inject, Param, Post, Res } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { type Clock, vietnamDay } from '#commands/clock';
import { tryRuleFile } from '#commands/rule-book-trial';
import { RunRulebook } from '#commands/rulebook.handler';
import type { Job } from '#contracts/jobs';
import type { RuleTrial } from '#contracts/rules';
import type { DecisionAnswer } from '#contracts/service';
import { projectIdsOf } from '#read-models/projects/project-ids';
import { plainOf } from '../acts/act-route.ts';
import { decidingAct } from '../acts/deciding-act.ts';
import { DecidingCommands, type Exchange, InExchange } from '../acts/deciding-commands.ts';
import { BodyPipe } from '../asked/body.pipe.ts';
import { accepted } from '../jobs/jobs.controller.ts';
import { type JobControl, Jobs } from '../jobs/jobs.ts';
import { Problems } from '../openapi/answers.ts';
import { contractSchema } from '../openapi/contract-schema.ts';
import { Storage } from '../storage/storage.ts';
import { CLOCK } from '../tokens.ts';
import { type RuleScopeAddress, RuleScopePipe } from './rule-scope.ts';
import { SCOPE } from './rules.controller.ts';
import { ActivateRulesDto, RevokeRulesDto, TryRulesDto } from './rules.dto.ts';

const RuleAct = decidingAct(SCOPE);

@ApiTags('rules')
@Controller('api/v1/rules')
export class RuleCommandsController {
  constructor(
    private readonly deciding: DecidingCommands,
    private readonly storage: Storage,
    private readonly jobs: Jobs,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Post('trials')
  @HttpCode(202)
  @ApiOperation({ summary: 'Thử quy định trên đề án đã duyệt, không ghi gì / Try rules on approved projects; nothing is written' })
  @ApiBody({ type: TryRulesDto })
  @ApiResponse({ status: 202, description: 'Job; result: RuleTrial', schema: contractSchema('Job') })
  @Problems()
  trial(@Body(BodyPipe) body: TryRulesDto, @Res({ passthrough: true }) reply: FastifyReply): Job {
    const { year, region, replaces = [], ...rows } = plainOf(body) as TryRulesDto;
    const file = { ...rows, replaces };
    const projects = projectIdsOf(this.storage.db, { year, region, province: rows.province ?? undefined });
    const work = async ({ signal, progress }: JobControl): Promise<RuleTrial> => {
      const onProgress = (done: number, total: number): void => {
        signal.throwIfAborted();
        progress(done, total);
      };
      return { year, ...(await tryRuleFile(this.storage.log, { file, projects, today: vietnamDay(this.clock.now()), onProgress })) };
    };
    return accepted(reply, this.jobs.start('rule-trial', projects.length, work));
  }

  @RuleAct('activations', ActivateRulesDto, 'Áp dụng quy định mới, kèm căn cứ / Activate rules, with the text that they stand on')
  activate(
    @Param('scope', RuleScopePipe) { province, stream }: RuleScopeAddress,
    @Body(BodyPipe) body: ActivateRulesDto,
    @InExchange() exchange: Exchange,
  ): Promise<DecisionAnswer> {
    const { replaces = [], ...said } = plainOf(body) as ActivateRulesDto;
    return this.deciding.run(stream, exchange, ({ actor, role, trace, expected }) => {
      return new RunRulebook(stream, { type: 'ActivateRules', ...said, replaces, province, actor, role }, trace, expected);
    });
  }

  @RuleAct('revocations', RevokeRulesDto, 'Hủy một đợt áp dụng, nêu lý do / Take an activation back, with the reason')
  revoke(
    @Param('scope', RuleScopePipe) { province, stream }: RuleScopeAddress,
    @Body(BodyPipe) body: RevokeRulesDto,
    @InExchange() exchange: Exchange,
  ): Promise<DecisionAnswer> {
    const said = plainOf(body) as RevokeRulesDto;
    return this.deciding.run(stream, exchange, ({ actor, role, trace, expected }) => {
      return new RunRulebook(stream, { type: 'RevokeRules', ...said, province, actor, role }, trace, expected);
    });
  }
}
