import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { MEDIA_TYPES, type MediaType } from '#attachments/media-type';
import { RequestProblem } from '../problems/request-problem.ts';

export const UPLOAD_PATH = '/api/v1/attachments';

/** An upload that brings nothing for so long is given up, in ms. */
export const UPLOAD_SILENCE_MS = 15_000;
/** The longest upload; Node cuts the connection a little later (`adapter.ts`). */
export const UPLOAD_MS = 110_000;

/** Lets the bytes of an attachment through unread; everywhere else these types stay refused. */
export function letUploadsThrough(instance: FastifyInstance): void {
  instance.addContentTypeParser(Object.keys(MEDIA_TYPES), (request: FastifyRequest, payload: Readable, done) => {
    if (request.routeOptions.url !== UPLOAD_PATH) return done(new RequestProblem('unsupported-media-type'));
    const { 'content-encoding': encoding = 'identity' } = request.headers;
    if (!/^identity$/i.test(encoding)) return done(new RequestProblem('unsupported-encoding'));
    done(null, payload);
  });
}

/** The type without its parameters; the parser above has let only ours through. */
export const declaredType = (contentType: string | undefined): MediaType =>
  (contentType ?? '').split(';', 1)[0]?.trim().toLowerCase() as MediaType;
