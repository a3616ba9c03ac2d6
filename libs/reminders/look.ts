import type { Suppression } from '#contracts/reminders';
import type { Contact } from '#lifecycle/contact/contact.events';
import { contactsOn, covers, recipientsOf, type RecipientsAsked } from '#lifecycle/contact/recipients';
import { type Step, stepNow, type StepNow } from '#lifecycle/obligation/ladder-steps';
import { type Control, exclusionOf, pausedKind } from '#lifecycle/reminder/control.decider';
import type { ReminderChannel } from '#lifecycle/reminder/reminder.events';
import type { Audience } from '#reference/rules/ladders';
import { provinceOf } from './scope.ts';

/** An obligation as far as it matters who is reminded of it and when. */
export interface Watched extends Omit<RecipientsAsked, 'audience'> {
  readonly project: string;
  readonly obligation: string;
  readonly kind: string;
  readonly startedOn: string;
  /** Actor of the event that started it. */
  readonly startedBy: string;
  readonly paused: boolean;
  readonly steps: readonly Step[];
}

/** Whoever gets a step: a contact by mail or in the inbox alone, or a webhook. */
export interface Addressee {
  readonly recipient: string;
  readonly channel: ReminderChannel;
  /** null: a webhook. */
  readonly contact: Contact | null;
}

export interface Looked {
  readonly sends: readonly { readonly to: Addressee; readonly step: StepNow }[];
  readonly suppressed: readonly Suppressed[];
}

export interface Suppressed {
  readonly step: Step;
  /** null: there is nobody. */
  readonly to: Addressee | null;
  /** For whom there is nobody. */
  readonly audience: Audience | null;
  readonly why: Suppression;
}

export interface Sight {
  readonly today: string;
  /** Those whose province takes in the project's. */
  readonly contacts: readonly Contact[];
  readonly control: Control;
  /** Steps of this obligation and due day that a recipient has had, whatever the channel. */
  claimed(recipient: string): ReadonlySet<string>;
}

/**
 * What is to be said of one obligation today, and what is not and why: of each recipient's steps the latest that has come, unless it or a
 * later one was claimed.
 */
export function look(watched: Watched, sight: Sight): Looked {
  const last = watched.steps.findLast(({ on }) => on <= sight.today);
  if (last === undefined) return { sends: [], suppressed: [] };
  const sends: Looked['sends'][number][] = [];
  const suppressed: Suppressed[] = last.audience
    .filter((audience) => recipientsOf(sight.contacts, { ...watched, audience: [audience] }, sight.today).length === 0)
    .map((audience) => ({ step: last, to: null, audience, why: 'no-recipient' }));
  for (const { to, steps } of addressees(watched, sight)) {
    const step = stepNow(steps, sight.today, withOwnAction(watched, steps, { to, claimed: sight.claimed(to.recipient) }));
    const why = suppressionOf(watched, to, sight.control);
    if (step === null) {
      if (isOwnAction(watched, to, last) && !sight.claimed(to.recipient).has(last.step))
        suppressed.push({ step: last, to, audience: null, why: 'own-action' });
    } else if (why === null) sends.push({ to, step });
    else suppressed.push({ step, to, audience: null, why });
  }
  return { sends, suppressed };
}

/** Everybody who has a part in the ladder up to its last step that has come, each with the steps that are for them. */
export function addressees(
  watched: Watched,
  { today, contacts, control }: Pick<Sight, 'today' | 'contacts' | 'control'>,
): readonly { readonly to: Addressee; readonly steps: readonly Step[] }[] {
  const byAudience = new Map<string, ReadonlySet<string>>();
  const active = contactsOn(contacts, today);
  const personsOf = (audience: readonly Audience[]): ReadonlySet<string> => {
    const key = audience.join();
    let persons = byAudience.get(key);
    if (persons === undefined) {
      persons = new Set(recipientsOf(active, { ...watched, audience }, today).map(({ person }) => person));
      byAudience.set(key, persons);
    }
    return persons;
  };
  const last = watched.steps.findLast(({ on }) => on <= today);
  const people = last === undefined ? [] : active.filter(({ person }) => personsOf(last.audience).has(person));
  const told = people.map((contact) => ({
    to: addresseeOf(contact),
    steps: watched.steps.filter(({ audience }) => personsOf(audience).has(contact.person)),
  }));
  const hooks = control.webhooks.filter(({ province }) => covers(province === null ? null : provinceOf(province), watched.province));
  return [
    ...told,
    ...hooks.map(({ webhook }) => ({ to: { recipient: webhook, channel: 'webhook' as const, contact: null }, steps: watched.steps })),
  ];
}

export const addresseeOf = (contact: Contact): Addressee => ({
  recipient: contact.person,
  channel: contact.email === null ? 'inbox' : 'email',
  contact,
});

/** Why nothing of an obligation goes to somebody now; null: it does. */
export function suppressionOf(watched: Watched, { recipient }: Addressee, control: Control): Suppression | null {
  if (watched.paused) return 'obligation-paused';
  if (pausedKind(control, watched.kind) !== undefined) return 'kind-paused';
  const { project, obligation } = watched;
  return exclusionOf(control, { project, obligation, recipient }) === undefined ? null : 'excluded';
}

/** A step of the day on which somebody's own act started it is not told them, then or later. */
export const isOwnAction = ({ startedOn, startedBy }: Watched, { contact }: Addressee, { on }: Step): boolean =>
  contact !== null && !contact.ownActions && contact.person === startedBy && on === startedOn;

interface Had {
  readonly to: Addressee;
  readonly claimed: ReadonlySet<string>;
}

function withOwnAction(watched: Watched, steps: readonly Step[], { to, claimed }: Had): ReadonlySet<string> {
  const own = steps.find((step) => isOwnAction(watched, to, step));
  return own === undefined ? claimed : new Set([...claimed, own.step]);
}
