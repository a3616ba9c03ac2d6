import { Metadata, type StatusObject, status } from '@grpc/grpc-js';

/** Where a client is sent that needs the leader. */
export interface Endpoint {
  readonly host: string;
  readonly port: number;
}

/** A refusal as a server gives it: the status, and in the trailers what it is about. */
function refusal(code: number, details: string, trailers: Readonly<Record<string, string>>): StatusObject & Error {
  const metadata = new Metadata();
  for (const [key, value] of Object.entries(trailers)) metadata.set(key, value);
  return Object.assign(new Error(details), { code, details, metadata });
}

export const notLeader = ({ host, port }: Endpoint) =>
  refusal(status.NOT_FOUND, `Leader info available: ${host}:${port}`, {
    exception: 'not-leader',
    'leader-endpoint-host': host,
    'leader-endpoint-port': String(port),
  });

export const streamDeleted = (stream: string) =>
  refusal(status.FAILED_PRECONDITION, `Event stream '${stream}' is deleted.`, { exception: 'stream-deleted', 'stream-name': stream });

export const accessDenied = () => refusal(status.PERMISSION_DENIED, 'Access Denied', { exception: 'access-denied' });

export const unavailable = () => refusal(status.UNAVAILABLE, 'Server Is Not Ready', {});

export const appendTooLarge = (max: number) =>
  refusal(status.INVALID_ARGUMENT, `Maximum Append Size of ${max} Exceeded.`, {
    exception: 'maximum-append-size-exceeded',
    'maximum-append-size': String(max),
  });

export const eventTooLarge = () => refusal(status.UNKNOWN, 'the event is too large', {});
