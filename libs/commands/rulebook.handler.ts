import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { RulebookCommand } from '#lifecycle/rulebook/rulebook.decider';
import type { Trace } from './decide-steps.ts';
import type { Handled } from './handle.ts';
import { WRITE_PATH, type WritePath } from './project.handler.ts';
import { rulebookKind } from './stream-kind.ts';

/** What the API sends to the rules of the country or of a province. */
export class RunRulebook extends Command<Handled> {
  /** @param expected revision that the caller saw; -1: nothing was activated yet */
  constructor(
    readonly stream: string,
    readonly command: RulebookCommand,
    readonly trace: Trace,
    readonly expected: number | undefined,
  ) {
    super();
  }
}

@CommandHandler(RunRulebook)
export class RunRulebookHandler implements ICommandHandler<RunRulebook> {
  constructor(@Inject(WRITE_PATH) private readonly writePath: WritePath) {}

  execute({ stream, command, trace, expected }: RunRulebook): Promise<Handled> {
    return this.writePath().handle(rulebookKind, stream, { command, trace }, expected);
  }
}
