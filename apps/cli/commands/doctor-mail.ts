import { readFileSync } from 'node:fs';
import type { Config } from '#config/config';
import { smtpText } from '#config/smtp';
import { listOutbox } from '#reminders/outbox/outbox-folder';
import { NOTHING_LEAVES } from '#reminders/outbox/outbox-notice';
import { type Check, found } from './doctor-check.ts';

/** Where mails go, without sending one. */
export async function mailFound({ smtp, smtpPasswordFile, outboxDir }: Config): Promise<Check> {
  if (smtp === null) {
    const { total } = await listOutbox(outboxDir, { first: 1, after: null });
    return found('mail', 'note', `${NOTHING_LEAVES.vi}: ${total} thư trong ${outboxDir}`, `${NOTHING_LEAVES.en}: ${total} in ${outboxDir}`);
  }
  const server = smtpText(smtp);
  if (smtpPasswordFile === null) return found('mail', 'ok', `${server}, không mật khẩu`, `${server}, no password`);
  try {
    if (readFileSync(smtpPasswordFile, 'utf8').trim() !== '') return found('mail', 'ok', server, server);
    return found('mail', 'broken', `tệp mật khẩu ${smtpPasswordFile} rỗng`, `the password file ${smtpPasswordFile} is empty`);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return found('mail', 'broken', `không đọc được ${smtpPasswordFile} (${code})`, `${smtpPasswordFile} cannot be read (${code})`);
  }
}
