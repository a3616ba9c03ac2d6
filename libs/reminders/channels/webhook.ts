import { Webhook as Signer } from 'standardwebhooks';
import type { Clock } from '#commands/clock';
import type { Channel, Message, SendOutcome } from '../channel.ts';
import { type Egress, ForbiddenTarget } from '../webhook/egress.ts';
import { type Answer, post } from '../webhook/post.ts';
import { reminderDue } from '../webhook/reminder-due.ts';
import { within } from './deadline.ts';
import { said } from './said.ts';

export interface WebhookOptions {
  /** Secrets of a receiver, `whsec_…`, the newest first; more than one while it changes over. None: it cannot be sent to yet. */
  readonly secretOf: (webhook: string) => Promise<readonly string[]>;
  readonly egress: Egress;
  /** Headers that go along unsigned: where the receiver's trace goes on from. */
  readonly headers?: () => Readonly<Record<string, string>>;
  /** From looking the name up to the end of the answer. */
  readonly totalMs?: number;
}

const TOTAL_MS = 10_000;
/** Longer than this nobody waits, whatever the receiver asks for. */
const RETRY_AFTER_MAX_MS = 86_400_000;
/** Statuses of the 4xx kind that pass. */
const LATER: readonly number[] = [408, 425, 429];
const ASKS_TO_WAIT: readonly number[] = [429, 503];

/** Reminders as CloudEvents to a receiver's address, signed as Standard Webhooks are (docs/how-to/receive-webhooks.md). */
export class Webhook implements Channel {
  readonly name = 'webhook';

  constructor(
    private readonly options: WebhookOptions,
    private readonly clock: Clock,
  ) {}

  async send(message: Message, signal: AbortSignal): Promise<SendOutcome> {
    const { secretOf, egress, headers: more, totalMs = TOTAL_MS } = this.options;
    const { recipient, url } = message.to;
    if (url === null) return { sent: false, temporary: false, reason: 'the webhook has no address' };
    const secrets = await secretOf(recipient);
    if (secrets.length === 0) return { sent: false, temporary: true, reason: 'the webhook has no secret on this machine' };
    const { id, body } = reminderDue(message);
    const headers = { ...signed({ id, body, secrets, now: this.clock.now() }), ...plainHeaders(body), ...more?.() };
    try {
      return outcomeOf(await within(totalMs, signal, (ending) => post({ url, headers, body }, egress, ending)), this.clock.now());
    } catch (error) {
      const { message: what, code, cause } = error as NodeJS.ErrnoException;
      const why = cause instanceof Error ? cause.message : `${code === undefined ? '' : `${code}: `}${what}`;
      return { sent: false, temporary: !(error instanceof ForbiddenTarget), reason: said(why) };
    }
  }

  async close(): Promise<void> {}
}

const plainHeaders = (body: string): Readonly<Record<string, string>> => ({
  'Content-Type': 'application/cloudevents+json; charset=utf-8',
  'Content-Length': String(Buffer.byteLength(body)),
  'User-Agent': 'Tiendo-Webhook',
});

interface Signing {
  readonly id: string;
  readonly body: string;
  readonly secrets: readonly string[];
  readonly now: string;
}

/** One signature for each secret: a receiver takes any that it can check. */
function signed({ id, body, secrets, now }: Signing): Readonly<Record<string, string>> {
  const at = new Date(now);
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
    'webhook-signature': secrets.map((secret) => new Signer(secret).sign(id, at, body)).join(' '),
  };
}

function outcomeOf({ status, retryAfter }: Answer, now: string): SendOutcome {
  const response = `HTTP ${status}`;
  if (status >= 200 && status < 300) return { sent: true, response };
  const temporary = status >= 500 || LATER.includes(status);
  const waitMs = ASKS_TO_WAIT.includes(status) ? retryAfterMs(retryAfter, now) : undefined;
  return { sent: false, temporary, reason: response, ...(waitMs === undefined ? {} : { retryAfterMs: waitMs }) };
}

/** Seconds or a date (RFC 9110, 10.2.3); undefined: neither. */
function retryAfterMs(header: string | undefined, now: string): number | undefined {
  if (header === undefined) return undefined;
  const ms = /^\d{1,9}$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - Date.parse(now);
  return Number.isNaN(ms) ? undefined : Math.min(Math.max(ms, 0), RETRY_AFTER_MAX_MS);
}
