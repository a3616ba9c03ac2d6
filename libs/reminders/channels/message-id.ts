import type { Message } from '../channel.ts';

const MESSAGE_ID = /^([A-Za-z0-9._~-]+)@[A-Za-z0-9._~-]+$/;
const MESSAGE_ID_MAX = 200;

/**
 * A message's id and the part of it before the `@`, both fit for a header.
 * @throws Error not of the form that `Message` promises
 */
export function idOf({ messageId }: Pick<Message, 'messageId'>): { readonly whole: string; readonly local: string } {
  const local = messageId.length <= MESSAGE_ID_MAX ? MESSAGE_ID.exec(messageId)?.[1] : undefined;
  if (local === undefined) throw new Error('a message id is local@domain of letters, digits, dots, dashes, underscores and tildes');
  return { whole: messageId, local };
}
