import streamsPb from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js';
import { setTimeout } from 'node:timers/promises';
import { type DoubleNode, needsLeader } from './double-node.ts';
import { eventMessage, notFoundMessage, streamOf } from './messages.ts';
import { Outgoing } from './outgoing.ts';
import { type ReadCall, type ReadOptions, wantsStructuredIds } from './read-call.ts';
import { filterOf } from './record-filter.ts';
import type { LogRecord } from './log-record.ts';
import { accessDenied, notLeader, streamDeleted, unavailable } from './statuses.ts';
import { serveSubscription } from './subscription-service.ts';

const { BACKWARDS } = streamsPb.ReadReq.Options.ReadDirection;

/** Reads of a stream, of everything, and subscriptions: one call of the protocol. */
export async function serveRead(node: DoubleNode, call: ReadCall): Promise<void> {
  const options = call.request.getOptions() as ReadOptions;
  const out = new Outgoing(call);
  const fault = node.faults.take(options.hasSubscription() ? 'subscribe' : 'read');
  switch (fault?.is) {
    case 'drop':
      return node.cut();
    case 'hang':
      return;
    case 'slow':
      await setTimeout(fault.ms);
      break;
    case 'unavailable':
      return out.fail(unavailable());
    case 'denied':
      return out.fail(accessDenied());
    case 'not-leader':
      return out.fail(notLeader(node.leader ?? { host: '127.0.0.1', port: 1 }));
  }
  if (node.leader !== null && needsLeader(call.metadata)) return out.fail(notLeader(node.leader));
  if (options.hasSubscription()) return serveSubscription({ node, options, out }, fault);
  await (options.hasStream() ? readStream(node, options, out) : readAll(node, options, out));
}

async function readStream({ log }: DoubleNode, options: ReadOptions, out: Outgoing): Promise<void> {
  const asked = options.getStream() as NonNullable<ReturnType<ReadOptions['getStream']>>;
  const stream = streamOf(asked.getStreamIdentifier());
  const there = log.read(stream);
  if (there === 'deleted') return out.fail(streamDeleted(stream));
  if (there === null) {
    await out.write(notFoundMessage(stream));
    return out.end();
  }
  const backwards = options.getReadDirection() === BACKWARDS;
  const from = asked.hasRevision() ? Number(asked.getRevision()) : asked.hasEnd() ? Number.MAX_SAFE_INTEGER : 0;
  const visible = backwards ? there.filter(({ revision }) => revision <= from).reverse() : there.filter(({ revision }) => revision >= from);
  await send(visible.slice(0, Number(options.getCount())), options, out);
}

/** Forwards the first record may stand at the position itself, backwards it stands before it. */
async function readAll({ log }: DoubleNode, options: ReadOptions, out: Outgoing): Promise<void> {
  const all = options.getAll() as NonNullable<ReturnType<ReadOptions['getAll']>>;
  const position = all.getPosition();
  const start = all.hasEnd() ? log.records.length : position === undefined ? 0 : log.indexAt(BigInt(position.getCommitPosition()));
  const step = options.getReadDirection() === BACKWARDS ? -1 : 1;
  const matches = filterOf(options);
  const count = Number(options.getCount());
  const found: LogRecord[] = [];
  for (let index = step < 0 ? start - 1 : start; found.length < count; index += step) {
    const record = log.records[index];
    if (record === undefined) break;
    if (matches(record)) found.push(record);
  }
  await send(found, options, out);
}

async function send(records: readonly LogRecord[], options: ReadOptions, out: Outgoing): Promise<void> {
  const structured = wantsStructuredIds(options);
  for (const record of records) {
    if (out.closed) return;
    await out.write(eventMessage(record, structured));
  }
  out.end();
}
