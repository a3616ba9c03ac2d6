import { Body, Controller, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { projectKind } from '#commands/stream-kind';
import type { Config, Language } from '#config/config';
import type { DraftChecked } from '#contracts/draft-check';
import { checkDraft, type DraftCheck } from '#lifecycle/project/draft-check';
import { Refusal } from '#lifecycle/refusal';
import { documentKindOf } from '#reference/rules/document-kinds';
import { legalBasisText } from '#reference/rules/legal-basis';
import type { Rule } from '#reference/rules/rule';
import { type FieldsOf, plainOf, type ServerFacts } from '../acts/act-route.ts';
import { projectActs } from '../acts/project-acts.ts';
import { DraftProjectDto } from '../acts/proposal.dto.ts';
import { BodyPipe } from '../asked/body.pipe.ts';
import { languageOf } from '../http/accept.ts';
import { Problems } from '../openapi/answers.ts';
import { contractSchema } from '../openapi/contract-schema.ts';
import { inWords } from '../problems/basis-words.ts';
import { fill } from '../problems/problem-kind.ts';
import { refusalProblems } from '../problems/refusal-problems.ts';
import { Storage } from '../storage/storage.ts';
import { CONFIG, SERVER_FACTS } from '../tokens.ts';
import { ProjectPipe } from './project.pipe.ts';

/** What is typed is checked by the rules that decide about it later. Nothing is written, so it needs no key and no precondition. */
@ApiTags('projects')
@Controller('api/v1/projects')
export class DraftCheckController {
  constructor(
    private readonly storage: Storage,
    @Inject(SERVER_FACTS) private readonly facts: ServerFacts,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Post(':project/checks/draft')
  @HttpCode(200)
  @ApiOperation({ summary: 'Kiểm tra đề án đang soạn, không ghi gì / Check a draft as it is typed; nothing is written' })
  @ApiParam({ name: 'project', description: 'Mã đề án hoặc id / the project’s code or id', schema: { type: 'string' } })
  @ApiBody({ type: DraftProjectDto })
  @ApiResponse({ status: 200, description: 'DraftChecked', schema: contractSchema('DraftChecked') })
  @Problems()
  async check(
    @Param('project', ProjectPipe) asked: string,
    @Body(BodyPipe) body: DraftProjectDto,
    @Req() { headers }: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DraftChecked> {
    const project = this.storage.projectIdOf(asked);
    const state = await this.storage.commands.stateOf(projectKind, `project-${project}`);
    if (state.status === 'absent') throw new Refusal('project-not-found', { project: asked });
    const { source, province } = state.need;
    const { occurredOn, ...said } = plainOf(body) as DraftProjectDto;
    const { draft } = projectActs.DraftProject.fields?.(said as never) as FieldsOf<'DraftProject'>;
    const rules = await this.storage.commands.rulesFor(source === 'KCDP' ? province : null);
    const checked = checkDraft(draft, state, occurredOn, rules);
    reply.header('Cache-Control', 'no-store');
    const language = languageOf(headers['accept-language'], this.config.language);
    return { ...shown(checked, draft.supportRequested, language), earlierSupport: this.facts.earlierSupportOf(project, draft) };
  }
}

function shown(
  { faults, ceiling, missing, papers }: DraftCheck,
  requested: number,
  language: Language,
): Omit<DraftChecked, 'earlierSupport'> {
  return {
    faults: faults.map((fault) => faultOf(fault, language)),
    ceiling: ceiling && ceilingOf(ceiling, requested),
    missing,
    papers: papers.map(({ paper, there }) => {
      const { vi, en } = documentKindOf(paper.document);
      return { document: paper.document, name: { vi, en }, sets: paper.sets, there, legalBasis: textOf(paper) };
    }),
  };
}

const textOf = (rule: Rule) => ({ vi: legalBasisText(rule, 'vi'), en: legalBasisText(rule, 'en') });

const faultOf = ({ code, facts, refusedBy }: Refusal, language: Language): DraftChecked['faults'][number] => ({
  code,
  detail: fill(refusalProblems[code].detail[language], facts, language),
  pointer: typeof facts['field'] === 'string' ? `/${facts['field']}` : null,
  facts,
  refusedBy: refusedBy === undefined ? null : inWords(refusedBy, language),
});

function ceilingOf({ rule, most }: NonNullable<DraftCheck['ceiling']>, requested: number): DraftChecked['ceiling'] {
  const { id, ratePercent, capVnd, perUnit } = rule;
  const over = most === null ? 0 : Math.max(0, requested - most);
  return { rule: id, legalBasis: textOf(rule), ratePercent, cap: capVnd, perUnit, most, over };
}
