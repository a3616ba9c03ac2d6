import { Body, Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { endedFacts, fundedFacts, proposedFacts } from '#commands/member-facts';
import { RunPlan } from '#commands/plan.handler';
import type { DecisionAnswer } from '#contracts/service';
import type { PlanCommand } from '#lifecycle/plan/plan.commands';
import { BodyPipe } from '../asked/body.pipe.ts';
import { plainOf } from '../acts/act-route.ts';
import { decidingAct } from '../acts/deciding-act.ts';
import { DecidingCommands, type Exchange, InExchange } from '../acts/deciding-commands.ts';
import type { PlanAddress } from './plan-address.ts';
import { PlanPipe } from './plan-address.ts';
import { AdjustPlanDto, AllocatePlanDto, DecidePlanDto, ReleaseItemsDto } from './plan.dto.ts';

export const PLAN = { name: 'plan', description: 'KCQG-2027, KCDP-2025-vn63.38', schema: { type: 'string' } } as const;
const PlanAct = decidingAct(PLAN);

@ApiTags('plans')
@Controller('api/v1/plans')
export class PlanCommandsController {
  constructor(private readonly deciding: DecidingCommands) {}

  @PlanAct('allocation', AllocatePlanDto, 'Giao dự toán cho kế hoạch / Allocate money to the plan')
  allocate(
    @Param('plan', PlanPipe) plan: PlanAddress,
    @Body(BodyPipe) body: AllocatePlanDto,
    @InExchange() exchange: Exchange,
  ): Promise<DecisionAnswer> {
    return this.#run(plan, { type: 'AllocatePlan', ...ofPlan(plan), ...(plainOf(body) as AllocatePlanDto) }, exchange);
  }

  @PlanAct('decisions', DecidePlanDto, 'Quyết định phê duyệt kế hoạch nhiều đề án / Decide on many projects')
  async decide(
    @Param('plan', PlanPipe) plan: PlanAddress,
    @Body(BodyPipe) body: DecidePlanDto,
    @InExchange() exchange: Exchange,
  ): Promise<DecisionAnswer> {
    const { occurredOn, decisionNo } = body;
    const items = await this.deciding.members(body.items, (state) => proposedFacts(state, plan.stream));
    const leftOut = await this.deciding.members(body.leftOut, (state) => proposedFacts(state, plan.stream));
    return this.#run(plan, { type: 'DecidePlan', ...ofPlan(plan), occurredOn, decisionNo, items, leftOut }, exchange);
  }

  @PlanAct('adjustments', AdjustPlanDto, 'Điều chỉnh kinh phí của đề án / Change the approved amounts')
  async adjust(
    @Param('plan', PlanPipe) plan: PlanAddress,
    @Body(BodyPipe) body: AdjustPlanDto,
    @InExchange() exchange: Exchange,
  ): Promise<DecisionAnswer> {
    const items = await this.deciding.members(body.items, (state) => fundedFacts(state, plan.stream));
    return this.#run(plan, { type: 'AdjustPlan', occurredOn: body.occurredOn, decisionNo: body.decisionNo, items }, exchange);
  }

  @PlanAct('releases', ReleaseItemsDto, 'Thu lại kinh phí của đề án ngừng, rút / Free the money of projects that ended')
  async release(
    @Param('plan', PlanPipe) plan: PlanAddress,
    @Body(BodyPipe) body: ReleaseItemsDto,
    @InExchange() exchange: Exchange,
  ): Promise<DecisionAnswer> {
    const items = await this.deciding.members(body.items, endedFacts);
    return this.#run(plan, { type: 'ReleaseItems', occurredOn: body.occurredOn, decisionNo: body.decisionNo, items }, exchange);
  }

  #run({ stream }: PlanAddress, command: Unsigned<PlanCommand>, exchange: Exchange): Promise<DecisionAnswer> {
    return this.deciding.run(
      stream,
      exchange,
      ({ actor, role, trace, expected }) => new RunPlan(stream, { ...command, actor, role }, trace, expected),
    );
  }
}

/** A command before it is known who says it. */
type Unsigned<Command> = Command extends infer One ? Omit<One, 'actor' | 'role'> & Pick<One & { type: string }, 'type'> : never;

const ofPlan = ({ source, year, province }: PlanAddress) => ({ source, year, province });
