import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CalendarCommand } from '#lifecycle/calendar/calendar.decider';
import type { Trace } from './decide-steps.ts';
import type { Handled } from './handle.ts';
import { WRITE_PATH, type WritePath } from './project.handler.ts';
import { calendarKind } from './stream-kind.ts';

/** What the API sends to the calendar of the country or to the closures of a province. */
export class RunCalendar extends Command<Handled> {
  /** @param expected revision that the caller saw; -1: nothing was set yet */
  constructor(
    readonly stream: string,
    readonly command: CalendarCommand,
    readonly trace: Trace,
    readonly expected: number | undefined,
  ) {
    super();
  }
}

@CommandHandler(RunCalendar)
export class RunCalendarHandler implements ICommandHandler<RunCalendar> {
  constructor(@Inject(WRITE_PATH) private readonly writePath: WritePath) {}

  execute({ stream, command, trace, expected }: RunCalendar): Promise<Handled> {
    return this.writePath().handle(calendarKind, stream, { command, trace }, expected);
  }
}
