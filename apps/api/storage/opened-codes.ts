import { LRUCache } from 'lru-cache';

/** Codes kept; the read models have them long before so many more were opened. */
const CODES_MAX = 10_000;

/** Codes of projects that this process opened: the read models learn of them a moment later, and a caller need not wait for that. */
export class OpenedCodes {
  readonly #ids = new LRUCache<string, string>({ max: CODES_MAX });

  note(code: string, projectId: string): void {
    this.#ids.set(code, projectId);
  }

  idOf(code: string): string | undefined {
    return this.#ids.get(code);
  }
}
