import { randomUUID } from 'node:crypto';
import type { DoubleNode } from './double-node.ts';
import type { Fault } from './faults.ts';
import { caughtUpMessage, checkpointMessage, confirmationMessage, eventMessage, streamOf } from './messages.ts';
import type { Outgoing } from './outgoing.ts';
import { type ReadOptions, wantsStructuredIds } from './read-call.ts';
import { checkpointWindow, filterOf } from './record-filter.ts';
import type { LogRecord } from './log-record.ts';
import { unavailable } from './statuses.ts';

/** Type of a link, which is no event of a client's. */
const LINK = '$>';

interface Subscribed {
  readonly node: DoubleNode;
  readonly options: ReadOptions;
  readonly out: Outgoing;
}

/** Everything, or one stream, after a place: confirmation, what there is, `caughtUp` once, and then live. */
export async function serveSubscription({ node, options, out }: Subscribed, fault: Fault | undefined): Promise<void> {
  const stop = (how: 'end' | 'break') => (how === 'end' ? out.end() : out.fail(unavailable()));
  node.subscriptions.add(stop);
  out.gone.addEventListener('abort', () => node.subscriptions.delete(stop));
  const ends = fault?.is === 'end' || fault?.is === 'break' ? fault : null;

  await out.write(confirmationMessage(randomUUID()));
  const stream = options.hasStream() ? streamOf(options.getStream()?.getStreamIdentifier()) : null;
  const matches = stream === null ? filterOf(options) : (record: LogRecord) => record.stream === stream;
  const structured = wantsStructuredIds(options);
  const window = checkpointWindow(options);
  let [index, sent, looked, live] = [startOf(node, options), 0, 0, false];
  while (!out.closed) {
    if (ends !== null && sent === ends.after) return stop(ends.is);
    const record = node.log.records[index];
    if (record === undefined) {
      if (!live) await out.write(caughtUpMessage(node.log.records.at(-1)?.position));
      live = true;
      if (index >= node.log.records.length) await changed(node, out.gone);
      continue;
    }
    index += 1;
    looked += 1;
    if (matches(record)) {
      sent += 1;
      if (record.type !== LINK) node.sent += 1;
      await out.write(eventMessage(record, structured));
    }
    if (window !== null && looked % window === 0) await out.write(checkpointMessage(record.position));
  }
}

/** Strictly after the place that the client has. */
function startOf({ log }: DoubleNode, options: ReadOptions): number {
  const one = options.getStream();
  if (one !== undefined) {
    if (one.hasEnd()) return log.records.length;
    const there = log.read(streamOf(one.getStreamIdentifier()));
    const first = one.hasStart() ? 0 : Number(one.getRevision()) + 1;
    const next = Array.isArray(there) ? there.find(({ revision }) => revision >= first) : undefined;
    return next === undefined ? log.records.length : log.indexAt(next.position);
  }
  const all = options.getAll() as NonNullable<ReturnType<ReadOptions['getAll']>>;
  const position = all.getPosition();
  if (position === undefined) return all.hasEnd() ? log.records.length : 0;
  return log.indexAt(BigInt(position.getCommitPosition()) + 1n);
}

const changed = (node: DoubleNode, gone: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const wake = () => {
      forget();
      gone.removeEventListener('abort', wake);
      resolve();
    };
    const forget = node.log.onChange(wake);
    if (gone.aborted) wake();
    else gone.addEventListener('abort', wake);
  });
