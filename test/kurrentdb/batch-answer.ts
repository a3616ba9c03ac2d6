import { status } from '@grpc/grpc-js';
import sharedPb from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/shared_pb.js';
import statusPb from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/status_pb.js';
import streamsPb from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js';
import { identifierOf } from './messages.ts';
import type { AppendOutcome, Expected } from './server-log.ts';
import { Any, Empty } from './well-known.ts';

const { BatchAppendResp } = streamsPb;

/** What a batch append says of one of its appends: a place, or a `google.rpc.Status` with one detail. */
export function batchAnswer(
  id: sharedPb.UUID | undefined,
  stream: string,
  expected: Expected,
  outcome: AppendOutcome,
): streamsPb.BatchAppendResp {
  const answer = new BatchAppendResp().setStreamIdentifier(identifierOf(stream));
  if (id !== undefined) answer.setCorrelationId(id);
  if (outcome.kind !== 'written') return answer.setError(failure(stream, expected, outcome));
  const place = new sharedPb.AllStreamPosition().setCommitPosition(String(outcome.position)).setPreparePosition(String(outcome.position));
  return answer.setSuccess(new BatchAppendResp.Success().setCurrentRevision(String(outcome.revision)).setPosition(place));
}

function failure(stream: string, expected: Expected, outcome: Exclude<AppendOutcome, { kind: 'written' }>): statusPb.Status {
  switch (outcome.kind) {
    case 'conflict':
      return detailed(status.FAILED_PRECONDITION, 'WrongExpectedVersion', wrongExpectedVersion(expected, outcome.current));
    case 'deleted':
      return detailed(status.FAILED_PRECONDITION, 'StreamDeleted', new sharedPb.StreamDeleted().setStreamIdentifier(identifierOf(stream)));
    case 'append-too-large':
      return detailed(
        status.INVALID_ARGUMENT,
        'MaximumAppendSizeExceeded',
        new sharedPb.MaximumAppendSizeExceeded().setMaxappendsize(outcome.max),
      );
    case 'event-too-large':
      return detailed(status.UNKNOWN, 'Unknown', new sharedPb.Unknown());
  }
}

function wrongExpectedVersion(expected: Expected, current: number | null): sharedPb.WrongExpectedVersion {
  const wrong = new sharedPb.WrongExpectedVersion();
  if (current === null) wrong.setCurrentNoStream(new Empty());
  else wrong.setCurrentStreamRevision(String(current));
  if (typeof expected === 'number') return wrong.setExpectedStreamPosition(String(expected));
  return expected === 'no_stream' ? wrong.setExpectedNoStream(new Empty()) : wrong.setExpectedStreamExists(new Empty());
}

function detailed(code: status, name: string, message: { serializeBinary(): Uint8Array }): statusPb.Status {
  const detail = new Any();
  detail.pack(message.serializeBinary(), `event_store.client.${name}`);
  return new statusPb.Status()
    .setCode(code as never)
    .setMessage(name)
    .setDetails(detail);
}
