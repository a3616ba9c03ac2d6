import { Refusal } from '#lifecycle/refusal';
import { isUuid } from '../http/preconditions.ts';
import type { Storage } from '../storage/storage.ts';

/** A project's id by its id or code. @throws Refusal `project-not-found` */
export function projectKnown(storage: Storage, idOrCode: string): string {
  const id = storage.projectIdOf(idOrCode);
  if (!isUuid(id)) throw new Refusal('project-not-found', { project: idOrCode });
  return id;
}
