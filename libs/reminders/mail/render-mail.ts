import type { Message } from '../channel.ts';
import { htmlOf } from './mail-html.ts';
import { textOf } from './mail-text.ts';
import { wordedMail } from './worded-mail.ts';

export interface RenderedMail {
  /** One line of at most 78 visible characters. */
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

/** A digest as a mail: what is late first, then what is due today, then what is due soon. Pure; nothing in it refers to another host. */
export function renderMail(message: Message): RenderedMail {
  const mail = wordedMail(message);
  return { subject: mail.subject, html: htmlOf(mail), text: textOf(mail) };
}
