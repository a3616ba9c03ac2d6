import { Argument, type Command, Option } from 'commander';
import type { DeadlineKind } from '#reference/rules/deadline-kinds';
import { DEADLINE_KINDS } from '#reference/rules/deadline-kinds';
import type { ListOptions, NarrowOptions } from '../commands/reminders.ts';
import { countBetween, dayOption, oneOf } from '../option-values.ts';
import { general, type Running } from './line-options.ts';

const KINDS = Object.keys(DEADLINE_KINDS) as DeadlineKind[];
const KIND_OR_ALL = [...KINDS, 'all'] as const;

/** Rows of a list, at most. */
const ROWS_MAX = 200;
const DAYS_MAX = 31;

const narrow = (command: Command): Command =>
  general(command).option('--project <project>', 'mã hoặc id / code or id').option('--person <person>', 'người nhận / recipient');

const reason = (command: Command): Command =>
  general(command).requiredOption('--reason <text>', 'lý do, ghi vào nhật ký / why; kept in the log');

const kind = (): Argument => new Argument('<kind>', `${KIND_OR_ALL.join(', ')}`).argParser(oneOf(...KIND_OR_ALL));

export function addReminders(program: Command, running: Running): void {
  const reminders = program.command('reminders').description('Nhắc hạn: sẽ gửi, đã gửi, lỗi, bị chặn, vì sao / Reminders of deadlines');
  addLists(reminders, running);
  addDecisions(reminders, running);
  general(
    reminders.command('sweep').description('Xem và gửi ngay một lượt; máy chủ phải dừng / One look now; the server must be stopped'),
  ).action(running<object>(async (run) => (await import('../commands/reminders-sweep.ts')).sweepReminders(run)));
}

function addLists(reminders: Command, running: Running): void {
  narrow(reminders.command('to-send', { isDefault: true }).description('Sẽ gửi, từ hôm nay / What will be sent, from today on'))
    .addOption(new Option('--days <n>', `1–${DAYS_MAX}`).argParser(countBetween(1, DAYS_MAX)).default(7))
    .action(
      running<NarrowOptions & { readonly days: number }>(async (run, asked) =>
        (await import('../commands/reminders.ts')).remindersToSend(run, asked),
      ),
    );
  narrow(reminders.command('preview').description('Một ngày tới sẽ gửi gì / What a day ahead would bring'))
    .addOption(new Option('--date <day>', 'từ hôm nay / today or later').argParser(dayOption).makeOptionMandatory())
    .action(
      running<NarrowOptions & { readonly date: string }>(async (run, asked) =>
        (await import('../commands/reminders.ts')).previewReminders(run, asked),
      ),
    );
  for (const [name, text] of [
    ['sent', 'Đã gửi, mới nhất trước / What was sent, the latest first'],
    ['failed', 'Gửi lỗi / What failed'],
    ['suppressed', 'Đến ngày mà không gửi, vì sao / What is due and not sent, and why'],
  ] as const)
    narrow(reminders.command(name).description(text))
      .addOption(new Option('--kind <kind>', KINDS.join(', ')).argParser(oneOf(...KINDS)))
      .addOption(new Option('--first <n>', `1–${ROWS_MAX}`).argParser(countBetween(1, ROWS_MAX)).default(50))
      .action(
        running<ListOptions>(async (run, asked) => {
          const commands = await import('../commands/reminders.ts');
          return name === 'suppressed' ? commands.listSuppressed(run, asked) : commands.listDeliveries(run, name, asked);
        }),
      );
  general(reminders.command('why').description('Vì sao nhận, vì sao không / Why was it sent, or was not'))
    .argument('<project|person>')
    .action((of: string, options: object) =>
      running<object>(async (run) => (await import('../commands/reminders.ts')).whyReminders(run, { of }))(options),
    );
}

type Reasoned = { readonly reason: string };

function addDecisions(reminders: Command, running: Running): void {
  for (const [name, type, text] of [
    ['pause', 'PauseReminders', 'Tạm dừng một loại / Pause a kind'],
    ['resume', 'ResumeReminders', 'Nhắc trở lại / Resume it'],
  ] as const)
    reason(reminders.command(name).description(text))
      .addArgument(kind())
      .action((named: DeadlineKind | 'all', options: Reasoned) =>
        running<Reasoned>(async (run, asked) =>
          (await import('../commands/reminders-control.ts')).pauseOrResume(run, { type, kind: named, reason: asked.reason }),
        )(options),
      );
  for (const [name, type, text] of [
    ['exclude', 'ExcludeReminder', 'Thôi nhắc một thời hạn / Leave a deadline out'],
    ['include', 'IncludeReminder', 'Nhắc lại thời hạn đã loại / Remind of it again'],
  ] as const)
    reason(reminders.command(name).description(text))
      .argument('<project>')
      .argument('<obligation>', 'first-advance, monthly-report:2022-03 …')
      .option('--person <person>', 'chỉ người này; mặc định mọi người / for this recipient only')
      .action((project: string, obligation: string, options: Reasoned & { readonly person?: string }) =>
        running<Reasoned & { readonly person?: string }>(async (run, asked) =>
          (await import('../commands/reminders-control.ts')).excludeOrInclude(run, { type, project, obligation, ...asked }),
        )(options),
      );
  reason(reminders.command('resend').description('Gửi lại một thư / Send a message again'))
    .argument('<delivery>', 'reminder-delivery~…')
    .action((delivery: string, options: Reasoned) =>
      running<Reasoned>(async (run, asked) =>
        (await import('../commands/reminders-control.ts')).resendDelivery(run, { delivery, reason: asked.reason }),
      )(options),
    );
}
