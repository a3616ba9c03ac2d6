import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { ProjectCommand } from '#lifecycle/project/project.decider';
import type { Trace } from './decide-steps.ts';
import type { Commands, Handled } from './handle.ts';
import { refuseReservedIdentity } from './reserved-identity.ts';
import { projectKind } from './stream-kind.ts';

/** Under this name the handler is given the write path, which exists only once the log is open. */
export const WRITE_PATH = Symbol('WRITE_PATH');
export type WritePath = () => Commands;

/** What the API sends. One message and one handler per decider, not per command. */
export class RunProject extends Command<Handled> {
  /** @param expected revision that the caller saw; -1: no stream; undefined: whatever it is now */
  constructor(
    readonly command: ProjectCommand,
    readonly trace: Trace,
    readonly expected: number | undefined,
  ) {
    super();
  }
}

@CommandHandler(RunProject)
export class RunProjectHandler implements ICommandHandler<RunProject> {
  constructor(@Inject(WRITE_PATH) private readonly writePath: WritePath) {}

  /** @throws Refusal the rules said no, or the actor is not a person's */
  async execute({ command, trace, expected }: RunProject): Promise<Handled> {
    return this.writePath().handle(
      projectKind,
      `project-${command.projectId}`,
      { command: refuseReservedIdentity(command), trace },
      expected,
    );
  }
}
