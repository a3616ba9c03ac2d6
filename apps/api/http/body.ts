import type { FastifyInstance, FastifyRequest } from 'fastify';
import { RequestProblem } from '../problems/request-problem.ts';

/** Largest body that is read, in bytes. */
export const BODY_BYTES_MAX = 256 * 1024;

/** Levels of objects and lists in each other; whatever walks over a body may count on it. */
const DEPTH_MAX = 32;

/** Reads JSON bodies in UTF-8 and nothing else: a form or plain text could be sent by a foreign page without asking. */
export function readJsonOnly(instance: FastifyInstance): void {
  instance.removeAllContentTypeParsers();
  instance.addContentTypeParser(/^application\/json\s*(;|$)/i, { parseAs: 'buffer', bodyLimit: BODY_BYTES_MAX }, (request, body, done) => {
    try {
      done(null, parsed(request, body as Buffer));
    } catch (error) {
      done(error as Error);
    }
  });
  instance.addHook('onRequest', (request, _reply, done) => done(encodingProblem(request)));
}

function encodingProblem({ headers }: FastifyRequest): RequestProblem | undefined {
  const encoding = headers['content-encoding'];
  return encoding === undefined || encoding === 'identity' ? undefined : new RequestProblem('unsupported-encoding');
}

function parsed({ headers }: FastifyRequest, body: Buffer): unknown {
  const charset = /;\s*charset\s*=\s*"?([^";\s]*)/i.exec(headers['content-type'] ?? '')?.[1];
  if (charset !== undefined && !/^utf-?8$/i.test(charset)) throw new RequestProblem('unsupported-charset');
  const text = decoded(body);
  if (depthOf(text) > DEPTH_MAX) throw new RequestProblem('too-deep');
  try {
    return JSON.parse(text, refusePoison) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) throw new RequestProblem('malformed-json');
    throw error;
  }
}

function decoded(body: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    throw new RequestProblem('unsupported-charset');
  }
}

/** Greatest number of brackets open at once, those in texts not counted; one level more than allowed ends the count. */
function depthOf(text: string): number {
  let [depth, deepest, inText] = [0, 0, false];
  for (let at = 0; at < text.length && deepest <= DEPTH_MAX; at++) {
    const char = text[at];
    if (inText && char === '\\') at++;
    else if (char === '"') inText = !inText;
    else if (!inText && (char === '{' || char === '[')) deepest = Math.max(deepest, ++depth);
    else if (!inText && (char === '}' || char === ']')) depth--;
  }
  return deepest;
}

/** Keys by which an object could change what all objects inherit. */
function refusePoison(key: string, value: unknown): unknown {
  if (key === '__proto__' || key === 'constructor') throw new RequestProblem('forbidden-key');
  return value;
}
