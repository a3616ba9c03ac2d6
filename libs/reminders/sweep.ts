import { setImmediate } from 'node:timers/promises';
import type { Clock } from '#commands/clock';
import { vietnamDay } from '#commands/clock';
import type { Commands } from '#commands/handle';
import { type Ground, noSpans, type Spans } from '#commands/spans';
import { deliveryKind, stepKind } from '#commands/stream-kind';
import { uuidV5 } from '#commands/uuid-v5';
import { deliveryStream, type ReminderItem, stepStream } from '#lifecycle/reminder/reminder.events';
import { statementOf } from '#read-models/kept-statements';
import { REMINDER_NAMESPACE } from '#reference/namespaces';
import { asked, isOutage, lostTo } from './asking.ts';
import type { ClockDatabase } from './clock-model/clock-database.ts';
import { DayPlan, type Digest } from './day-plan.ts';
import { Hours } from './hours.ts';
import { keep, LOOKS_MAX, lookAtAll } from './look-at-all.ts';
import type { Addressee } from './look.ts';

export interface SweepOptions {
  readonly clock: ClockDatabase;
  readonly commands: Pick<Commands, 'handle' | 'look'>;
  /** Whether nothing may leave the house: asked at each sweep and before each sending. */
  readonly isQuiet: () => boolean;
  readonly now: Clock;
  /** Right side of message ids. */
  readonly mailDomain: string;
  /** Something was appended. */
  readonly onAppended?: () => void;
  readonly spans?: Spans;
}

/** Whoever asked for a message, and what its items follow from. */
export const groundsOf = (delivery: string, items: readonly Pick<ReminderItem, 'project' | 'startedBy'>[]): readonly Ground[] => [
  { stream: delivery, event: null },
  ...items.map(({ project, startedBy }) => ({ stream: `project-${project}`, event: startedBy })),
];

/** `more`: not all that waited was looked at; the next sweep goes on. */
export interface Swept {
  /** Obligations looked at, messages and steps claimed. */
  readonly looked: number;
  readonly deliveries: number;
  readonly steps: number;
  /** Messages that another worker had claimed first. */
  readonly lost: number;
  readonly more: boolean;
}

const NOTHING: Swept = { looked: 0, deliveries: 0, steps: 0, lost: 0, more: false };

/** Appends in flight: the log shares one sync among many, and has some to write while others are made. */
const IN_FLIGHT = 128;

/**
 * Claims what is due today: one message a recipient, then each of its steps. Whoever claims first has it; a sweep that is cut short, or
 * run beside another, claims nothing twice. The clock's database stands at the end of the log and at today.
 */
export async function sweep(options: SweepOptions, signal: AbortSignal): Promise<Swept> {
  const { clock, now } = options;
  const instant = now.now();
  const today = vietnamDay(instant);
  const hours = new Hours(clock.grounds, instant);
  if (options.isQuiet() || !hours.anybody()) return NOTHING;
  const plan = new DayPlan({ when: (to) => hours.when(to), hasOne: messagesOf(clock, today) });
  const looks = await lookAtAll(clock, today, plan);
  const claims = new Claims(options, { today, signal });
  await claims.all(plan.digests());
  if (claims.deliveries > 0) await clock.projector.catchUp();
  await keep(clock, looks, { today, signal, again: new Set(claims.lost.flatMap((digest) => plan.placesIn(digest))) });
  if (claims.failed.length > 0) throw claims.failed[0];
  return {
    looked: looks.length,
    deliveries: claims.deliveries,
    steps: claims.steps,
    lost: claims.lost.length,
    more: looks.length >= LOOKS_MAX,
  };
}

/** Whether somebody has a message of a day already. */
function messagesOf({ db }: ClockDatabase, day: string): (to: Addressee) => boolean {
  const select = statementOf(db, 'SELECT 1 FROM clock_delivery WHERE recipient = ? AND day = ?');
  const had = new Map<string, boolean>();
  return ({ recipient }) => {
    let one = had.get(recipient);
    if (one === undefined) had.set(recipient, (one = select.get(recipient, day) !== undefined));
    return one;
  };
}

/** Claims messages, then the steps of those that were claimed. */
class Claims {
  deliveries = 0;
  steps = 0;
  /** Messages that another worker claimed first, or that could not be claimed. */
  readonly lost: Digest[] = [];
  /** What was wrong with single claims: the others are made all the same. */
  readonly failed: unknown[] = [];
  readonly #steps: Claiming[] = [];
  #outage: unknown = undefined;

  constructor(
    private readonly options: SweepOptions,
    private readonly at: { readonly today: string; readonly signal: AbortSignal },
  ) {}

  /** @throws Unavailable, OutcomeUnknown once those in flight have ended */
  async all(digests: readonly Digest[]): Promise<void> {
    await this.#each(digests, async (digest) => {
      const mine = await this.#delivery(digest).catch((error: unknown) => {
        this.lost.push(digest);
        throw error;
      });
      if (!mine) this.lost.push(digest);
    });
    await this.#each(this.#steps, (step) => this.#step(step));
    if (this.deliveries + this.steps > 0) this.options.onAppended?.();
    if (this.#outage !== undefined) throw this.#outage;
  }

  /** So many at a time, and others have their turn in between; once stopped, or cut off from the log, what is left is claimed by the next sweep. */
  async #each<Claim>(claims: readonly Claim[], claim: (one: Claim) => Promise<void>): Promise<void> {
    const next = claims.values();
    const lane = async (): Promise<void> => {
      for (const one of next) {
        if (this.at.signal.aborted || this.#outage !== undefined) return;
        await claim(one).catch((error: unknown) => {
          if (isOutage(error)) this.#outage ??= error;
          else this.failed.push(error);
        });
        await setImmediate();
      }
    };
    await Promise.all(Array.from({ length: IN_FLIGHT }, lane));
  }

  /** False: another worker has it. */
  async #delivery(digest: Digest): Promise<boolean> {
    const { today } = this.at;
    const { recipient, channel } = digest.to;
    const stream = deliveryStream(recipient, today, channel);
    const messageId = `${uuidV5(stream, REMINDER_NAMESPACE)}@${this.options.mailDomain}`;
    const claim = asked(
      { name: `claim ${stream}`, on: today },
      { type: 'ClaimDelivery' as const, recipient, day: today, channel, items: digest.items, messageId },
    );
    const { commands, spans = noSpans } = this.options;
    const work = { name: 'claim', facts: { channel, items: digest.items.length }, grounds: groundsOf(stream, digest.items) };
    const mine = await spans.run(work, () => commands.handle(deliveryKind, stream, claim).then(() => true, lostTo));
    if (!mine) return false;
    this.deliveries += 1;
    for (const item of digest.items) this.#steps.push({ item, delivery: stream, recipient, channel, on: today });
    return true;
  }

  async #step(step: Claiming): Promise<void> {
    if (await claimStep(this.options.commands, step)) this.steps += 1;
  }
}

interface Claiming extends Pick<Addressee, 'recipient' | 'channel'> {
  readonly item: Digest['items'][number];
  /** Stream. */
  readonly delivery: string;
  readonly on: string;
}

/** False: another message has the step. */
export function claimStep(commands: Pick<Commands, 'handle'>, { item, delivery, recipient, channel, on }: Claiming): Promise<boolean> {
  const stream = stepStream(item, channel, recipient);
  const step = asked({ name: `claim ${stream}`, on, causedBy: item.startedBy }, { type: 'ClaimStep' as const, item, delivery });
  return commands.handle(stepKind, stream, step).then(() => true, lostTo);
}
