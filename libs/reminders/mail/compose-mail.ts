import { createHash } from 'node:crypto';
import type { SendMailOptions } from 'nodemailer';
import type { Message } from '../channel.ts';
import { idOf } from '../channels/message-id.ts';
import { oneLine } from '../words/plain-text.ts';
import { renderMail } from './render-mail.ts';

export interface Composing {
  /** Sender as a header has it: `Tiendo <tiendo@congthuong.example.vn>`. */
  readonly from: string;
  readonly email: string;
  /** UTC instant of this attempt. */
  readonly date: string;
}

/**
 * A message as nodemailer takes it: equal for equal input, byte for byte. Answers of machines are not wanted (RFC 3834). No
 * `List-Unsubscribe`: a reminder of one's duty is no list that one can leave (docs/how-to/send-mail.md).
 */
export function composeMail(message: Message, { from, email, date }: Composing): SendMailOptions {
  const { subject, html, text } = renderMail(message);
  const { whole } = idOf(message);
  return {
    messageId: `<${whole}>`,
    date: new Date(date),
    from,
    to: { name: oneLine(message.to.name), address: email },
    subject,
    text,
    html,
    headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': message.language },
    xMailer: false,
    textEncoding: 'base64',
    baseBoundary: createHash('sha256').update(whole).digest('hex').slice(0, 32),
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

const ADDRESS = /^[^\s@<>()[\],;:"\\\p{Cc}]+@[^\s@<>()[\],;:"\\\p{Cc}]+$/u;

/** An address that a mail can go to as it is; null: none. */
export const addressOf = ({ email }: Message['to']): string | null =>
  email !== null && ADDRESS.test(email) && email.length <= 254 ? email : null;
