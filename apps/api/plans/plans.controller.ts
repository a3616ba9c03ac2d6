import { Controller, Get, Param, Res } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { projectKind, planKind } from '#commands/stream-kind';
import type { PlanRecord } from '#contracts/plans';
import { freedOffers, type WaitingProject } from '#lifecycle/plan/freed-offers';
import { freeMoney, type Plan } from '#lifecycle/plan/plan.state';
import { priorityOf } from '#lifecycle/plan/priority';
import { etagOf } from '../http/preconditions.ts';
import { Answers } from '../openapi/answers.ts';
import { Storage } from '../storage/storage.ts';
import { type PlanAddress, PlanPipe } from './plan-address.ts';

@ApiTags('plans')
@Controller('api/v1/plans')
export class PlansController {
  constructor(private readonly storage: Storage) {}

  @Get(':plan')
  @ApiOperation({ summary: 'Kế hoạch năm: dự toán, đã giao, còn lại, đề án chờ / An annual plan: allocated, given, free, waiting' })
  @ApiParam({ name: 'plan', description: 'KCQG-2027, KCDP-2025-vn63.38', schema: { type: 'string' } })
  @Answers('PlanRecord')
  async plan(@Param('plan', PlanPipe) address: PlanAddress, @Res({ passthrough: true }) reply: FastifyReply): Promise<PlanRecord> {
    const { stream, source, year, province } = address;
    const { state, revision, position } = await this.storage.commands.look(planKind, stream);
    if (revision >= 0) reply.header('ETag', etagOf(revision));
    const offers = freedOffers(state, await this.#waiting(state));
    return { plan: stream.slice('plan-'.length), source, year, province, revision, position, ...shown(state), offers };
  }

  /** Projects that the plan left out, with what their own streams say of them. */
  async #waiting({ waiting }: Plan): Promise<readonly WaitingProject[]> {
    const found: WaitingProject[] = [];
    for (const [project, { code }] of waiting) {
      const state = await this.storage.commands.stateOf(projectKind, `project-${project}`);
      const proposal = state.status === 'not-in-plan' ? state.waiting : state.status === 'proposed' ? state : null;
      if (proposal === null) continue;
      found.push({
        project,
        code,
        proposedAmount: proposal.appraised,
        priority: priorityOf(proposal.draft.kind ?? 'single', proposal.priority),
      });
    }
    return found;
  }
}

const shown = (plan: Plan) => ({
  allocation: plan.allocation,
  funded: plan.total,
  held: plan.held,
  free: freeMoney(plan),
  decisions: [...plan.decisions].map(([decisionNo, on]) => ({ decisionNo, on })),
  projects: [...plan.funded].map(([project, { decisionNo, amount }]) => ({ project, decisionNo, amount })),
  waiting: [...plan.waiting].map(([project, { code, decisionNo, reason, on }]) => ({ project, code, decisionNo, reason, on })),
  freed: plan.freed,
});
