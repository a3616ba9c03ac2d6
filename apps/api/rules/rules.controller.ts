import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { type Clock, vietnamDay } from '#commands/clock';
import { rulebookKind } from '#commands/stream-kind';
import type { RuleDifference, RuleRows, RuleScope } from '#contracts/rules';
import type { RuleBook } from '#lifecycle/context';
import { ruleSetOn } from '#lifecycle/rules';
import { compareRules, listRules, type RuleFilter } from '#lifecycle/rulebook/compare-rules';
import type { RulesActivated } from '#lifecycle/rulebook/rulebook.events';
import { toldRule } from '#lifecycle/rulebook/told-rule';
import { legalBasisText } from '#reference/rules/legal-basis';
import { AskedPipe } from '../asked/asked.pipe.ts';
import { etagOf } from '../http/preconditions.ts';
import { Answers } from '../openapi/answers.ts';
import { provinceOf } from '../projects/list-projects.dto.ts';
import { Storage } from '../storage/storage.ts';
import { CLOCK } from '../tokens.ts';
import { type RuleScopeAddress, RuleScopePipe } from './rule-scope.ts';
import { CompareRulesDto, ListRulesDto } from './rules.dto.ts';

export const SCOPE = { name: 'scope', description: 'national; vn63.38', schema: { type: 'string' } } as const;

/** The dated rules, each row with the text that it stands on. */
@ApiTags('rules')
@Controller('api/v1/rules')
export class RulesController {
  constructor(
    private readonly storage: Storage,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Quy định có hiệu lực vào một ngày, kèm căn cứ / The rules in force on a day, with their legal basis' })
  @Answers('RuleRows')
  async list(@Query(AskedPipe) { on: asked, province, ...filter }: ListRulesDto): Promise<RuleRows> {
    const on = asked ?? vietnamDay(this.clock.now());
    const of = { ...filter, ...whose(province) };
    const rules = await this.#rulesOf(of);
    return { on, ruleSet: ruleSetOn(rules, on), rules: listRules(rules, of, on).map(toldRule) };
  }

  @Get('comparison')
  @ApiOperation({ summary: 'Quy định thay đổi giữa hai ngày / What changed in the rules between two days' })
  @Answers('RuleDifference')
  async comparison(@Query(AskedPipe) { from, to, province, ...filter }: CompareRulesDto): Promise<RuleDifference> {
    const of = { ...filter, ...whose(province) };
    const { added, removed, changed } = compareRules(await this.#rulesOf(of), from, to, of);
    return {
      from,
      to,
      added: added.map(toldRule),
      removed: removed.map(toldRule),
      changed: changed.map(({ list, before, after, fields }) => ({
        list,
        before: toldRule({ list, rule: before }),
        after: toldRule({ list, rule: after }),
        fields,
      })),
    };
  }

  @Get(':scope')
  @ApiOperation({ summary: 'Các đợt áp dụng quy định của cả nước hoặc một tỉnh / What was activated, for everybody or for a province' })
  @ApiParam(SCOPE)
  @Answers('RuleScope')
  async scope(
    @Param('scope', RuleScopePipe) { scope, province, stream }: RuleScopeAddress,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RuleScope> {
    const { state, revision, position } = await this.storage.commands.look(rulebookKind, stream);
    if (revision >= 0) reply.header('ETag', etagOf(revision));
    return { scope, province, revision, position, activations: state.activations.map(activationOf), revoked: state.revoked };
  }

  async #rulesOf({ province }: RuleFilter): Promise<RuleBook> {
    return (await this.storage.commands.rulesFor(province ?? null)).rules;
  }
}

const whose = (province: string | undefined): Pick<RuleFilter, 'province'> =>
  province === undefined ? {} : { province: provinceOf(province) };

const activationOf = ({ activation, from, legalBasis, replaces, rows }: RulesActivated): RuleScope['activations'][number] => ({
  activation,
  from,
  decidedOn: legalBasis.decidedOn,
  legalBasis: { vi: legalBasisText(legalBasis, 'vi'), en: legalBasisText(legalBasis, 'en') },
  replaces,
  rules: rows.map(({ list, row }) => toldRule({ list, rule: row })),
});
