import type { CausationChain, CausationNode } from '#contracts/causation';
import type { RecordedEvent } from '#event-log/event-log';
import type { AskedMoment } from '../record/moment.ts';
import { type Sees, seesAll } from '../record/project-events.ts';
import { toldToProject } from '../record/timeline.ts';
import { PROJECT } from '../record/told-event.ts';
import type { CausationSource } from './causation.ts';
import { causeOf, commandNode, commandOf, EventNodes } from './nodes.ts';

/**
 * Every command that touched a project, with what came of it for this project, in the order of the log. Null: no such project, or none
 * yet at that moment.
 * @throws UnknownEvent an event of a newer build
 */
export async function chainsOfProject(
  source: CausationSource,
  idOrCode: string,
  moment: AskedMoment,
  sees: Sees = seesAll,
): Promise<CausationChain | null> {
  const told = await toldToProject(source, idOrCode, moment, sees);
  const stream = told?.find((one) => one.stream.startsWith(PROJECT))?.stream;
  if (told === null || stream === undefined) return null;
  const id = stream.slice(PROJECT.length);
  const effects = await new Forest(told, new EventNodes(source.log, id)).roots();
  return { asked: { kind: 'project', id }, why: [], effects, position: await source.log.head() };
}

/** Commands and events of a closed set, each below its cause where that is in the set. */
class Forest {
  /** By the event that they followed from; those with none in the set are roots. */
  readonly #commands = new Map<string, RecordedEvent[][]>();

  constructor(
    events: readonly RecordedEvent[],
    private readonly nodes: EventNodes,
  ) {
    const ids = new Set(events.map(({ id }) => id));
    const known = new Map<string, RecordedEvent[]>();
    for (const event of events) {
      const id = commandOf(event) ?? event.id;
      const command = known.get(id);
      if (command !== undefined) {
        command.push(event);
        continue;
      }
      const begun = [event];
      known.set(id, begun);
      const cause = causeOf(event);
      const above = cause !== null && ids.has(cause) ? cause : ROOT;
      this.#commands.set(above, [...(this.#commands.get(above) ?? []), begun]);
    }
  }

  roots(): Promise<readonly CausationNode[]> {
    return this.#below(ROOT);
  }

  async #below(cause: string): Promise<readonly CausationNode[]> {
    const found: CausationNode[] = [];
    for (const events of this.#commands.get(cause) ?? []) {
      const [first] = events as [RecordedEvent];
      const children: CausationNode[] = [];
      for (const event of events) children.push(await this.nodes.of(event, { children: await this.#below(event.id) }));
      found.push(...(commandOf(first) === null ? children : [commandNode(first, { children })]));
    }
    return found;
  }
}

const ROOT = '';
