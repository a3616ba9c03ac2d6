import { createTransport } from 'nodemailer';
import type { Clock } from '#commands/clock';
import type { Channel, Message, SendOutcome } from '../channel.ts';
import { addressOf, composeMail } from '../mail/compose-mail.ts';
import { outboxName, writeOutbox } from '../outbox/outbox-folder.ts';

/** In place of a mail server: each mail becomes a file that people can open, and nothing leaves this machine. */
export class Outbox implements Channel {
  readonly name = 'email';
  readonly #composer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });

  constructor(
    private readonly options: { readonly folder: string; readonly from: string },
    private readonly clock: Clock,
  ) {}

  /** The same message again replaces its file. */
  async send(message: Message): Promise<SendOutcome> {
    const email = addressOf(message.to);
    if (email === null) return { sent: false, temporary: false, reason: 'the contact has no usable address' };
    const { message: raw } = await this.#composer.sendMail(
      composeMail(message, { from: this.options.from, email, date: this.clock.now() }),
    );
    const name = outboxName(message);
    try {
      await writeOutbox(this.options.folder, name, raw as Buffer);
      return { sent: true, response: `written into the outbox, not sent out: ${name}` };
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === undefined) throw error;
      return { sent: false, temporary: true, reason: `the outbox cannot be written (${code})` };
    }
  }

  async close(): Promise<void> {}
}
