import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import { contractIdOf } from '#commands/contract-id';
import { RunContract } from '#commands/contract.handler';
import { memberFacts } from '#commands/member-facts';
import type { DecisionAnswer } from '#contracts/service';
import { contractStream } from '#lifecycle/contract/contract.events';
import { plainOf } from '../acts/act-route.ts';
import { DecidingCommands, type Exchange, InExchange } from '../acts/deciding-commands.ts';
import { KEY } from '../acts/project-acts.controller.ts';
import { BodyPipe } from '../asked/body.pipe.ts';
import { Problems } from '../openapi/answers.ts';
import { contractSchema } from '../openapi/contract-schema.ts';
import { ContractPipe } from './contract.pipe.ts';
import { AppendContractDto, ConcludeContractDto } from './contract.dto.ts';

const DECIDED = { description: 'DecisionAnswer', schema: contractSchema('DecisionAnswer') } as const;

@ApiTags('contracts')
@Controller('api/v1/contracts')
export class ContractCommandsController {
  constructor(private readonly deciding: DecidingCommands) {}

  @Post()
  @HttpCode(201)
  @ApiOperation({ summary: 'Ký hợp đồng thực hiện một hoặc nhiều đề án / Conclude a contract over one or more projects' })
  @ApiHeader(KEY)
  @ApiHeader({ name: 'If-None-Match', required: true, description: '*: chưa có hợp đồng này / the contract is not there yet' })
  @ApiBody({ type: ConcludeContractDto })
  @ApiResponse({ status: 201, ...DECIDED })
  @Problems()
  async conclude(@Body(BodyPipe) body: ConcludeContractDto, @InExchange() exchange: Exchange): Promise<DecisionAnswer> {
    const { members: named, ...said } = plainOf(body) as ConcludeContractDto;
    const id = contractIdOf(said.source, said.province, said.contractNo);
    const stream = contractStream(id);
    const members = await this.#members(named);
    const answer = await this.deciding.run(stream, exchange, ({ actor, role, trace, expected }) => {
      return new RunContract(stream, { type: 'ConcludeContract', ...said, members, actor, role }, trace, expected);
    });
    exchange.reply.header('Location', `/api/v1/contracts/${id}`);
    return answer;
  }

  @Post(':contract/appendices')
  @HttpCode(200)
  @ApiOperation({ summary: 'Ký phụ lục hợp đồng: gia hạn, thêm đề án / Sign an appendix: extend, add projects' })
  @ApiParam({ name: 'contract', description: 'id của hợp đồng / the contract’s id', schema: { type: 'string', format: 'uuid' } })
  @ApiHeader(KEY)
  @ApiHeader({ name: 'If-Match', required: true, description: 'ETag đã xem / the tag that you saw' })
  @ApiBody({ type: AppendContractDto })
  @ApiResponse({ status: 200, ...DECIDED })
  @Problems()
  async append(
    @Param('contract', ContractPipe) stream: string,
    @Body(BodyPipe) body: AppendContractDto,
    @InExchange() exchange: Exchange,
  ): Promise<DecisionAnswer> {
    const { members: named, ...said } = plainOf(body) as AppendContractDto;
    const members = named === undefined ? {} : { members: await this.#members(named) };
    const facts = { planYear: await this.deciding.planYearOf(stream) };
    return this.deciding.run(stream, exchange, ({ actor, role, trace, expected }) => {
      return new RunContract(stream, { type: 'AppendContract', ...said, ...members, facts, actor, role }, trace, expected);
    });
  }

  #members(named: readonly string[]) {
    return this.deciding.members(
      named.map((project) => ({ project })),
      memberFacts,
    );
  }
}
