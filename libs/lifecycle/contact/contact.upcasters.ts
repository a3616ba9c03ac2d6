import type { Upcasters } from '../upcast.ts';
import type { ContactEvent } from './contact.events.ts';

/** Every event of a contact; the compiler finds the forgotten one. All are at version 1 so far. */
export const contactUpcasters: Upcasters<ContactEvent['type']> = {
  ContactRecorded: [],
  ContactEnded: [],
  FeedOpened: [],
  FeedRevoked: [],
  InboxRead: [],
};
