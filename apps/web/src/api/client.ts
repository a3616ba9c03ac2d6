import type { Problem } from '#contracts/problem';
import { chooseIdentity, chosenIdentity } from '../frame/settings.ts';

/** Parameters of a read; empty and undefined ones are left out of the address. */
export type ApiQuery = Readonly<Record<string, string | number | boolean | undefined>>;

/** The API said no, or could not be reached (`status` 0, code `network`). */
export class ApiProblem extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail ?? problem.title);
    this.problem = problem;
  }
}

/**
 * Reads one resource under `/api/v1`.
 * @throws ApiProblem for every answer that is not 2xx and for a connection that failed
 */
export async function getJson<Answer>(path: string, query: ApiQuery, signal: AbortSignal): Promise<Answer> {
  const identity = chosenIdentity();
  const response = await fetch(`/api/v1${path}${queryString(query)}`, {
    signal,
    headers: {
      accept: 'application/json',
      'accept-language': document.documentElement.lang,
      ...(identity === undefined ? {} : { 'tiendo-demo-identity': identity }),
    },
  }).catch((reason: unknown) => {
    if (signal.aborted) throw reason;
    throw new ApiProblem({ type: '/problems/network', title: 'No connection', status: 0, code: 'network' });
  });
  if (response.ok) return (await response.json()) as Answer;
  const problem = await problemOf(response);
  if (problem.code !== 'unknown-identity' || identity === undefined) throw new ApiProblem(problem);
  // The browser remembers an identity that this server has not: without it every page would stay refused.
  chooseIdentity(undefined);
  return getJson(path, query, signal);
}

/**
 * Says one act under `/api/v1`, under a new key: two clicks are two acts.
 * @throws ApiProblem refused, or the connection failed: then nobody knows whether it was taken, and the page must look again
 */
export async function postJson<Answer>(path: string, body: object): Promise<Answer> {
  const identity = chosenIdentity();
  const response = await fetch(`/api/v1${path}`, {
    method: 'POST',
    headers: {
      accept: 'application/json',
      'content-type': 'application/json',
      'accept-language': document.documentElement.lang,
      'idempotency-key': crypto.randomUUID(),
      ...(identity === undefined ? {} : { 'tiendo-demo-identity': identity }),
    },
    body: JSON.stringify(body),
  }).catch(() => {
    throw new ApiProblem({ type: '/problems/network', title: 'No connection', status: 0, code: 'network' });
  });
  if (!response.ok) throw new ApiProblem(await problemOf(response));
  return (await response.json()) as Answer;
}

export function queryString(query: ApiQuery): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') parameters.set(name, String(value));
  }
  const text = parameters.toString();
  return text === '' ? '' : `?${text}`;
}

async function problemOf(response: Response): Promise<Problem> {
  if (response.headers.get('content-type')?.includes('json')) return (await response.json()) as Problem;
  return { type: 'about:blank', title: response.statusText, status: response.status, code: `http-${response.status}` };
}
