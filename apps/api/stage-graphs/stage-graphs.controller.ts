import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { StageGraph, StageGraphHead, StageGraphList } from '#contracts/stage-graphs';
import type { Definition, Status, Transition } from '#reference/definitions/definition';
import { definitionOf, definitions, isDefinition } from '#reference/definitions/definitions';
import { mermaidOf } from '#reference/definitions/diagram';
import { ROLES } from '#reference/roles';
import { legalBasisText } from '#reference/rules/legal-basis';
import { nameOfAct } from '../acts/project-acts.ts';
import { accepts } from '../http/accept.ts';
import { Answers } from '../openapi/answers.ts';
import { RequestProblem } from '../problems/request-problem.ts';

const MERMAID = 'text/vnd.mermaid';

/** The stage graphs as data: stages, acts, who may, by which text. */
@ApiTags('reference')
@Controller('api/v1/stage-graphs')
export class StageGraphsController {
  @Get()
  @ApiOperation({ summary: 'Các quy trình của hai chương trình / The stage graphs of both programmes' })
  @Answers('StageGraphList')
  list(): StageGraphList {
    return { items: definitions.map(headOf) };
  }

  @Get(':graph')
  @ApiOperation({ summary: 'Một quy trình: bước, thao tác, thẩm quyền, sơ đồ / A stage graph: stages, acts, powers, diagram' })
  @ApiParam({ name: 'graph', description: 'KCQG-1', schema: { type: 'string' } })
  @ApiProduces('application/json', MERMAID)
  @Answers('StageGraph')
  graph(
    @Param('graph') id: string,
    @Req() { headers }: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): StageGraph | string {
    if (!isDefinition(id)) throw new RequestProblem('not-found');
    const definition = definitionOf(id);
    reply.header('Vary', 'Accept');
    const { accept } = headers;
    if (accepts(accept, 'application/json')) return graphOf(definition);
    if (!accepts(accept, MERMAID)) throw new RequestProblem('not-acceptable');
    reply.type(`${MERMAID}; charset=utf-8`);
    return mermaidOf(definition);
  }
}

const textOf = (basis: { readonly instrument: string; readonly article: string }) => ({
  vi: legalBasisText(basis, 'vi'),
  en: legalBasisText(basis, 'en'),
});

const headOf = ({ id, programme, version, from, basis }: Definition): StageGraphHead => ({
  id,
  programme,
  version,
  from,
  legalBasis: textOf(basis),
});

const graphOf = (definition: Definition): StageGraph => ({
  ...headOf(definition),
  stages: (Object.keys(definition.stages) as Status[]).map((code) => {
    const { vi, en, end = false, clocks = [] } = definition.stages[code];
    return { code, name: { vi, en }, end, clocks };
  }),
  transitions: definition.transitions.map(transitionOf),
  mermaid: mermaidOf(definition),
});

const transitionOf = ({ act, from, to, who, duty, follows, basis }: Transition): StageGraph['transitions'][number] => ({
  act,
  name: nameOfAct(act),
  from,
  to,
  who: who.map((role) => ({ role, name: ROLES[role] })),
  duty: duty ?? null,
  follows: follows ?? null,
  legalBasis: textOf(basis),
  status: basis.status,
});
