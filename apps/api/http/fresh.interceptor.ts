import { type CallHandler, type ExecutionContext, Inject, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Observable } from 'rxjs';
import type { Config } from '#config/config';
import { parameterProblem } from '../problems/request-problem.ts';
import { Storage } from '../storage/storage.ts';
import { CONFIG } from '../tokens.ts';
import { waitAsked } from './preconditions.ts';

/** Positions of every log of ours; anything else was never handed out. */
const POSITION = /^[0-9]{1,20}$/;

/**
 * Reading one's own writes: `Prefer: wait=N` with `Tiendo-Position` waits until the figures contain that position, without it until
 * they contain all that is recorded now. Who waited in vain is answered all the same: `Preference-Applied` is then missing and
 * `Tiendo-Position` says how far the figures are.
 */
@Injectable()
export class FreshInterceptor implements NestInterceptor {
  constructor(
    private readonly storage: Storage,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const http = context.switchToHttp();
    const { headers, method } = http.getRequest<FastifyRequest>();
    const position = headers['tiendo-position'];
    if (position !== undefined && !POSITION.test(String(position))) throw parameterProblem('bad-position', 'Tiendo-Position');
    const waitMs = waitAsked([headers.prefer].flat().join(','));
    if (waitMs === null || method !== 'GET') return next.handle();
    const wanted = position === undefined ? await this.storage.log.head() : String(position);
    const boundMs = Math.min(waitMs, this.config.waitMaxMs);
    const reached = wanted === null || (await this.storage.waitFor(wanted, boundMs));
    if (reached) http.getResponse<FastifyReply>().header('Preference-Applied', `wait=${boundMs / 1_000}`);
    return next.handle();
  }
}
