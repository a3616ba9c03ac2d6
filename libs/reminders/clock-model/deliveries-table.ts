import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { DeliveryEvent } from '#lifecycle/reminder/delivery.decider';
import type { ReminderEvent } from '#lifecycle/reminder/reminder.events';
import type { ModelEvent } from '#read-models/model';

type StepData = Extract<ReminderEvent, { readonly type: 'ReminderClaimed' }>['data'];

/** What was claimed and what became of it. `next_at`: the instant from which somebody must see to it; null: nothing is left to do. */
export class Deliveries {
  readonly #claim: StatementSync;
  readonly #step: StatementSync;
  readonly #lease: StatementSync;
  readonly #sent: StatementSync;
  readonly #failed: StatementSync;
  readonly #withdrawn: StatementSync;
  readonly #asked: StatementSync;

  constructor(db: DatabaseSync) {
    this.#claim = db.prepare(`
      INSERT INTO clock_delivery VALUES (?, ?, ?, ?, 'waiting', ?, 0, ?, ?, ?, '[]', NULL, NULL, NULL, NULL, '')`);
    this.#step = db.prepare('INSERT INTO clock_step VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING');
    this.#lease = db.prepare(
      `UPDATE clock_delivery SET status = 'sending', attempts = ?2, next_at = ?3, retry_at = NULL WHERE stream = ?1`,
    );
    this.#sent = db.prepare(`
      UPDATE clock_delivery SET status = 'sent', outcome = ?2, outcome_at = ?3, left_out = ?4, retry_at = NULL, next_at = NULL WHERE stream = ?1`);
    this.#failed = db.prepare(`
      UPDATE clock_delivery SET status = ?2, outcome = ?3, outcome_at = ?4, retry_at = ?5, next_at = ?5 WHERE stream = ?1`);
    this.#withdrawn = db.prepare(`
      UPDATE clock_delivery SET status = 'withdrawn', outcome = ?2, outcome_at = ?3, retry_at = NULL, next_at = NULL WHERE stream = ?1`);
    this.#asked = db.prepare(`UPDATE clock_delivery SET status = 'waiting', resend = ?2, retry_at = NULL, next_at = '' WHERE stream = ?1`);
  }

  /** @param channel, recipient of the step, as its stream's name has them */
  takeStep({ project, obligation, due, step, delivery }: StepData): void {
    const [, recipient = '', , channel = ''] = delivery.split('~');
    this.#step.run(project, obligation, due, recipient, step, channel, delivery);
  }

  take(event: DeliveryEvent, { stream, recordedAt, actor }: Pick<ModelEvent, 'stream' | 'recordedAt' | 'actor'>): void {
    switch (event.type) {
      case 'DeliveryClaimed': {
        const { recipient, day, channel, items, messageId } = event.data;
        return void this.#claim.run(stream, recipient, day, channel, messageId, actor, recordedAt, JSON.stringify(items));
      }
      case 'DeliveryLeased':
        return void this.#lease.run(stream, event.data.attempt, event.data.until);
      case 'DeliverySent':
        return void this.#sent.run(stream, event.data.response, recordedAt, JSON.stringify(event.data.leftOut));
      case 'DeliveryFailed': {
        const { reason, retryAt } = event.data;
        return void this.#failed.run(stream, retryAt === null ? 'failed' : 'retrying', reason, recordedAt, retryAt);
      }
      case 'DeliveryWithdrawn':
        return void this.#withdrawn.run(stream, event.data.reason, recordedAt);
      case 'ResendAsked':
        return void this.#asked.run(stream, event.data.reason);
    }
  }
}
