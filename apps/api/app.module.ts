import { type DynamicModule, Global, Module, RequestMethod } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import { LoggerModule } from 'nestjs-pino';
import { destination } from 'pino';
import { ContactDirectory } from '#access/contact-directory';
import { AttachmentStore } from '#attachments/attachment-store';
import type { RunningDeadlines } from '#commands/calendar/try-calendar';
import type { Clock } from '#commands/clock';
import { WRITE_PATH, type WritePath } from '#commands/project.handler';
import type { Config } from '#config/config';
import { CONTACT_STREAMS } from '#lifecycle/contact/contact.events';
import { streamsBeginning } from '#read-models/places/streams-beginning';
import { Metrics } from '#telemetry/metrics';
import type { Tracing } from '#telemetry/tracing/tracing';
import { ACT_TABLE } from './bulk/act-table.ts';
import { actTableOf } from './bulk/acts.ts';
import { Batch } from './bulk/batch.ts';
import { controllers, handlers } from './handlers.ts';
import { Draining } from './http/draining.ts';
import { withoutSecret } from './http/without-secret.ts';
import { Live } from './live/live.service.ts';
import { Jobs } from './jobs/jobs.ts';
import { LongJobs } from './jobs/long-jobs.ts';
import { ServiceMetrics } from './metrics/service-metrics.ts';
import { ProblemFilter } from './problems/problem.filter.ts';
import { ActCommands } from './acts/act-commands.ts';
import { DecidingCommands } from './acts/deciding-commands.ts';
import { KnownFacts } from './acts/server-facts.ts';
import { AvailableActions } from './projects/available.ts';
import { ProjectCommands } from './projects/project-commands.ts';
import { ReadModels } from './read-models/read-models.ts';
import { Storage } from './storage/storage.ts';
import { CLOCK, CONFIG, RUNNING_DEADLINES, SERVER_FACTS, TRACING } from './tokens.ts';

/** What everything else is given: settings, time, the log and the read models. */
@Global()
@Module({})
class GroundModule {}

@Module({})
export class AppModule {
  static of(config: Config, clock: Clock, tracing: Tracing | null): DynamicModule {
    const ground: DynamicModule = {
      module: GroundModule,
      providers: [
        { provide: CONFIG, useValue: config },
        { provide: CLOCK, useValue: clock },
        { provide: TRACING, useValue: tracing },
        Metrics,
        Storage,
        Draining,
      ],
      exports: [CONFIG, CLOCK, TRACING, Metrics, Storage, Draining],
    };
    return {
      module: AppModule,
      imports: [ground, CqrsModule.forRoot(), loggerOf(config, tracing)],
      controllers: [...controllers],
      providers: [
        ...handlers,
        ProjectCommands,
        ActCommands,
        DecidingCommands,
        AvailableActions,
        { provide: SERVER_FACTS, useClass: KnownFacts },
        Jobs,
        LongJobs,
        ReadModels,
        Live,
        Batch,
        ServiceMetrics,
        { provide: ACT_TABLE, useFactory: actTableOf, inject: [Storage, ActCommands] },
        { provide: AttachmentStore, useFactory: ({ attachmentsDir }: Config) => new AttachmentStore(attachmentsDir), inject: [CONFIG] },
        { provide: ContactDirectory, useFactory: directoryOf, inject: [Storage] },
        { provide: WRITE_PATH, useFactory: writePathOf, inject: [Storage] },
        { provide: RUNNING_DEADLINES, useFactory: runningDeadlinesOf, inject: [Storage] },
        { provide: APP_FILTER, useClass: ProblemFilter },
      ],
    };
  }
}

const directoryOf = (storage: Storage): ContactDirectory =>
  new ContactDirectory(
    () => storage.log,
    () => streamsBeginning(storage.db, CONTACT_STREAMS),
  );

const runningDeadlinesOf = (storage: Storage): RunningDeadlines => ({
  movedBy: (trial) => storage.reminders.ask((queries) => queries.movedBy(trial)),
});

const writePathOf =
  (storage: Storage): WritePath =>
  () =>
    storage.commands;

const REQUESTS_LOGGED: readonly string[] = ['info', 'debug', 'trace'];

/**
 * JSON lines on stderr: stdout belongs to what people read. Requests are logged from level `info` on; where they are not, none is given
 * a logger of its own.
 */
const loggerOf = ({ logLevel }: Config, tracing: Tracing | null): DynamicModule =>
  LoggerModule.forRoot({
    // Named, because the library's own pattern matches no path of Nest's adapter for Fastify.
    forRoutes: REQUESTS_LOGGED.includes(logLevel) ? [{ path: '*path', method: RequestMethod.ALL }] : [],
    pinoHttp: [
      {
        level: logLevel,
        quietReqLogger: true,
        ...(tracing === null ? {} : { mixin: () => tracing.logFields() }),
        redact: ['req.headers.authorization', 'req.headers.cookie'],
        serializers: {
          req: ({ id, method, url }: { id: string; method: string; url: string }) => ({ id, method, url: withoutSecret(url) }),
        },
      },
      destination({ fd: 2, sync: true }),
    ],
  });
