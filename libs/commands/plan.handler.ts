import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { PlanCommand } from '#lifecycle/plan/plan.commands';
import type { Trace } from './decide-steps.ts';
import type { Handled } from './handle.ts';
import { WRITE_PATH, type WritePath } from './project.handler.ts';
import { refuseReservedIdentity } from './reserved-identity.ts';
import { planKind } from './stream-kind.ts';

/** What the API sends to an annual plan. */
export class RunPlan extends Command<Handled> {
  /** @param expected revision that the caller saw; -1: nothing was said about the plan yet */
  constructor(
    readonly stream: string,
    readonly command: PlanCommand,
    readonly trace: Trace,
    readonly expected: number | undefined,
  ) {
    super();
  }
}

@CommandHandler(RunPlan)
export class RunPlanHandler implements ICommandHandler<RunPlan> {
  constructor(@Inject(WRITE_PATH) private readonly writePath: WritePath) {}

  /** @throws Refusal the rules said no, or the actor is not a person's */
  async execute({ stream, command, trace, expected }: RunPlan): Promise<Handled> {
    return this.writePath().handle(planKind, stream, { command: refuseReservedIdentity(command), trace }, expected);
  }
}
