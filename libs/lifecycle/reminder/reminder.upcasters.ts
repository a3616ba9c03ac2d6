import type { Upcasters } from '../upcast.ts';
import type { ReminderEvent } from './reminder.events.ts';

/** Every event of a reminder's streams; the compiler finds the forgotten one. All are at version 1 so far. */
export const reminderUpcasters: Upcasters<ReminderEvent['type']> = {
  DeliveryClaimed: [],
  ReminderClaimed: [],
  DeliveryLeased: [],
  DeliverySent: [],
  DeliveryFailed: [],
  DeliveryWithdrawn: [],
  RemindersPaused: [],
  RemindersResumed: [],
  ReminderExcluded: [],
  ReminderIncluded: [],
  ResendAsked: [],
  WebhookAdded: [],
  WebhookRemoved: [],
};
