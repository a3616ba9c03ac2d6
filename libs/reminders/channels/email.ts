import { readFile } from 'node:fs/promises';
import { createTransport } from 'nodemailer';
import type { SMTPTransportOptions } from 'nodemailer/lib/smtp-transport';
import type { Clock } from '#commands/clock';
import type { Channel, Message, SendOutcome } from '../channel.ts';
import { addressOf, composeMail } from '../mail/compose-mail.ts';
import { within } from './deadline.ts';
import { said } from './said.ts';

export interface Smtp {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte; else STARTTLS, without which nothing is sent. */
  readonly secure: boolean;
  readonly user: string | null;
}

/** Milliseconds. */
export interface SmtpLimits {
  readonly connection: number;
  readonly greeting: number;
  /** Silence of the server in a conversation. */
  readonly silence: number;
  /** From looking the name up to the last answer. */
  readonly whole: number;
}

export const SMTP_LIMITS: SmtpLimits = { connection: 15_000, greeting: 15_000, silence: 25_000, whole: 55_000 };

/** An answer of a server is a line or two. */
const RESPONSE_BYTES_MAX = 16 * 1024;
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1)$/;

/** Nothing goes over a network in the clear: TLS is required, and its certificate checked, unless the server is on this machine. */
export function connectionOf({ host, port, secure }: Smtp, limits = SMTP_LIMITS): SMTPTransportOptions {
  return {
    host,
    port,
    secure,
    ...(LOOPBACK.test(host) ? { ignoreTLS: true } : { requireTLS: true }),
    connectionTimeout: limits.connection,
    greetingTimeout: limits.greeting,
    dnsTimeout: limits.connection,
    socketTimeout: limits.silence,
    socketCloseTimeout: 0,
    maxResponseSize: RESPONSE_BYTES_MAX,
  };
}

export interface EmailOptions {
  readonly connection: SMTPTransportOptions;
  readonly user: string | null;
  /** Read at each sending, so that a new password needs no restart; null: the server asks for none. */
  readonly passwordFile: string | null;
  readonly from: string;
  readonly wholeMs?: number;
}

/** Mail through one SMTP server, a connection for each: a server that failed in one conversation spoils no other. */
export class Email implements Channel {
  readonly name = 'email';

  constructor(
    private readonly options: EmailOptions,
    private readonly clock: Clock,
  ) {}

  async send(message: Message, signal: AbortSignal): Promise<SendOutcome> {
    const email = addressOf(message.to);
    if (email === null) return { sent: false, temporary: false, reason: 'the contact has no usable address' };
    const { connection, from, wholeMs = SMTP_LIMITS.whole } = this.options;
    const mail = composeMail(message, { from, email, date: this.clock.now() });
    try {
      const auth = await this.#auth();
      const info = await within(wholeMs, signal, (ending) =>
        createTransport({ ...connection, ...auth }).sendMail({ ...mail, signal: ending }),
      );
      return { sent: true, response: said(info.response) };
    } catch (error) {
      return outcomeOf(error as SmtpError);
    }
  }

  async close(): Promise<void> {}

  async #auth(): Promise<Pick<SMTPTransportOptions, 'auth'>> {
    const { user, passwordFile } = this.options;
    if (user === null || passwordFile === null) return {};
    const password = await readFile(passwordFile, 'utf8').catch(({ code }: NodeJS.ErrnoException) => {
      throw new Error(`the password file cannot be read (${code})`);
    });
    return { auth: { user, pass: password.replace(/\r?\n$/, '') } };
  }
}

interface SmtpError extends Error {
  readonly code?: string;
  readonly command?: string;
  readonly response?: string;
  /** The server's answer is one that the same message would get again. */
  readonly permanent?: boolean;
}

/** What was refused is this very mail, not the conversation. */
const OF_THE_MAIL: readonly (string | undefined)[] = ['EENVELOPE', 'EMESSAGE'];

/**
 * Only a final no to sender, recipient or content ends a mail. A 5xx before that (greeting, STARTTLS, a password that changed) says that
 * the server takes nothing from us now, which an operator mends: the mail waits, as it does with Postfix. Without an answer to the last
 * dot nobody knows whether it arrived: it is sent again under the same Message-ID.
 */
function outcomeOf({ code, command, response, permanent, message }: SmtpError): SendOutcome {
  const final = OF_THE_MAIL.includes(code) && (response === undefined || permanent === true);
  return { sent: false, temporary: !final, reason: said(`${command ?? 'SMTP'}: ${response ?? message}`) };
}
