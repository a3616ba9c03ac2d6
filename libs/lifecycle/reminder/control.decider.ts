/** What the operator of the reminders paused, left out, and whom programs tell. Stream `reminder-control`. */
import type { ProvinceSet } from '#reference/province-ref';
import { isProvince } from '#reference/provinces';
import type { Context } from '../context.ts';
import { type Asked, type Decider, unreachable } from '../decider.ts';
import { Refusal } from '../refusal.ts';
import type { ReminderEvent } from './reminder.events.ts';

export type ControlEvent = Extract<
  ReminderEvent,
  {
    readonly type: 'RemindersPaused' | 'RemindersResumed' | 'ReminderExcluded' | 'ReminderIncluded' | 'WebhookAdded' | 'WebhookRemoved';
  }
>;
type DataOf<Type extends ControlEvent['type']> = Extract<ControlEvent, { readonly type: Type }>['data'];

export type ControlCommand = Asked &
  (
    | ({ readonly type: 'PauseReminders' } & DataOf<'RemindersPaused'>)
    | ({ readonly type: 'ResumeReminders' } & DataOf<'RemindersResumed'>)
    | ({ readonly type: 'ExcludeReminder' } & DataOf<'ReminderExcluded'>)
    | ({ readonly type: 'IncludeReminder' } & DataOf<'ReminderIncluded'>)
    | ({ readonly type: 'AddWebhook' } & DataOf<'WebhookAdded'>)
    | ({ readonly type: 'RemoveWebhook' } & DataOf<'WebhookRemoved'>)
  );

export type Exclusion = DataOf<'ReminderExcluded'> & { readonly by: string; readonly on: string };
export type PausedKind = DataOf<'RemindersPaused'> & { readonly by: string; readonly on: string };

export interface Control {
  readonly paused: readonly PausedKind[];
  readonly excluded: readonly Exclusion[];
  readonly webhooks: readonly DataOf<'WebhookAdded'>[];
}

export const nothingPaused: Control = { paused: [], excluded: [], webhooks: [] };

/** Opaque, as a recipient's in the names of streams. */
const WEBHOOK = /^[a-z0-9][a-z0-9._-]{0,39}$/;
const URL_MAX = 500;

type Named = Pick<Exclusion, 'project' | 'obligation' | 'recipient'>;
const sameAs =
  (a: Named) =>
  (b: Named): boolean =>
    a.project === b.project && a.obligation === b.obligation && a.recipient === b.recipient;

export const reminderControl: Decider<ControlCommand, Control, ControlEvent, Context> = {
  initial: nothingPaused,

  decide(command, state, { today }) {
    const { type, occurredOn, role } = command;
    if (occurredOn > today) throw new Refusal('in-the-future', { occurredOn, today });
    if (role !== 'operator') throw new Refusal('not-your-role', { command: type, role: role ?? null, who: ['operator'] });
    if ('reason' in command && command.reason.trim() === '') throw new Refusal('blank', { field: 'reason' });
    switch (type) {
      case 'PauseReminders':
      case 'ResumeReminders':
        return pauseOrResume(command, state);
      case 'ExcludeReminder':
      case 'IncludeReminder':
        return excludeOrInclude(command, state);
      case 'AddWebhook':
        return addWebhook(command, state);
      case 'RemoveWebhook': {
        const { webhook, reason } = command;
        if (!state.webhooks.some((one) => one.webhook === webhook)) throw unknown('webhook', webhook, state);
        return [{ type: 'WebhookRemoved', data: { webhook, reason } }];
      }
      default:
        return unreachable(command);
    }
  },

  evolve(state, { type, data }, { actor, on }) {
    switch (type) {
      case 'RemindersPaused':
        return { ...state, paused: [...state.paused, { ...data, by: actor, on }] };
      case 'RemindersResumed':
        return { ...state, paused: state.paused.filter(({ kind }) => kind !== data.kind) };
      case 'ReminderExcluded':
        return { ...state, excluded: [...state.excluded, { ...data, by: actor, on }] };
      case 'ReminderIncluded':
        return { ...state, excluded: state.excluded.filter((one) => !sameAs(data)(one)) };
      case 'WebhookAdded':
        return { ...state, webhooks: [...state.webhooks, data] };
      case 'WebhookRemoved':
        return { ...state, webhooks: state.webhooks.filter(({ webhook }) => webhook !== data.webhook) };
      default:
        return unreachable(type);
    }
  },
};

function pauseOrResume(
  { type, kind, reason }: Extract<ControlCommand, { type: 'PauseReminders' | 'ResumeReminders' }>,
  { paused }: Control,
): readonly ControlEvent[] {
  const isPaused = paused.some((one) => one.kind === kind);
  if (type === 'PauseReminders') return isPaused ? [] : [{ type: 'RemindersPaused', data: { kind, reason } }];
  return isPaused ? [{ type: 'RemindersResumed', data: { kind, reason } }] : [];
}

function excludeOrInclude(
  { type, project, obligation, recipient, reason }: Extract<ControlCommand, { type: 'ExcludeReminder' | 'IncludeReminder' }>,
  { excluded }: Control,
): readonly ControlEvent[] {
  const data = { project, obligation, recipient, reason };
  for (const field of ['project', 'obligation'] as const) if (data[field].trim() === '') throw new Refusal('blank', { field });
  const isOut = excluded.some(sameAs(data));
  if (type === 'ExcludeReminder') return isOut ? [] : [{ type: 'ReminderExcluded', data }];
  return isOut ? [{ type: 'ReminderIncluded', data }] : [];
}

function addWebhook({ webhook, url, province }: Extract<ControlCommand, { type: 'AddWebhook' }>, state: Control): readonly ControlEvent[] {
  const known = state.webhooks.find((one) => one.webhook === webhook);
  if (known?.url === url && known.province === province) return [];
  if (known !== undefined) throw new Refusal('named-twice', { field: 'webhook', name: webhook });
  if (!WEBHOOK.test(webhook)) throw unknown('webhook', webhook, null);
  if (!/^https?:\/\/[^\s]+$/.test(url) || url.length > URL_MAX) throw unknown('url', url.slice(0, URL_MAX), null);
  if (province !== null && !isScope(province)) throw unknown('province', province, null);
  return [{ type: 'WebhookAdded', data: { webhook, url, province } }];
}

/** `vn63.38` */
function isScope(text: string): boolean {
  const [, set, code] = /^(vn63|vn34)\.(\d{2})$/.exec(text) ?? [];
  return code !== undefined && isProvince({ set: set as ProvinceSet, code });
}

const unknown = (field: string, given: string, among: Control | null): Refusal =>
  new Refusal('unknown-name', { field, given, known: among?.webhooks.map(({ webhook }) => webhook) ?? [] });

/** Why a kind of deadline is not reminded of now; undefined: it is. */
export const pausedKind = ({ paused }: Control, kind: string): PausedKind | undefined =>
  paused.find((one) => one.kind === 'all' || one.kind === kind);

/** Why one recipient is not reminded of one deadline; undefined: nobody left it out. */
export const exclusionOf = ({ excluded }: Control, { project, obligation, recipient }: Named): Exclusion | undefined =>
  excluded.find(
    (one) => one.project === project && one.obligation === obligation && (one.recipient === null || one.recipient === recipient),
  );
