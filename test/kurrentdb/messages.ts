import sharedPb from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/shared_pb.js';
import streamsPb from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js';
import type { LogRecord, Proposed } from './log-record.ts';
import { Timestamp } from './well-known.ts';

const { ReadResp } = streamsPb;

/** `created` counts 100 ns since 1970. */
const TICKS_PER_MS = 10_000n;

export const identifierOf = (stream: string): sharedPb.StreamIdentifier =>
  new sharedPb.StreamIdentifier().setStreamName(Buffer.from(stream).toString('base64'));

export const streamOf = (identifier: sharedPb.StreamIdentifier | undefined): string =>
  Buffer.from(identifier?.getStreamName_asU8() ?? []).toString('utf8');

/** An id travels as a text or as two signed numbers of 64 bits: whichever the client asked for. */
export function uuidOf(id: string, structured: boolean): sharedPb.UUID {
  if (!structured) return new sharedPb.UUID().setString(id);
  const hex = id.replaceAll('-', '');
  const half = (digits: string) => String(BigInt.asIntN(64, BigInt(`0x${digits}`)));
  const halves = new sharedPb.UUID.Structured();
  return new sharedPb.UUID().setStructured(
    halves.setMostSignificantBits(half(hex.slice(0, 16))).setLeastSignificantBits(half(hex.slice(16))),
  );
}

export function idOf(uuid: sharedPb.UUID | undefined): string {
  const structured = uuid?.getStructured();
  if (structured === undefined) return (uuid?.getString() ?? '').toLowerCase();
  const half = (bits: string) => BigInt.asUintN(64, BigInt(bits)).toString(16).padStart(16, '0');
  const hex = half(structured.getMostSignificantBits()) + half(structured.getLeastSignificantBits());
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

interface ProposedMessage {
  getId(): sharedPb.UUID | undefined;
  getMetadataMap(): { get(key: string): string | undefined };
  getData_asU8(): Uint8Array;
  getCustomMetadata_asU8(): Uint8Array;
}

/** Both kinds of append propose events alike. */
export const proposedOf = (message: ProposedMessage): Proposed => ({
  id: idOf(message.getId()),
  type: message.getMetadataMap().get('type') ?? '',
  json: message.getMetadataMap().get('content-type') === 'application/json',
  data: Buffer.from(message.getData_asU8()),
  meta: Buffer.from(message.getCustomMetadata_asU8()),
});

export function eventMessage(record: LogRecord, structured: boolean): streamsPb.ReadResp {
  const recorded = new ReadResp.ReadEvent.RecordedEvent()
    .setId(uuidOf(record.id, structured))
    .setStreamIdentifier(identifierOf(record.stream))
    .setStreamRevision(String(record.revision))
    .setPreparePosition(String(record.position))
    .setCommitPosition(String(record.position))
    .setData(Buffer.from(record.data).toString('base64'))
    .setCustomMetadata(Buffer.from(record.meta).toString('base64'));
  recorded.getMetadataMap().set('type', record.type);
  recorded.getMetadataMap().set('content-type', record.json ? 'application/json' : 'application/octet-stream');
  recorded.getMetadataMap().set('created', String(BigInt(record.createdMs) * TICKS_PER_MS));
  const event = new ReadResp.ReadEvent().setEvent(recorded).setCommitPosition(String(record.position));
  return new ReadResp().setEvent(event);
}

export const notFoundMessage = (stream: string): streamsPb.ReadResp =>
  new ReadResp().setStreamNotFound(new ReadResp.StreamNotFound().setStreamIdentifier(identifierOf(stream)));

export const confirmationMessage = (id: string): streamsPb.ReadResp =>
  new ReadResp().setConfirmation(new ReadResp.SubscriptionConfirmation().setSubscriptionId(id));

export const checkpointMessage = (position: bigint): streamsPb.ReadResp =>
  new ReadResp().setCheckpoint(new ReadResp.Checkpoint().setCommitPosition(String(position)).setPreparePosition(String(position)));

/** @param position of the last record; undefined: the log is empty, and nothing is said of it */
export function caughtUpMessage(position: bigint | undefined): streamsPb.ReadResp {
  const caughtUp = new ReadResp.CaughtUp().setTimestamp(Timestamp.fromDate(new Date()));
  if (position !== undefined)
    caughtUp.setPosition(new ReadResp.Position().setCommitPosition(String(position)).setPreparePosition(String(position)));
  return new ReadResp().setCaughtUp(caughtUp);
}
