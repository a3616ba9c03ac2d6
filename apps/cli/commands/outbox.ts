import type { OutboxMail, OutboxPage } from '#contracts/outbox';
import { listOutbox, readOutbox } from '#reminders/outbox/outbox-folder';
import { headOf } from '#reminders/outbox/outbox-head';
import { outboxNotice } from '#reminders/outbox/outbox-notice';
import { EXIT, type Exit, Failure } from '../exit.ts';
import type { Run } from '../terminal.ts';

export interface ListOutboxOptions {
  readonly first: number;
  readonly after?: string;
}

export interface ShowOutboxOptions {
  readonly name: string;
  readonly html?: boolean;
  readonly raw?: boolean;
}

/** `outbox list`: what would have been sent, and that it was not. */
export async function showOutbox({ config, terminal }: Run, { first, after }: ListOutboxOptions): Promise<Exit> {
  const { smtp, outboxDir } = config;
  const { total, entries, next } = await listOutbox(outboxDir, { first, after: after ?? null });
  const notice = outboxNotice(smtp);
  const page: OutboxPage = { smtp: smtp !== null, notice, total, items: entries.map(headOf), nextCursor: next };
  terminal.answer(page, () =>
    [
      terminal.say(notice),
      `${outboxDir}: ${terminal.say({ vi: `${total} thư`, en: total === 1 ? '1 mail' : `${total} mails` })}`,
      ...page.items.map(({ name, to, subject }) => `${name}\n    ${to ?? '–'}\n    ${subject ?? '–'}`),
      ...(next === null ? [] : [`--after ${next}`]),
    ].join('\n'),
  );
  return EXIT.done;
}

/** `outbox show`: one mail as plain text, as HTML, or the whole file byte for byte. */
export async function showMail({ config, terminal }: Run, { name, html, raw }: ShowOutboxOptions): Promise<Exit> {
  const entry = await readOutbox(config.outboxDir, name);
  if (entry === null) throw new Failure({ vi: `hộp thư đi không có ${name}`, en: `the outbox has no ${name}` }, EXIT.refused, 'not-found');
  const { mail } = entry;
  if (raw && !terminal.json) {
    terminal.streams.stdout.write(entry.raw);
    return EXIT.done;
  }
  const data: OutboxMail & { readonly html: string | null } = {
    ...headOf(entry),
    from: mail?.from ?? null,
    text: mail?.text ?? null,
    html: mail?.html ?? null,
  };
  terminal.answer(data, () => {
    if (mail === null) return entry.raw.toString('utf8');
    if (html) return mail.html;
    return [
      terminal.say(outboxNotice(config.smtp)),
      `From: ${mail.from}`,
      `To: ${mail.to}`,
      `Subject: ${mail.subject}`,
      '',
      mail.text,
    ].join('\n');
  });
  return EXIT.done;
}
