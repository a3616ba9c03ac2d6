import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Config } from '#config/config';
import { comparePositions, Unavailable } from '#event-log/event-log';
import { parameterProblem } from '../problems/request-problem.ts';
import type { Storage } from '../storage/storage.ts';
import { isPosition } from './position.ts';
import { waitAsked } from './preconditions.ts';

/**
 * Reading one's own writes: `Prefer: wait=N` with `Tiendo-Position` waits until the figures contain that position, without it until
 * they contain all that is recorded now. A log that was restored does not wait for a position that it has not reached. Who waited in
 * vain is answered all the same: `Preference-Applied` is then missing and `Tiendo-Position` says how far the figures are. A hook and no
 * interceptor of Nest's, whose observables were a tenth of what the first thread did for a command.
 */
export function waitForFresh(instance: FastifyInstance, storage: Storage, config: Config): void {
  instance.addHook('preHandler', (request, reply, done) => {
    const { 'tiendo-position': position, prefer } = request.headers;
    if ((position === undefined && prefer === undefined) || request.is404) return done();
    if (position !== undefined && !isPosition(String(position))) return done(parameterProblem('bad-position', 'Tiendo-Position'));
    const waitMs = waitAsked([prefer].flat().join(','));
    if (waitMs === null || request.method !== 'GET') return done();
    wait(reply, { storage, position: position?.toString(), boundMs: Math.min(waitMs, config.waitMaxMs) }).then(() => done(), done);
  });
}

interface Wait {
  readonly storage: Storage;
  readonly position: string | undefined;
  readonly boundMs: number;
}

async function wait(reply: FastifyReply, { storage, position, boundMs }: Wait): Promise<void> {
  const head = await headOf(storage);
  if (head === undefined) return;
  const ahead = position !== undefined && comparePositions(position, head ?? '') > 0;
  if (ahead && storage.restored !== null) return; // Handed out before the restore: what it stood for is not in the log.
  const wanted = position ?? head;
  const reached = wanted === null || (await storage.waitFor(wanted, boundMs));
  if (reached) reply.header('Preference-Applied', `wait=${boundMs / 1_000}`);
}

/** Undefined: the log does not answer, so nobody can say what there is to wait for; the figures are there all the same. */
async function headOf({ log }: Storage): Promise<string | null | undefined> {
  try {
    return await log.head();
  } catch (error) {
    if (error instanceof Unavailable) return undefined;
    throw error;
  }
}
