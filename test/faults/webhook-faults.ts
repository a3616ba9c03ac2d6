import type { Channel, SendOutcome } from '#reminders/channel';
import { Webhook, type WebhookOptions } from '#reminders/channels/webhook';
import { message } from '#reminders/mail/message.fixture';
import { internet } from '#reminders/webhook/egress';
import type { Findings } from './proof-result.ts';
import { type HookBehaviour, hookBehaviours, type Receiver } from './webhook-behaviours.ts';

/** Events to receivers that do everything wrong. */

export const NOW = '2022-09-30T01:00:00.000Z';
export const clock = { now: (): string => NOW };
export const SECRET = `whsec_${Buffer.from('a secret of thirty-two bytes, yes').toString('base64')}`;

/** Where only the limit ends an attempt; elsewhere the limit of every day: a busy machine is no fault. */
const SHORT_MS = 2_000;
const PATIENCE_MS = 60_000;
const AT_ONCE = 50;
const SERVERS_AT_ONCE = 4;

export type MakeHook = (options: WebhookOptions) => Channel;

export const ourHook: MakeHook = (options) => new Webhook(options, clock);

/** Broken on purpose: waits as long as the receiver likes. */
export const endlessHook: MakeHook = (options) => new Webhook({ ...options, totalMs: 600_000 }, clock);

/** Broken on purpose: goes where it is sent, as `fetch` does by itself. */
export const followingHook: MakeHook = () => ({
  name: 'webhook',
  async send({ to }, signal) {
    try {
      const { status, ok } = await fetch(to.url ?? '', { method: 'POST', signal });
      return ok ? { sent: true, response: String(status) } : { sent: false, temporary: status >= 500, reason: String(status) };
    } catch (error) {
      return { sent: false, temporary: true, reason: String(error) };
    }
  },
  async close() {},
});

export const to = (url: string) => message({ to: { recipient: 'hook-1', name: 'hook-1', email: null, url } });

export interface HookRun {
  /** Events to each receiver. */
  readonly n: number;
  readonly make: MakeHook;
  readonly findings: Findings;
  readonly behaviours?: readonly HookBehaviour[];
  /** Milliseconds after which an attempt counts as one that never ends; its own limit is lower. */
  readonly patienceMs?: number;
}

/** @returns how many events were tried */
export async function tryHooks({ behaviours = hookBehaviours, ...run }: HookRun): Promise<number> {
  const next = behaviours.values();
  const worker = async (): Promise<void> => {
    for (const behaviour of next) await tryReceiver(behaviour, run);
  };
  await Promise.all(Array.from({ length: SERVERS_AT_ONCE }, worker));
  return behaviours.length * run.n;
}

async function tryReceiver(behaviour: HookBehaviour, { n, make, findings, patienceMs = PATIENCE_MS }: HookRun): Promise<void> {
  const receiver = await behaviour.start();
  const egress = { ...internet({ loopback: true }), ...(receiver.ca === undefined ? {} : { ca: receiver.ca }) };
  const hook = make({ secretOf: async () => [SECRET], egress, ...(behaviour.hangs ? { totalMs: SHORT_MS } : {}) });
  try {
    const next = Array.from({ length: n }).keys();
    const worker = async (): Promise<void> => {
      for (const _ of next) await tryOne(behaviour, { receiver, hook, findings, patienceMs });
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    if (!(await letGo(receiver))) findings.add('violations', `${behaviour.name}: ${receiver.open()} connections stay open`);
  } finally {
    await receiver.close();
  }
}

interface Attempt {
  readonly receiver: Receiver;
  readonly hook: Channel;
  readonly findings: Findings;
  readonly patienceMs: number;
}

async function tryOne({ name, expect, retryAfterMs }: HookBehaviour, { receiver, hook, findings, patienceMs }: Attempt): Promise<void> {
  const outcome = await ended(hook, receiver.url, patienceMs);
  if (outcome === null) return findings.add('violations', `${name}: an attempt did not end`);
  const got = outcome.sent ? 'sent' : outcome.temporary ? 'temporary' : 'permanent';
  if (got !== expect) findings.add('violations', `${name}: ${got} instead of ${expect}: ${JSON.stringify(outcome)}`);
  if (!outcome.sent && outcome.retryAfterMs !== retryAfterMs)
    findings.add('violations', `${name}: another attempt after ${outcome.retryAfterMs} ms instead of ${retryAfterMs}`);
}

/** null: it goes on and on. */
async function ended(hook: Channel, url: string, patienceMs: number): Promise<SendOutcome | null> {
  const stop = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const hangs = new Promise<null>((resolve) => (timer = setTimeout(() => resolve(null), patienceMs)));
  try {
    return await Promise.race([hook.send(to(url), stop.signal), hangs]);
  } finally {
    clearTimeout(timer);
    stop.abort();
  }
}

/** The end of a connection takes a moment to be seen on the other side. */
async function letGo({ open }: Receiver): Promise<boolean> {
  for (let waited = 0; open() > 0; waited += 10) {
    if (waited > 5_000) return false;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return true;
}
