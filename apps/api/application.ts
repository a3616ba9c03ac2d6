import { join } from 'node:path';
import { Logger as NestLogger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { Logger } from 'nestjs-pino';
import { type Clock, systemClock } from '#commands/clock';
import type { Config } from '#config/config';
import { packageRoot } from '#config/package-root';
import { programVersion } from '#config/program-name';
import { Metrics } from '#telemetry/metrics';
import { startTracing } from '#telemetry/start-tracing';
import type { Tracing } from '#telemetry/tracing/tracing';
import { AppModule } from './app.module.ts';
import { serveConsole } from './console/console.ts';
import { makeEdge } from './http/adapter.ts';
import { Draining } from './http/draining.ts';
import { waitForFresh } from './http/fresh.ts';
import type { RouteTable } from './http/route-table.ts';
import { timeRequests } from './metrics/http-metrics.ts';
import { traceRequests } from './metrics/http-spans.ts';
import { secureAnswers } from './http/security-headers.ts';
import { Storage } from './storage/storage.ts';

export interface Application {
  readonly app: NestFastifyApplication;
  readonly routes: RouteTable;
}

/** The API, complete but for a port and an open log. */
export async function makeApplication(config: Config, clock: Clock = systemClock): Promise<Application> {
  const { adapter, routes } = makeEdge(config);
  const tracing = await tracingOf(config, clock);
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.of(config, clock, tracing), adapter, {
    bodyParser: false,
    bufferLogs: true,
    abortOnError: false,
  });
  app.useLogger(app.get(Logger));
  const instance = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  timeRequests(instance, app.get(Metrics));
  if (tracing !== null) traceRequests(instance, tracing);
  app.get(Metrics).beforeText(() => tracing?.measure(app.get(Metrics)));
  await secureAnswers(instance);
  showPosition(instance, app.get(Storage));
  waitForFresh(instance, app.get(Storage), config);
  letGo(instance, app.get(Draining));
  await serveConsole(instance, join(packageRoot(), 'dist/web'));
  app.enableShutdownHooks(['SIGTERM', 'SIGINT'] as never[], { useProcessExit: true });
  await app.init();
  await instance.ready();
  return { app, routes };
}

function tracingOf({ otlp, traceShare: share }: Config, clock: Clock): Promise<Tracing | null> {
  const logger = new NestLogger('Tracing');
  const onChange = (trouble: string | null): void =>
    trouble === null ? logger.log('traces are taken again') : logger.warn(`traces are not taken: ${trouble}`);
  return startTracing({ otlp, share, service: 'tiendo-api', version: programVersion(), clock, onChange });
}

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
