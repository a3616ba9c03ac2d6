import type { Clock } from '#commands/clock';
import { type MailSettings, mailChannel } from './channels/mail-channel.ts';
import { Webhook } from './channels/webhook.ts';
import { Reminders, type RemindersOptions } from './reminders.ts';
import { quietOf } from './quiet-of.ts';
import { internet } from './webhook/egress.ts';

/** The settings that it takes, as the configuration has them. */
export interface ReminderSettings extends MailSettings {
  readonly dataDir: string;
  readonly consoleUrl: string;
  readonly webhookLoopback: boolean;
  /** 0: whoever drives it looks when asked. */
  readonly sweepSeconds: number;
}

export interface Installed extends Pick<
  RemindersOptions,
  | 'log'
  | 'commands'
  | 'directory'
  | 'program'
  | 'holder'
  | 'alarm'
  | 'onAppended'
  | 'onAlert'
  | 'onError'
  | 'onOutcome'
  | 'onSwept'
  | 'spans'
> {
  readonly settings: ReminderSettings;
  readonly clock: Clock;
  /** Signing secrets of a webhook, the newest first. */
  readonly secretsOf: (webhook: string) => readonly string[];
}

/** The reminders of one installation in one process. @throws Unavailable `locked`: another process keeps them */
export function remindersOf({ settings, clock, secretsOf, ...rest }: Installed): Reminders {
  const { spans } = rest;
  const webhook = {
    secretOf: async (id: string) => secretsOf(id),
    egress: internet({ loopback: settings.webhookLoopback }),
    ...(spans && { headers: () => spans.headers() }),
  };
  return new Reminders({
    ...rest,
    clock,
    sweepSeconds: settings.sweepSeconds,
    isQuiet: () => quietOf(settings) !== null,
    mailDomain: mailDomain(settings.mailFrom),
    consoleUrl: settings.consoleUrl,
    channels: [mailChannel(settings, clock), new Webhook(webhook, clock)],
  });
}

/** Right side of message ids: the sender's own domain. */
const mailDomain = (from: string): string => /@([A-Za-z0-9._~-]+)>?\s*$/.exec(from)?.[1] ?? 'localhost';
