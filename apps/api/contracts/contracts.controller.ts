import { Controller, Get, Param, Res } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { contractKind } from '#commands/stream-kind';
import type { ContractRecord } from '#contracts/plans';
import { etagOf } from '../http/preconditions.ts';
import { Answers } from '../openapi/answers.ts';
import { RequestProblem } from '../problems/request-problem.ts';
import { Storage } from '../storage/storage.ts';
import { ContractPipe } from './contract.pipe.ts';

@ApiTags('contracts')
@Controller('api/v1/contracts')
export class ContractsController {
  constructor(private readonly storage: Storage) {}

  @Get(':contract')
  @ApiOperation({ summary: 'Hợp đồng: đề án, thời hạn, phụ lục / A contract: its projects, term and appendices' })
  @ApiParam({ name: 'contract', description: 'id của hợp đồng / the contract’s id', schema: { type: 'string', format: 'uuid' } })
  @Answers('ContractRecord')
  async contract(
    @Param('contract', ContractPipe) stream: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ContractRecord> {
    const { state, revision, position } = await this.storage.commands.look(contractKind, stream);
    if (state.status === 'absent') throw new RequestProblem('not-found');
    reply.header('ETag', etagOf(revision));
    const { contractNo, source, implementingUnit, signedOn, extendedTo: endsOn, members, codes, appendices } = state;
    return {
      contract: stream.slice('contract-'.length),
      revision,
      position,
      contractNo,
      source,
      implementingUnit,
      signedOn,
      endsOn,
      members: [...members].map((project) => ({ project, code: codes.get(project) ?? '' })),
      appendices: [...appendices].map(([appendixNo, end]) => ({ appendixNo, endsOn: end })),
    };
  }
}
