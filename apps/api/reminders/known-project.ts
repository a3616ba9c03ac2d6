import { projectKind } from '#commands/stream-kind';
import { Refusal } from '#lifecycle/refusal';
import { isUuid } from '../http/preconditions.ts';
import type { Storage } from '../storage/storage.ts';

/** A project's id by its id or code. @throws Refusal `project-not-found`: nobody has the code */
export async function projectKnown(storage: Storage, idOrCode: string): Promise<string> {
  if (isUuid(idOrCode)) return idOrCode;
  const id = storage.projectIdOf(idOrCode);
  const { status } = await storage.commands.stateOf(projectKind, `project-${id}`);
  if (status === 'absent') throw new Refusal('project-not-found', { project: idOrCode });
  return id;
}
