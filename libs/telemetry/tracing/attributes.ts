import type { Attributes } from '@opentelemetry/api';
import type { ReadableSpan } from '@opentelemetry/sdk-trace-node';
import type { Facts } from '#commands/spans';

const OURS = {
  command: 'tiendo.command',
  stream: 'tiendo.stream.kind',
  channel: 'tiendo.channel',
  outcome: 'tiendo.outcome',
  refusal: 'tiendo.refusal',
  commands: 'tiendo.commands',
  events: 'tiendo.events',
  items: 'tiendo.items',
  looked: 'tiendo.looked',
  claimed: 'tiendo.claimed',
  lost: 'tiendo.lost',
} as const satisfies Readonly<Record<keyof Facts, string>>;

/** Of the semantic conventions, and of BullMQ. Its ids of jobs are not among them: they hold who a message is for. */
const FOREIGN = [
  'http.request.method',
  'http.route',
  'http.response.status_code',
  'error.type',
  'bullmq.queue.name',
  'bullmq.queue.operation',
  'bullmq.queue.bulk.count',
  'bullmq.job.name',
  'bullmq.job.attempts.made',
];

const ALLOWED: ReadonlySet<string> = new Set([...Object.values(OURS), ...FOREIGN]);

export const attributesOf = (facts: Facts): Attributes =>
  Object.fromEntries(Object.entries(facts).map(([name, value]) => [OURS[name as keyof Facts], value as string | number]));

/** Takes off a span whatever is not in the table: libraries write messages of errors, data and ids of jobs on theirs. */
export function keepAllowed({ attributes, events, links }: ReadableSpan): void {
  for (const name of Object.keys(attributes)) if (!ALLOWED.has(name)) delete attributes[name];
  for (const event of events) event.attributes = {};
  for (const link of links) link.attributes = {};
}
