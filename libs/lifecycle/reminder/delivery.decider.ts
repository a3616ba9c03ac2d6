/**
 * What one recipient gets on one day: claimed once, then sent by whoever holds the lease. Nobody reports an outcome without it, and what
 * was sent is never sent again unless a person asks for it.
 */
import { type Asked, type Decider, unreachable } from '../decider.ts';
import type { Context } from '../context.ts';
import { Refusal } from '../refusal.ts';
import type { ReminderEvent } from './reminder.events.ts';

export type DeliveryEvent = Extract<
  ReminderEvent,
  { readonly type: 'DeliveryClaimed' | 'DeliveryLeased' | 'DeliverySent' | 'DeliveryFailed' | 'DeliveryWithdrawn' | 'ResendAsked' }
>;
type DataOf<Type extends DeliveryEvent['type']> = Extract<DeliveryEvent, { readonly type: Type }>['data'];

/** Instants are UTC, ISO 8601 with milliseconds. */
export type DeliveryCommand = Asked &
  (
    | ({ readonly type: 'ClaimDelivery' } & DataOf<'DeliveryClaimed'>)
    | { readonly type: 'LeaseDelivery'; readonly holder: string; readonly at: string; readonly until: string }
    | { readonly type: 'ReportSent'; readonly holder: string; readonly response: string; readonly leftOut: readonly string[] }
    | { readonly type: 'ReportFailed'; readonly holder: string; readonly reason: string; readonly retryAt: string | null }
    | { readonly type: 'WithdrawDelivery'; readonly holder: string; readonly reason: string }
    | { readonly type: 'AskResend'; readonly delivery: string; readonly reason: string }
  );

export interface Lease {
  readonly holder: string;
  readonly until: string;
}

/** `failed`: given up; `withdrawn`: nothing was left to say. */
export type Delivery =
  | { readonly status: 'absent' }
  | (DataOf<'DeliveryClaimed'> & {
      readonly status: 'owed';
      readonly attempts: number;
      /** null: nobody may send it now. */
      readonly lease: Lease | null;
      /** Not before; null: at once. */
      readonly retryAt: string | null;
      /** Why a person asked for it again; null: nobody did. */
      readonly resend: string | null;
    })
  | (DataOf<'DeliveryClaimed'> & { readonly status: 'sent' | 'failed' | 'withdrawn'; readonly attempts: number });

type Owed = Extract<Delivery, { readonly status: 'owed' }>;

export const delivery: Decider<DeliveryCommand, Delivery, DeliveryEvent, Context> = {
  initial: { status: 'absent' },

  decide(command, state, { today }) {
    if (command.occurredOn > today) throw new Refusal('in-the-future', { occurredOn: command.occurredOn, today });
    switch (command.type) {
      case 'ClaimDelivery':
        return claim(command, state);
      case 'LeaseDelivery':
        return lease(command, state);
      case 'ReportSent': {
        const { attempts, messageId } = leased(command, state);
        const { response, leftOut } = command;
        return [{ type: 'DeliverySent', data: { attempt: attempts, messageId, response, leftOut } }];
      }
      case 'ReportFailed': {
        const { attempts } = leased(command, state);
        return [{ type: 'DeliveryFailed', data: { attempt: attempts, reason: command.reason, retryAt: command.retryAt } }];
      }
      case 'WithdrawDelivery':
        leased(command, state);
        return [{ type: 'DeliveryWithdrawn', data: { reason: command.reason } }];
      case 'AskResend':
        return askResend(command, state);
      default:
        return unreachable(command);
    }
  },

  evolve(state, event) {
    if (event.type === 'DeliveryClaimed') return { ...event.data, status: 'owed', attempts: 0, lease: null, retryAt: null, resend: null };
    if (state.status === 'absent') throw new Error(`${event.type} before the claim`);
    const { recipient, day, channel, items, messageId, attempts } = state;
    const claimed = { recipient, day, channel, items, messageId, attempts };
    switch (event.type) {
      case 'DeliveryLeased': {
        const { attempt, holder, until, resend = null } = event.data;
        return { ...claimed, status: 'owed', attempts: attempt, lease: { holder, until }, retryAt: null, resend };
      }
      case 'DeliverySent':
        return { ...claimed, status: 'sent' };
      case 'DeliveryFailed': {
        const { retryAt } = event.data;
        if (retryAt === null) return { ...claimed, status: 'failed' };
        return { ...claimed, status: 'owed', lease: null, retryAt, resend: state.status === 'owed' ? state.resend : null };
      }
      case 'DeliveryWithdrawn':
        return { ...claimed, status: 'withdrawn' };
      case 'ResendAsked':
        return { ...claimed, status: 'owed', lease: null, retryAt: null, resend: event.data.reason };
      default:
        return unreachable(event);
    }
  },
};

function claim({ recipient, day, channel, items, messageId }: Extract<DeliveryCommand, { type: 'ClaimDelivery' }>, state: Delivery) {
  if (state.status !== 'absent') throw new Refusal('already-done', { command: 'ClaimDelivery', status: state.status });
  if (items.length === 0) throw new Refusal('blank', { field: 'items' });
  return [{ type: 'DeliveryClaimed' as const, data: { recipient, day, channel, items, messageId } }];
}

/** A lease begins when there is none, or after the end of the one before. */
function lease(command: Extract<DeliveryCommand, { type: 'LeaseDelivery' }>, state: Delivery): readonly DeliveryEvent[] {
  const { holder, at, until } = command;
  if (state.status !== 'owed') throw new Refusal('nothing-to-do', { command: command.type, status: state.status });
  if (until <= at) throw new Refusal('date-order', { field: 'until', at, until });
  if (state.lease !== null && at < state.lease.until) {
    if (state.lease.holder === holder) return [];
    throw new Refusal('already-done', { command: command.type, by: state.lease.holder, until: state.lease.until });
  }
  if (state.retryAt !== null && at < state.retryAt) throw new Refusal('nothing-to-do', { command: command.type, retryAt: state.retryAt });
  const resend = state.resend === null ? {} : { resend: state.resend };
  return [{ type: 'DeliveryLeased', data: { attempt: state.attempts + 1, holder, until, ...resend } }];
}

/** An outcome after the end of the lease counts as long as nobody else has leased it: it says what happened. @throws Refusal not the holder */
function leased({ type, holder }: Extract<DeliveryCommand, { readonly holder: string }>, state: Delivery): Owed {
  if (state.status !== 'owed') throw new Refusal('nothing-to-do', { command: type, status: state.status });
  if (state.lease?.holder !== holder) throw new Refusal('nothing-to-do', { command: type, by: state.lease?.holder ?? null });
  return state;
}

function askResend(command: Extract<DeliveryCommand, { type: 'AskResend' }>, state: Delivery): readonly DeliveryEvent[] {
  const { type, role, reason } = command;
  if (role !== 'operator') throw new Refusal('not-your-role', { command: type, role: role ?? null, who: ['operator'] });
  if (reason.trim() === '') throw new Refusal('blank', { field: 'reason' });
  if (state.status === 'absent' || state.status === 'withdrawn')
    throw new Refusal('nothing-to-do', { command: type, status: state.status });
  // It is on its way already.
  if (state.status === 'owed' && (state.lease !== null || state.retryAt === null)) return [];
  return [{ type: 'ResendAsked', data: { delivery: command.delivery, reason } }];
}
