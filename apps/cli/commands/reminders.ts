import { systemClock, vietnamDay } from '#commands/clock';
import type { ToSend } from '#contracts/reminder-answers';
import type { ReminderFilter } from '#reminders/queries/deliveries';
import type { ReminderQueries } from '#reminders/queries/reminder-queries';
import { withClock } from '../clock-side.ts';
import { EXIT, type Exit, Failure } from '../exit.ts';
import { deliveryText, previewText, quietLine, suppressedLine } from '../reminders-text.ts';
import type { Run } from '../terminal.ts';
import { whyText } from '../why-text.ts';

export interface NarrowOptions {
  readonly project?: string;
  readonly person?: string;
}

const today = (): string => vietnamDay(systemClock.now());

/** `reminders preview --date DAY`: what that day would bring, if nothing happened until then. */
export async function previewReminders(
  { config, terminal }: Run,
  { date, ...narrow }: NarrowOptions & { readonly date: string },
): Promise<Exit> {
  if (date < today())
    throw new Failure(
      { vi: `ngày ${date} đã qua; xem reminders sent`, en: `${date} is over; see reminders sent` },
      EXIT.refused,
      'bad-date',
    );
  const preview = await withClock(config, (queries) => queries.preview({ day: date, ...narrowed(queries, narrow) }));
  terminal.answer(preview, () => previewText(preview, today(), terminal));
  return EXIT.done;
}

/** `reminders to-send`: the days ahead. */
export async function remindersToSend(
  { config, terminal }: Run,
  { days, ...narrow }: NarrowOptions & { readonly days: number },
): Promise<Exit> {
  const answer = await withClock(config, async (queries): Promise<ToSend> => {
    const previews = await queries.toSend(days, narrowed(queries, narrow));
    return { today: queries.today, quiet: queries.quietNow, days: previews };
  });
  terminal.answer(answer, () =>
    [...quietLine(answer.quiet, terminal), ...answer.days.map((day) => previewText(day, answer.today, terminal))].join('\n'),
  );
  return EXIT.done;
}

export interface ListOptions extends NarrowOptions {
  readonly kind?: string;
  readonly first: number;
}

/** `reminders sent`, `reminders failed`: the latest first. */
export async function listDeliveries({ config, terminal }: Run, list: 'sent' | 'failed', { first, ...asked }: ListOptions): Promise<Exit> {
  const { rows, next } = await withClock(config, (queries) => queries[list]({ limit: first, ...filterOf(queries, asked) }));
  terminal.answer({ items: rows, more: next !== null }, () =>
    [
      ...rows.map((row) => deliveryText(row, terminal)),
      ...(rows.length === 0 ? [terminal.say({ vi: 'Không có thư nào.', en: 'There is none.' })] : []),
      ...(next === null ? [] : [terminal.say({ vi: '… còn nữa; --first N', en: '… and more; --first N' })]),
    ].join('\n'),
  );
  return EXIT.done;
}

/** `reminders suppressed`: what is due and not sent, and why. */
export async function listSuppressed({ config, terminal }: Run, { first, ...asked }: ListOptions): Promise<Exit> {
  const { quiet, items, more } = await withClock(config, async (queries) => {
    const { rows, next } = queries.suppressed({ limit: first, ...filterOf(queries, asked) });
    const held = await queries.heldBack(narrowed(queries, asked));
    return { quiet: queries.quietNow, items: [...held, ...rows], more: next !== null };
  });
  terminal.answer({ quiet, items, more }, () =>
    [
      ...quietLine(quiet, terminal),
      ...items.map((one) => suppressedLine(one, today(), terminal)),
      ...(items.length === 0 ? [terminal.say({ vi: 'Không có việc nào bị chặn.', en: 'Nothing is suppressed.' })] : []),
      ...(more ? [terminal.say({ vi: '… còn nữa; --first N', en: '… and more; --first N' })] : []),
    ].join('\n'),
  );
  return EXIT.done;
}

/** `reminders why <project|person>` */
export async function whyReminders({ config, terminal }: Run, { of }: { readonly of: string }): Promise<Exit> {
  const reasons = await withClock(config, (queries) => {
    const project = queries.projectOf(of);
    if (project !== null) return queries.whyProject(project);
    return queries.isRecipient(of) ? queries.whyPerson(of) : null;
  });
  if (reasons === null)
    throw new Failure(
      { vi: `không có đề án hay người nhận “${of}”`, en: `there is no project or recipient “${of}”` },
      EXIT.refused,
      'not-found',
    );
  terminal.answer(reasons, () => whyText(reasons, terminal));
  return EXIT.done;
}

/** @throws Failure there is no such project */
function narrowed(
  queries: ReminderQueries,
  { project, person }: NarrowOptions,
): { readonly project: string | null; readonly person: string | null } {
  return { project: project === undefined ? null : projectIn(queries, project), person: person ?? null };
}

function filterOf(queries: ReminderQueries, { project, person, kind }: Omit<ListOptions, 'first'>): ReminderFilter {
  return { project: project === undefined ? undefined : projectIn(queries, project), person, kind };
}

/** @throws Failure there is no such project */
export function projectIn(queries: ReminderQueries, idOrCode: string): string {
  const id = queries.projectOf(idOrCode);
  if (id !== null) return id;
  throw new Failure({ vi: `không có đề án “${idOrCode}”`, en: `there is no project “${idOrCode}”` }, EXIT.refused, 'not-found');
}
