import {
  type ServerDuplexStream,
  type ServerReadableStream,
  type ServerUnaryCall,
  type sendUnaryData,
  type StatusObject,
} from '@grpc/grpc-js';
import { setTimeout } from 'node:timers/promises';
import sharedPb from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/shared_pb.js';
import streamsPb from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js';
import { batchAnswer } from './batch-answer.ts';
import { type DoubleNode, needsLeader } from './double-node.ts';
import type { Fault } from './faults.ts';
import { idOf, proposedOf, streamOf } from './messages.ts';
import { Outgoing } from './outgoing.ts';
import type { Proposed } from './log-record.ts';
import type { AppendOutcome, Expected } from './server-log.ts';
import { accessDenied, appendTooLarge, eventTooLarge, notLeader, streamDeleted, unavailable } from './statuses.ts';

const { AppendResp } = streamsPb;

interface Asked {
  readonly stream: string;
  readonly expected: Expected;
  readonly events: readonly Proposed[];
}

type Answered = AppendOutcome | { readonly status: StatusObject & Error } | 'nothing';

/** Does one append, or what a fault makes of it. */
async function appended(node: DoubleNode, { stream, expected, events }: Asked, leaderOnly: boolean): Promise<Answered> {
  const fault = node.faults.take('append');
  const before = await faultBefore(node, fault);
  if (before !== null) return before;
  if (node.leader !== null && leaderOnly) return { status: notLeader(node.leader) };
  const outcome = node.log.append(stream, expected, events);
  if (fault?.is !== 'lost-reply' || outcome.kind !== 'written') return outcome;
  if (fault.by === 'status') return { status: unavailable() };
  if (fault.by === 'cut') node.cut();
  return 'nothing';
}

async function faultBefore(node: DoubleNode, fault: Fault | undefined): Promise<Answered | null> {
  switch (fault?.is) {
    case 'drop':
      node.cut();
      return 'nothing';
    case 'hang':
      return 'nothing';
    case 'slow':
      await setTimeout(fault.ms);
      return null;
    case 'unavailable':
      return { status: unavailable() };
    case 'denied':
      return { status: accessDenied() };
    case 'not-leader':
      return { status: notLeader(node.leader ?? { host: '127.0.0.1', port: 1 }) };
    default:
      return null;
  }
}

/** One append a call: options first, then the events one by one. */
export async function serveAppend(
  node: DoubleNode,
  call: ServerReadableStream<streamsPb.AppendReq, streamsPb.AppendResp>,
  answer: sendUnaryData<streamsPb.AppendResp>,
): Promise<void> {
  let options: streamsPb.AppendReq.Options | undefined;
  const events: Proposed[] = [];
  call.on('data', (message: streamsPb.AppendReq) => {
    options ??= message.getOptions();
    const proposed = message.getProposedMessage();
    if (proposed !== undefined) events.push(proposedOf(proposed));
  });
  if (!(await whole(call))) return; // The client went before it had said everything: nothing is appended.
  const asked = { stream: streamOf(options?.getStreamIdentifier()), expected: expectedOf(options), events };
  const outcome = await appended(node, asked, needsLeader(call.metadata));
  if (outcome === 'nothing') return;
  if ('status' in outcome) return answer(outcome.status);
  switch (outcome.kind) {
    case 'written':
      return answer(null, writtenResponse(outcome));
    case 'conflict':
      return answer(null, conflictResponse(asked, outcome.current));
    case 'deleted':
      return answer(streamDeleted(asked.stream));
    case 'append-too-large':
      return answer(appendTooLarge(outcome.max));
    case 'event-too-large':
      return answer(eventTooLarge());
  }
}

const whole = (call: { on(event: string, listener: () => void): unknown }): Promise<boolean> =>
  new Promise((resolve) => {
    call.on('end', () => resolve(true));
    for (const event of ['close', 'cancelled', 'error']) call.on(event, () => resolve(false));
  });

function writtenResponse({ revision, position }: { readonly revision: number; readonly position: bigint }): streamsPb.AppendResp {
  const place = new AppendResp.Position().setCommitPosition(String(position)).setPreparePosition(String(position));
  return new AppendResp().setSuccess(new AppendResp.Success().setCurrentRevision(String(revision)).setPosition(place));
}

function conflictResponse({ expected }: Asked, current: number | null): streamsPb.AppendResp {
  const wrong = new AppendResp.WrongExpectedVersion();
  if (current === null) wrong.setCurrentNoStream(new sharedPb.Empty());
  else wrong.setCurrentRevision(String(current));
  if (typeof expected === 'number') wrong.setExpectedRevision(String(expected));
  else if (expected === 'no_stream') wrong.setExpectedNoStream(new sharedPb.Empty());
  else wrong.setExpectedStreamExists(new sharedPb.Empty());
  return new AppendResp().setWrongExpectedVersion(wrong);
}

type ExpectedOptions = Pick<streamsPb.AppendReq.Options, 'hasRevision' | 'getRevision' | 'hasNoStream' | 'hasStreamExists'>;

function expectedOf(options: ExpectedOptions | undefined): Expected {
  if (options?.hasRevision()) return Number(options.getRevision());
  if (options?.hasNoStream()) return 'no_stream';
  return options?.hasStreamExists() ? 'stream_exists' : 'any';
}

/** Many appends on one call: each has its own id, and may come in pieces. */
export function serveBatchAppend(node: DoubleNode, call: ServerDuplexStream<streamsPb.BatchAppendReq, streamsPb.BatchAppendResp>): void {
  const out = new Outgoing(call);
  const pieces = new Map<string, { readonly options: streamsPb.BatchAppendReq.Options; readonly events: Proposed[] }>();
  const leaderOnly = needsLeader(call.metadata);
  let turn = Promise.resolve();
  call.on('data', (message: streamsPb.BatchAppendReq) => {
    const id = idOf(message.getCorrelationId());
    const options = message.getOptions();
    const begun = pieces.get(id) ?? { options: options as streamsPb.BatchAppendReq.Options, events: [] };
    pieces.set(id, begun);
    begun.events.push(...message.getProposedMessagesList().map(proposedOf));
    if (!message.getIsFinal()) return;
    pieces.delete(id);
    const asked = {
      stream: streamOf(begun.options.getStreamIdentifier()),
      expected: begun.options.hasStreamPosition() ? Number(begun.options.getStreamPosition()) : expectedOf(named(begun.options)),
      events: begun.events,
    };
    turn = turn.then(async () => {
      if (out.closed) return;
      const outcome = await appended(node, asked, leaderOnly);
      if (outcome === 'nothing') return;
      if ('status' in outcome) return out.fail(outcome.status);
      await out.write(batchAnswer(message.getCorrelationId(), asked.stream, asked.expected, outcome));
    });
  });
  call.on('end', () => void turn.then(() => out.end()));
}

/** The batch protocol calls the revision by another name. */
const named = (options: streamsPb.BatchAppendReq.Options): ExpectedOptions => ({
  hasRevision: () => false,
  getRevision: () => '',
  hasNoStream: () => options.hasNoStream(),
  hasStreamExists: () => options.hasStreamExists(),
});

/** Deletes and tombstones; a double does not look at the expected revision of one. */
export const serveDelete =
  (node: DoubleNode, forGood: boolean) =>
  <Response>(call: ServerUnaryCall<DeleteRequest, Response>, answer: sendUnaryData<Response>, response: Response): void => {
    node.log.delete(streamOf(call.request.getOptions()?.getStreamIdentifier()), forGood);
    answer(null, response);
  };

interface DeleteRequest {
  getOptions(): { getStreamIdentifier(): sharedPb.StreamIdentifier | undefined } | undefined;
}
