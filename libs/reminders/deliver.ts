import { vietnamDay } from '#commands/clock';
import { Slots } from '#commands/follow-ups/slots';
import { noSpans } from '#commands/spans';
import { deliveryKind } from '#commands/stream-kind';
import type { Delivery } from '#lifecycle/reminder/delivery.decider';
import type { ReminderChannel, ReminderItem } from '#lifecycle/reminder/reminder.events';
import { exclusionOf, pausedKind } from '#lifecycle/reminder/control.decider';
import { arraysOf } from '#read-models/kept-statements';
import { asked, isOutage, lostTo } from './asking.ts';
import type { Channel, SendOutcome } from './channel.ts';
import { Hours } from './hours.ts';
import { messageOf, type StillOwed } from './message-of.ts';
import { claimStep, groundsOf, type SweepOptions } from './sweep.ts';

export interface DeliverOptions extends SweepOptions {
  /** Names this process and this run of it. */
  readonly holder: string;
  /** The inbox needs none. */
  readonly channels: readonly Channel[];
  /** Ends in `/`. */
  readonly consoleUrl: string;
  /** How long a lease lasts: longer than any channel tries. Milliseconds. */
  readonly leaseMs?: number;
  /** A channel took a message, or refused it for good. */
  readonly onOutcome?: (channel: ReminderChannel, outcome: 'sent' | 'failed') => void;
}

export interface Delivered {
  readonly sent: number;
  readonly failed: number;
  readonly withdrawn: number;
  /** Left to another worker, or to a later hour. */
  readonly left: number;
}

const LEASE_MS = 120_000;
/** Messages on their way at a time. */
export const AT_ONCE = 8;
/** Waits before another attempt, in minutes; after the last one it is given up, and an operator may ask for it again. */
const RETRY_MINUTES = [5, 15, 60, 180, 360, 720, 1_440];

type Owed = Extract<Delivery, { readonly status: 'owed' }>;
export type Came = keyof Delivered;

/** Sends what was claimed and is not sent: each message by one worker at a time, under the same id at every attempt. */
export async function deliver(options: DeliverOptions, signal: AbortSignal): Promise<Delivered> {
  const slots = new Slots(AT_ONCE);
  const came: Record<Came, number> = { sent: 0, failed: 0, withdrawn: 0, left: 0 };
  const failed: unknown[] = [];
  const one = async (stream: string): Promise<void> => {
    if (signal.aborted || failed.some(isOutage) || options.isQuiet()) return;
    try {
      came[await deliverOne(options, stream, signal)] += 1;
    } catch (error) {
      failed.push(error); // One that cannot be sent does not keep the others.
    }
  };
  await Promise.all(owedNow(options).map((stream) => slots.run(() => one(stream))));
  if (came.sent + came.failed + came.withdrawn > 0) options.onAppended?.();
  if (failed.length > 0) throw failed[0];
  return came;
}

/** One of those that are owed; left when another worker is at it, or had it. */
export const deliverOne = (options: DeliverOptions, stream: string, signal: AbortSignal): Promise<Came> =>
  new Sending(options, stream).run(signal);

/** Streams of what was claimed and somebody must see to now, the longest waiting first. */
export function owedNow({ clock, now }: Pick<DeliverOptions, 'clock' | 'now'>): readonly string[] {
  const rows = arraysOf(clock.db, 'SELECT stream FROM clock_delivery WHERE next_at <= ? ORDER BY next_at, stream');
  return (rows.all(now.now()) as unknown as readonly (readonly [string])[]).map(([stream]) => stream);
}

/** One message: its steps, the lease, a last look, the sending, the outcome. */
class Sending {
  constructor(
    private readonly options: DeliverOptions,
    private readonly stream: string,
  ) {}

  async run(signal: AbortSignal): Promise<Came> {
    const { commands, spans = noSpans } = this.options;
    const { state } = await commands.look(deliveryKind, this.stream);
    if (state.status !== 'owed' || !this.#isOpen(state)) return 'left';
    const { channel, items } = state;
    const facts = { channel, items: items.length };
    const told = (outcome: Came) => ({ outcome });
    const work = { name: 'delivery', facts, grounds: groundsOf(this.stream, items), sought: true, told };
    return spans.run(work, () => this.#attempt(state, signal));
  }

  async #attempt(state: Owed, signal: AbortSignal): Promise<Came> {
    const { clock, now, holder, leaseMs = LEASE_MS } = this.options;
    const mine = await this.#steps(state);
    const at = now.now();
    const lease = { type: 'LeaseDelivery' as const, holder, at, until: new Date(Date.parse(at) + leaseMs).toISOString() };
    if (!(await this.#say(lease, `lease ${holder} ${state.attempts} ${at}`))) return 'left';
    await clock.projector.catchUp();
    const owed = mine.flatMap((item) => this.#stillOwed(item, state) ?? []);
    const message = owed.length === 0 ? null : messageOf(clock, { ...state, stream: this.stream }, owed, this.options.consoleUrl);
    if (message === null || this.options.isQuiet()) return message === null ? this.#withdraw() : 'left';
    const leftOut = state.items.filter((item) => !owed.some((one) => one.item === item)).map(nameOf);
    return this.#report(state.channel, await this.#send(state, message, signal), leftOut, state.attempts + 1);
  }

  #isOpen({ recipient, channel }: Owed): boolean {
    const { clock, now } = this.options;
    const contact = channel === 'webhook' ? null : (clock.grounds.contacts.get(recipient) ?? null);
    return new Hours(clock.grounds, now.now()).when({ recipient, channel, contact }) === 'now';
  }

  /** The items whose steps belong to this message: a worker may have died before it had claimed them all. */
  async #steps({ items, recipient, channel, day }: Owed): Promise<readonly ReminderItem[]> {
    const { clock, commands } = this.options;
    const rows = arraysOf(
      clock.db,
      'SELECT delivery FROM clock_step WHERE project = ? AND obligation = ? AND due = ? AND recipient = ? AND step = ? AND channel = ?',
    );
    const mine: ReminderItem[] = [];
    for (const item of items) {
      const [delivery] = (rows.get(item.project, item.obligation, item.due, recipient, item.step, channel) ??
        []) as unknown as readonly string[];
      const claim = { item, delivery: this.stream, recipient, channel, on: day };
      if (delivery === this.stream || (delivery === undefined && (await claimStep(commands, claim)))) mine.push(item);
    }
    return mine;
  }

  /** null: done, moved or stopped meanwhile, or left out by the operator. */
  #stillOwed(item: ReminderItem, { recipient }: Owed): StillOwed | null {
    const { projects, grounds } = this.options.clock;
    const track = projects.find(item.project)?.track;
    const obligation = track && projects.obligationsOf(track).find(({ key }) => key === item.obligation);
    if (track === undefined || track.subject === null || obligation === undefined || obligation.paused || obligation.due !== item.due)
      return null;
    const { control } = grounds;
    if (pausedKind(control, item.kind) !== undefined || exclusionOf(control, { ...item, recipient }) !== undefined) return null;
    return { item, subject: track.subject, obligation };
  }

  async #send({ channel }: Owed, message: NonNullable<ReturnType<typeof messageOf>>, signal: AbortSignal): Promise<SendOutcome> {
    if (channel === 'inbox') return { sent: true, response: 'inbox' };
    const way = this.options.channels.find(({ name }) => name === channel);
    if (way === undefined) return { sent: false, temporary: true, reason: `no way to send by ${channel} here` };
    const work = { name: `send ${channel}`, facts: { channel }, outward: true, told: outcomeOf };
    return (this.options.spans ?? noSpans).run(work, () => way.send(message, signal));
  }

  async #report(channel: ReminderChannel, outcome: SendOutcome, leftOut: readonly string[], attempt: number): Promise<Came> {
    const { holder, now, onOutcome } = this.options;
    const name = `outcome ${holder} ${attempt} ${now.now()}`;
    if (outcome.sent) {
      const { response } = outcome;
      onOutcome?.(channel, 'sent');
      return (await this.#say({ type: 'ReportSent', holder, response, leftOut }, name)) ? 'sent' : 'left';
    }
    const wait = RETRY_MINUTES[attempt - 1];
    const waitMs = wait === undefined ? null : Math.max(wait * 60_000, outcome.retryAfterMs ?? 0);
    const retryAt = outcome.temporary && waitMs !== null ? new Date(Date.parse(now.now()) + waitMs).toISOString() : null;
    if (retryAt === null) onOutcome?.(channel, 'failed');
    return (await this.#say({ type: 'ReportFailed', holder, reason: outcome.reason, retryAt }, name)) ? 'failed' : 'left';
  }

  async #withdraw(): Promise<Came> {
    const { holder, now } = this.options;
    const said = await this.#say({ type: 'WithdrawDelivery', holder, reason: 'nothing-left' }, `withdraw ${holder} ${now.now()}`);
    return said ? 'withdrawn' : 'left';
  }

  /** False: it is another worker's by now. */
  #say(command: Said, name: string): Promise<boolean> {
    const { commands, now } = this.options;
    const on = vietnamDay(now.now());
    return commands.handle(deliveryKind, this.stream, asked({ name: `${name} ${this.stream}`, on }, command)).then(() => true, lostTo);
  }
}

type Said = Parameters<(typeof deliveryKind)['decider']['decide']>[0] extends infer Command
  ? Command extends { readonly type: 'LeaseDelivery' | 'ReportSent' | 'ReportFailed' | 'WithdrawDelivery' }
    ? Omit<Command, 'occurredOn' | 'actor'>
    : never
  : never;

const outcomeOf = (outcome: SendOutcome) => ({ outcome: outcome.sent ? 'sent' : outcome.temporary ? 'later' : 'refused' });

const nameOf = ({ project, obligation, step }: ReminderItem): string => `${project}~${obligation}~${step}`;
