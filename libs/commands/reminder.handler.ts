import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { ControlCommand } from '#lifecycle/reminder/control.decider';
import type { DeliveryCommand } from '#lifecycle/reminder/delivery.decider';
import { REMINDER_CONTROL } from '#lifecycle/reminder/reminder.events';
import type { Trace } from './decide-steps.ts';
import type { Handled } from './handle.ts';
import { WRITE_PATH, type WritePath } from './project.handler.ts';
import { controlKind, deliveryKind } from './stream-kind.ts';

/** What the operator says about all reminders. */
export class RunReminderControl extends Command<Handled> {
  constructor(
    readonly command: ControlCommand,
    readonly trace: Trace,
  ) {
    super();
  }
}

/** A message is asked for again. */
export class RunResend extends Command<Handled> {
  constructor(
    readonly command: Extract<DeliveryCommand, { readonly type: 'AskResend' }>,
    readonly trace: Trace,
  ) {
    super();
  }
}

@CommandHandler(RunReminderControl)
export class RunReminderControlHandler implements ICommandHandler<RunReminderControl> {
  constructor(@Inject(WRITE_PATH) private readonly writePath: WritePath) {}

  execute({ command, trace }: RunReminderControl): Promise<Handled> {
    return this.writePath().handle(controlKind, REMINDER_CONTROL, { command, trace });
  }
}

@CommandHandler(RunResend)
export class RunResendHandler implements ICommandHandler<RunResend> {
  constructor(@Inject(WRITE_PATH) private readonly writePath: WritePath) {}

  execute({ command, trace }: RunResend): Promise<Handled> {
    return this.writePath().handle(deliveryKind, command.delivery, { command, trace });
  }
}
