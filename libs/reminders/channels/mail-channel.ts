import type { Clock } from '#commands/clock';
import type { Channel } from '../channel.ts';
import { connectionOf, Email, type Smtp } from './email.ts';
import { Outbox } from './outbox.ts';

/** The settings that it takes, as the configuration has them. */
export interface MailSettings {
  readonly smtp: Smtp | null;
  readonly smtpPasswordFile: string | null;
  readonly mailFrom: string;
  readonly outboxDir: string;
}

/** How mails go out of this installation: by its mail server, or into the outbox where there is none. */
export const mailChannel = ({ smtp, smtpPasswordFile, mailFrom, outboxDir }: MailSettings, clock: Clock): Channel =>
  smtp === null
    ? new Outbox({ folder: outboxDir, from: mailFrom }, clock)
    : new Email({ connection: connectionOf(smtp), user: smtp.user, passwordFile: smtpPasswordFile, from: mailFrom }, clock);
