import { randomUUID } from 'node:crypto';
import { systemClock, vietnamDay } from '#commands/clock';
import { Commands } from '#commands/handle';
import { refuseReservedIdentity } from '#commands/reserved-identity';
import { controlKind, deliveryKind } from '#commands/stream-kind';
import { programName } from '#config/program-name';
import type { ControlCommand } from '#lifecycle/reminder/control.decider';
import { REMINDER_CONTROL } from '#lifecycle/reminder/reminder.events';
import type { ReminderQueries } from '#reminders/queries/reminder-queries';
import { withClock } from '../clock-side.ts';
import { EXIT, type Exit, Failure } from '../exit.ts';
import { openToWrite } from '../open-to-write.ts';
import { refusalLine, type Said } from '../refusal-line.ts';
import type { Run } from '../terminal.ts';
import { projectIn } from './reminders.ts';

type Kind = Extract<ControlCommand, { readonly type: 'PauseReminders' }>['kind'];

const SAID: Said = {
  blank: { vi: 'phải nêu lý do', en: 'the reason is empty' },
  'nothing-to-do': { vi: 'không có gì để gửi lại', en: 'there is nothing to send again' },
};

/** `reminders pause KIND`, `reminders resume KIND` */
export const pauseOrResume = (
  run: Run,
  { type, kind, reason }: { readonly type: 'PauseReminders' | 'ResumeReminders'; readonly kind: Kind; readonly reason: string },
): Promise<Exit> => record(run, controlKind, REMINDER_CONTROL, { type, kind, reason });

export interface ExcludeOptions {
  readonly type: 'ExcludeReminder' | 'IncludeReminder';
  readonly project: string;
  readonly obligation: string;
  readonly person?: string;
  readonly reason: string;
}

/** `reminders exclude PROJECT OBLIGATION`, `reminders include PROJECT OBLIGATION` */
export async function excludeOrInclude(run: Run, { project: named, obligation, person, type, reason }: ExcludeOptions): Promise<Exit> {
  const project = await withClock(run.config, (queries) => {
    const id = projectIn(queries, named);
    if (type === 'ExcludeReminder') refuseNotRunning(queries, id, { named, obligation });
    return id;
  });
  return record(run, controlKind, REMINDER_CONTROL, { type, project, obligation, recipient: person ?? null, reason });
}

/** @throws Failure naming the deadlines that run */
function refuseNotRunning(
  queries: ReminderQueries,
  project: string,
  { named, obligation }: { readonly named: string; readonly obligation: string },
): void {
  const running = queries.openObligations(project).obligations.map((one) => one.obligation);
  if (running.includes(obligation)) return;
  const list = running.join(', ') || '–';
  throw new Failure(
    {
      vi: `${named} không có thời hạn ${obligation} đang chạy; đang chạy: ${list}`,
      en: `${named} has no running deadline ${obligation}; running: ${list}`,
    },
    EXIT.refused,
    'obligation-not-found',
  );
}

/** `reminders resend DELIVERY`: the next sweep sends it, under the same message id. */
export async function resendDelivery(
  run: Run,
  { delivery, reason }: { readonly delivery: string; readonly reason: string },
): Promise<Exit> {
  const known = await withClock(run.config, (queries) => queries.delivery(delivery));
  if (known === null)
    throw new Failure(
      {
        vi: `không có lần nhắc ${delivery}; xem reminders sent, reminders failed`,
        en: `there is no ${delivery}; see reminders sent and failed`,
      },
      EXIT.refused,
      'delivery-not-found',
    );
  return record(run, deliveryKind, delivery, { type: 'AskResend', delivery, reason });
}

/** @throws Failure refused; Unavailable `locked` while the server runs */
async function record(
  { config, terminal }: Run,
  kind: typeof controlKind | typeof deliveryKind,
  stream: string,
  said: Readonly<Record<string, unknown>> & { readonly type: string },
): Promise<Exit> {
  const frame = { occurredOn: vietnamDay(systemClock.now()), actor: config.operator, role: 'operator' } as const;
  const command = refuseReservedIdentity({ ...said, ...frame });
  const log = await openToWrite(config, programName('reminders'));
  try {
    const trace = { commandId: randomUUID(), correlationId: randomUUID() };
    const { events, revision } = await new Commands(log).handle(kind as never, stream, { command: command as never, trace });
    terminal.answer({ stream, events, revision }, () =>
      terminal.say(
        events === 0
          ? { vi: 'Đã như vậy từ trước, không ghi gì.', en: 'It was so before, nothing was written.' }
          : { vi: `Đã ghi vào ${stream}.`, en: `Recorded in ${stream}.` },
      ),
    );
    return EXIT.done;
  } catch (error) {
    throw refusalLine(error, SAID);
  } finally {
    await log.close();
  }
}
