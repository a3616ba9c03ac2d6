import type streamsPb from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js';
import type { LogRecord } from './log-record.ts';

/** Which records a client asked for: by the beginning of a stream's name or an event's type, or by a pattern. */
export function filterOf(options: streamsPb.ReadReq.Options): (record: LogRecord) => boolean {
  const filter = options.getFilter();
  const onStream = filter?.getStreamIdentifier();
  const expression = onStream ?? filter?.getEventType();
  if (expression === undefined) return () => true;
  const subject = ({ stream, type }: LogRecord) => (onStream === undefined ? type : stream);
  const prefixes = expression.getPrefixList();
  if (prefixes.length > 0) return (record) => prefixes.some((prefix) => subject(record).startsWith(prefix));
  const pattern = new RegExp(expression.getRegex());
  return (record) => pattern.test(subject(record));
}

/** Records that a server looks at between two checkpoints of a filtered subscription. */
export const checkpointWindow = (options: streamsPb.ReadReq.Options): number | null => {
  const filter = options.getFilter();
  if (filter === undefined) return null;
  return (filter.hasMax() ? filter.getMax() : 32) * Math.max(1, filter.getCheckpointintervalmultiplier());
};
