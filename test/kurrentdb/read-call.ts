import type { ServerWritableStream } from '@grpc/grpc-js';
import type streamsPb from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js';

export type ReadCall = ServerWritableStream<streamsPb.ReadReq, streamsPb.ReadResp>;
export type ReadOptions = streamsPb.ReadReq.Options;

export const wantsStructuredIds = (options: ReadOptions): boolean => options.getUuidOption()?.hasStructured() === true;
