/** What the headers of a request say about revisions and repeats. */
import { RequestProblem } from '../problems/request-problem.ts';

const ETAG = /^"r(0|[1-9]\d{0,8})"$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** True of ids as we give them, in lower case. */
export const isUuid = (text: string): boolean => UUID.test(text);

/** A record's entity tag: its stream's revision. */
export const etagOf = (revision: number): string => `"r${revision}"`;

/** The revision that the caller saw. @throws RequestProblem 428 without one (`*` names none), 400 when it is no strong tag of ours */
export function revisionSeen(ifMatch: string | undefined): number {
  if (ifMatch === undefined || ifMatch.trim() === '*') throw new RequestProblem('precondition-required');
  const revision = ETAG.exec(ifMatch.trim())?.[1];
  if (revision === undefined) throw new RequestProblem('bad-precondition');
  return Number(revision);
}

/** True when the caller has the revision already (RFC 9110, 13.1.2: weak comparison). */
export function alreadyHas(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  return ifNoneMatch.split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag);
}

/** The command's id: a UUID, in quotes or without (draft-ietf-httpapi-idempotency-key-header-07). @throws RequestProblem 400 */
export function commandIdOf(idempotencyKey: string | undefined): string {
  const key = (idempotencyKey ?? '')
    .trim()
    .replace(/^"(.*)"$/, '$1')
    .toLowerCase();
  if (!UUID.test(key)) throw new RequestProblem('command-id-required');
  return key;
}

/** Milliseconds that the caller is ready to wait for fresh figures (RFC 7240); null: not asked. */
export function waitAsked(prefer: string | undefined): number | null {
  const seconds = /(?:^|[,;\s])wait\s*=\s*(\d{1,6})(?=$|[,;\s])/i.exec(prefer ?? '')?.[1];
  return seconds === undefined ? null : Number(seconds) * 1_000;
}
