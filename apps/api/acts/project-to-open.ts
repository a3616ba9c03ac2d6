import { eventId } from '#commands/event-id';
import { comparePositions } from '#event-log/event-log';
import { Refusal } from '#lifecycle/refusal';
import { haltedOf } from '#read-models/database';
import { findEvent } from '#read-models/places/find-event';
import { RequestProblem } from '../problems/request-problem.ts';
import type { Storage } from '../storage/storage.ts';

/** How long the first surveys after a start wait for read models that are behind. */
const WAIT_MS = 5_000;

/** What is asked before a project is opened. */
export type OpeningSide = Pick<Storage, 'log' | 'db' | 'began' | 'position' | 'openingCommands' | 'projectIdOf' | 'waitFor'>;

/**
 * The id of the project that a survey opens, or of the one that has its code. Whether the code is free is not asked here: the log takes a
 * stream's first event once. A key that did something else before is misused; a log with an index of ids notices that by itself.
 * @throws Refusal `command-id-reused` @throws RequestProblem `starting`
 */
export async function projectToOpen(code: string, commandId: string, storage: OpeningSide): Promise<string> {
  await knowsOldCodes(storage);
  const projectId = storage.projectIdOf(code);
  const stream = `project-${projectId}`;
  const used = storage.openingCommands.projectOf(commandId) ?? projectId;
  const there = storage.log.place?.kind === 'kurrentdb' ? await findEvent(storage.log, storage.db, eventId(commandId, 0)) : null;
  if (used !== projectId || (there !== null && there.stream !== stream)) throw new Refusal('command-id-reused', { commandId });
  return projectId;
}

/**
 * Ids in old logs do not derive from their codes: what was recorded before this process began must be in the read models. Where an event of a
 * newer build has stopped them, what they have must do.
 */
async function knowsOldCodes(storage: OpeningSide): Promise<void> {
  const { began, position } = storage;
  if (began === null || comparePositions(position ?? '', began) >= 0 || haltedOf(storage.db).length > 0) return;
  if (await storage.waitFor(began, WAIT_MS)) return;
  throw new RequestProblem('starting', { headers: { 'Retry-After': '1' } });
}
