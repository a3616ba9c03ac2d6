import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { ContractCommand } from '#lifecycle/contract/contract.commands';
import type { Trace } from './decide-steps.ts';
import type { Handled } from './handle.ts';
import { WRITE_PATH, type WritePath } from './project.handler.ts';
import { refuseReservedIdentity } from './reserved-identity.ts';
import { contractKind } from './stream-kind.ts';

/** What the API sends to a contract. */
export class RunContract extends Command<Handled> {
  /** @param expected revision that the caller saw; undefined: whatever it is now */
  constructor(
    readonly stream: string,
    readonly command: ContractCommand,
    readonly trace: Trace,
    readonly expected: number | undefined,
  ) {
    super();
  }
}

@CommandHandler(RunContract)
export class RunContractHandler implements ICommandHandler<RunContract> {
  constructor(@Inject(WRITE_PATH) private readonly writePath: WritePath) {}

  /** @throws Refusal the rules said no, or the actor is not a person's */
  async execute({ stream, command, trace, expected }: RunContract): Promise<Handled> {
    return this.writePath().handle(contractKind, stream, { command: refuseReservedIdentity(command), trace }, expected);
  }
}
