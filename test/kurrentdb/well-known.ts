import { createRequire } from 'node:module';

/** The client's own copy of protobuf: its messages take no other's. */
const ofTheClient = createRequire(createRequire(import.meta.url).resolve('@kurrent/kurrentdb-client'));

export const { Any } = ofTheClient(
  'google-protobuf/google/protobuf/any_pb.js',
) as typeof import('google-protobuf/google/protobuf/any_pb.js');
export const { Empty } = ofTheClient(
  'google-protobuf/google/protobuf/empty_pb.js',
) as typeof import('google-protobuf/google/protobuf/empty_pb.js');
export const { Timestamp } = ofTheClient(
  'google-protobuf/google/protobuf/timestamp_pb.js',
) as typeof import('google-protobuf/google/protobuf/timestamp_pb.js');
