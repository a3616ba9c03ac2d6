import { join } from 'node:path';
import helmet from '@fastify/helmet';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { Logger } from 'nestjs-pino';
import { type Clock, systemClock } from '#commands/clock';
import type { Config } from '#config/config';
import { packageRoot } from '#config/package-root';
import { AppModule } from './app.module.ts';
import { serveConsole } from './console/console.ts';
import { makeEdge } from './http/adapter.ts';
import { Draining } from './http/draining.ts';
import type { RouteTable } from './http/route-table.ts';
import { Storage } from './storage/storage.ts';

export interface Application {
  readonly app: NestFastifyApplication;
  readonly routes: RouteTable;
}

/** The API, complete but for a port and an open log. */
export async function makeApplication(config: Config, clock: Clock = systemClock): Promise<Application> {
  const { adapter, routes } = makeEdge(config);
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.of(config, clock), adapter, {
    bodyParser: false,
    bufferLogs: true,
    abortOnError: false,
  });
  app.useLogger(app.get(Logger));
  const instance = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  await instance.register(helmet, SECURITY_HEADERS);
  showPosition(instance, app.get(Storage));
  letGo(instance, app.get(Draining));
  await serveConsole(instance, join(packageRoot(), 'dist/web'));
  app.enableShutdownHooks(['SIGTERM', 'SIGINT'] as never[], { useProcessExit: true });
  await app.init();
  await instance.ready();
  return { app, routes };
}

/** Plain HTTP on loopback: nothing may be loaded from elsewhere, and no page may put the console into a frame. */
const SECURITY_HEADERS = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'self'"],
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:'],
      objectSrc: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
  },
  strictTransportSecurity: false,
  xFrameOptions: { action: 'deny' },
  referrerPolicy: { policy: 'no-referrer' },
} as const;

/** An answer given while the process stops is the last on its connection, which would otherwise stay open until it times out. */
function letGo(instance: FastifyInstance, draining: Draining): void {
  instance.addHook('onSend', (_request, reply, _payload, done) => {
    if (draining.began) reply.header('Connection', 'close');
    done();
  });
}

/** Every answer of the API says what position it is of; an answer that knows better has set it already. */
function showPosition(instance: FastifyInstance, storage: Storage): void {
  instance.addHook('onSend', (request, reply, _payload, done) => {
    if (request.url.startsWith('/api/') && !reply.hasHeader('Tiendo-Position')) {
      const { position } = storage;
      if (position !== null) reply.header('Tiendo-Position', position);
    }
    done();
  });
}
