import type { CausationNode, CommandNode, EventNode } from '#contracts/causation';
import type { EventLog, RecordedEvent } from '#event-log/event-log';
import type { Need } from '#lifecycle/project/project.events';
import { PROJECT, toldEvent } from '../record/told-event.ts';

type Log = Pick<EventLog, 'readStream'>;
type Below = { readonly children: readonly CausationNode[]; readonly more?: number };

/** Null: written before commands had ids, or by something that has none. */
export const commandOf = ({ meta }: RecordedEvent): string | null => meta['commandId'] ?? null;
export const causeOf = ({ meta }: RecordedEvent): string | null => meta['causationId'] ?? null;

/** @param first the command's first event: all of them carry the same frame */
export function commandNode({ stream, meta }: RecordedEvent, { children, more = 0 }: Below): CommandNode {
  return {
    kind: 'command',
    id: meta['commandId'] ?? '',
    stream,
    actor: meta['actor'] ?? '',
    onBehalfOf: meta['onBehalfOf'] ?? null,
    unit: meta['unit'] ?? null,
    role: meta['role'] ?? null,
    delegatedBy: meta['delegatedBy'] ?? null,
    occurredOn: meta['occurredOn'] ?? '',
    recordedAt: meta['recordedAt'] ?? '',
    correlationId: meta['correlationId'] ?? null,
    causationId: meta['causationId'] ?? null,
    children,
    more,
  };
}

/** Makes the nodes of events, told to a reader of one project, and remembers which project a stream is. */
export class EventNodes {
  readonly #codes = new Map<string, Promise<string>>();

  /** @param about the project for whose reader it is told; null: nobody's */
  constructor(
    private readonly log: Log,
    private readonly about: string | null,
  ) {}

  async of(recorded: RecordedEvent, { children, more = 0 }: Below): Promise<EventNode> {
    const { id, stream, revision, position, type, meta } = recorded;
    const { sentence, amount, document } = toldEvent(recorded, this.about);
    const [occurredOn, recordedAt] = [meta['occurredOn'] ?? '', meta['recordedAt'] ?? ''];
    const project = await this.#projectOf(stream);
    return {
      kind: 'event',
      id,
      stream,
      revision,
      position,
      type,
      occurredOn,
      recordedAt,
      sentence,
      amount,
      document,
      project,
      children,
      more,
    };
  }

  async #projectOf(stream: string): Promise<EventNode['project']> {
    if (!stream.startsWith(PROJECT)) return null;
    let code = this.#codes.get(stream);
    if (code === undefined) this.#codes.set(stream, (code = this.#codeOf(stream)));
    return { id: stream.slice(PROJECT.length), code: await code };
  }

  /** A project's survey says its code. */
  async #codeOf(stream: string): Promise<string> {
    const [survey] = await this.log.readStream(stream, { limit: 1 });
    return (survey?.data as unknown as Need).code;
  }
}
