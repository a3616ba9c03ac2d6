import { LRUCache } from 'lru-cache';

/** Commands kept; the read models have their events long before so many more were said. */
const COMMANDS_MAX = 10_000;

/** Which command of this process opened which project: the read models learn of it a moment later, and a key may be used again meanwhile. */
export class OpeningCommands {
  readonly #projects = new LRUCache<string, string>({ max: COMMANDS_MAX });

  note(commandId: string, projectId: string): void {
    this.#projects.set(commandId, projectId);
  }

  projectOf(commandId: string): string | undefined {
    return this.#projects.get(commandId);
  }
}
