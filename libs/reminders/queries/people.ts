import type { DecidedBy, ReminderRecipient, Suppression } from '#contracts/reminders';
import { exclusionOf, pausedKind } from '#lifecycle/reminder/control.decider';
import { scopeOf } from '#lifecycle/rulebook/rulebook.events';
import type { Grounds } from '../clock-model/grounds.ts';

/** A contact, or a webhook, by its id; one that is gone is known by its id alone. */
export function recipientOf(grounds: Grounds, recipient: string): ReminderRecipient {
  const contact = grounds.contacts.get(recipient);
  if (contact !== undefined) {
    const { name, role, unit, province } = contact;
    return { recipient, name, role, unit, province: province === null ? null : scopeOf(province) };
  }
  const hook = grounds.control.webhooks.find(({ webhook }) => webhook === recipient);
  return { recipient, name: recipient, role: null, unit: null, province: hook?.province ?? null };
}

interface About {
  readonly project: string;
  readonly obligation: string;
  readonly kind: string;
  readonly recipient: string | null;
}

/** Whose word it is that something is not sent; null: nobody's, it follows from the rules. */
export function decidedBy({ control }: Grounds, why: Suppression, { project, obligation, kind, recipient }: About): DecidedBy | null {
  const found =
    why === 'kind-paused'
      ? pausedKind(control, kind)
      : why === 'excluded'
        ? exclusionOf(control, { project, obligation, recipient })
        : undefined;
  return found === undefined ? null : { by: found.by, on: found.on, reason: found.reason };
}
