import type { RecordedEvent } from '#event-log/event-log';
import { projectStream } from '#lifecycle/contract/contract.events';

interface Naming {
  readonly items?: readonly { readonly project: string }[];
  readonly leftOut?: readonly { readonly project: string }[];
  readonly members?: readonly { readonly project: string }[];
}

/**
 * Where the effects of an event may stand: a plan and a contract ask something of each project that they name, and hear the answer in
 * their own stream. No other event asks anything yet. @param about this project's stream comes first
 */
export function streamsBelow({ stream, data }: RecordedEvent, about: string | null): readonly string[] {
  const { items = [], leftOut = [], members = [] } = data as unknown as Naming;
  const named = [...new Set([...items, ...leftOut, ...members].map(({ project }) => project))];
  if (named.length === 0 || !/^(plan|contract)-/.test(stream)) return [];
  const first = named.filter((project) => project === about);
  return [...first.map(projectStream), stream, ...named.filter((project) => project !== about).map(projectStream)];
}
