import type { FastifyRequest } from 'fastify';
import { Refusal } from '#lifecycle/refusal';
import { identityOf } from './demo-identity.ts';

/** @throws Refusal `not-your-role` */
export function onlyOperators({ headers }: Pick<FastifyRequest, 'headers'>, command: string): void {
  const { role } = identityOf(headers);
  if (role !== 'operator') throw new Refusal('not-your-role', { command, role, who: ['operator'] });
}
