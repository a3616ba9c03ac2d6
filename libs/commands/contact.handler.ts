import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { ContactCommand } from '#lifecycle/contact/contact.decider';
import type { Trace } from './decide-steps.ts';
import type { Handled } from './handle.ts';
import { WRITE_PATH, type WritePath } from './project.handler.ts';
import { contactKind } from './stream-kind.ts';

/** What the API sends to a contact. */
export class RunContact extends Command<Handled> {
  /** @param expected revision that the caller saw; -1: nothing was recorded of the person yet */
  constructor(
    readonly stream: string,
    readonly command: ContactCommand,
    readonly trace: Trace,
    readonly expected: number | undefined,
  ) {
    super();
  }
}

@CommandHandler(RunContact)
export class RunContactHandler implements ICommandHandler<RunContact> {
  constructor(@Inject(WRITE_PATH) private readonly writePath: WritePath) {}

  execute({ stream, command, trace, expected }: RunContact): Promise<Handled> {
    return this.writePath().handle(contactKind, stream, { command, trace }, expected);
  }
}
