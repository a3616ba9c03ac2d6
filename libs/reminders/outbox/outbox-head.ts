import type { OutboxHead } from '#contracts/outbox';
import type { OutboxEntry } from './outbox-folder.ts';

export const headOf = ({ name, day, mail }: OutboxEntry): OutboxHead => ({
  name,
  day,
  to: mail?.to ?? null,
  subject: mail?.subject ?? null,
  messageId: mail?.messageId ?? null,
});
