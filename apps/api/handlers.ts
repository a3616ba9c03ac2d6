import type { Provider, Type } from '@nestjs/common';
import { HealthController } from './health/health.controller.ts';
import { IdentityController } from './identity/identity.controller.ts';

/** Every handler of a query or command: `@nestjs/cqrs` lets a forgotten one fail late and a doubled one win in silence, so a test compares. */
export const handlers: readonly Provider[] = [];

export const controllers: readonly Type[] = [HealthController, IdentityController];
