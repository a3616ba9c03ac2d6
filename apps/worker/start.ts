import 'reflect-metadata';
import { destination, pino } from 'pino';
import { systemClock } from '#commands/clock';
import { BadConfig, printConfig, readConfig } from '#config/config';
import { BadKurrentAddress } from '#event-log/kurrentdb/address';
import { programVersion } from '#config/program-name';
import { Unavailable } from '#event-log/event-log';
import { startTracing } from '#telemetry/start-tracing';
import type { Tracing } from '#telemetry/tracing/tracing';
import { type ServerConfig, Worker } from './worker.ts';

/** `EX_TEMPFAIL` of sysexits.h: whoever supervises the process is to start it again. */
const TRY_AGAIN = 75;
/** A worker that has not stopped by then is left to its end: whatever it was at is leased in the log. Milliseconds. */
const STOP_MS = 30_000;

/** A start that ends with one line for the operator instead of a stack. */
class CannotStart extends Error {}

/** Runs a worker until it is told to stop. Ends the process with 1 and one clear line when it cannot start. */
export async function start(args: readonly string[]): Promise<void> {
  try {
    await run(args);
  } catch (error) {
    const line = reasonOf(error);
    if (line === null) throw error;
    process.stderr.write(`tiendo worker: ${line}\n`);
    process.exit(1);
  }
}

async function run(args: readonly string[]): Promise<void> {
  const unknown = args.find((arg) => arg !== '--check-config');
  if (unknown !== undefined) throw new CannotStart(`unknown option ${unknown}; there is --check-config`);
  const { log, ...rest } = readConfig();
  if (args.length > 0) return void process.stdout.write(`${printConfig({ ...rest, log })}\n`);
  if (log.kind === 'sqlite')
    throw new CannotStart('TIENDO_LOG must be kurrentdb://…: a log in a file has one writer, the API, which reminds by itself');
  const config: ServerConfig = { ...rest, log };
  let tracing: Tracing | null = null;
  const logger = pino({ level: config.logLevel, mixin: () => tracing?.logFields() ?? {} }, destination({ fd: 2, sync: true }));
  const onChange = (trouble: string | null): void =>
    trouble === null ? logger.info('traces are taken again') : logger.warn(`traces are not taken: ${trouble}`);
  const { otlp, traceShare: share } = config;
  tracing = await startTracing({ otlp, share, service: 'tiendo-worker', version: programVersion(), clock: systemClock, onChange });
  const worker = new Worker(config, logger, tracing);
  const end = (code: number): void => {
    setTimeout(() => process.exit(code), STOP_MS).unref();
    void worker.stop().then(
      () => process.exit(code),
      (error: unknown) => {
        logger.fatal(error, 'the worker did not stop in good order');
        process.exit(TRY_AGAIN);
      },
    );
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => end(0));
  process.on('uncaughtException', (error) => {
    logger.fatal(error, 'an error that nobody caught: ending, to be started again');
    end(TRY_AGAIN);
  });
  worker.onBroken = (why) => {
    logger.fatal(`${why}: ending, to be started again`);
    end(TRY_AGAIN);
  };
  worker.onRefused = (fault) => {
    process.stderr.write(`tiendo worker: ${fault}\n`);
    end(1);
  };
  process.stdout.write(`${await worker.start()}\n`);
}

function reasonOf(error: unknown): string | null {
  if ([BadConfig, CannotStart, BadKurrentAddress].some((kind) => error instanceof kind)) return (error as Error).message;
  if (error instanceof Unavailable) return `the log or the data folder cannot be used (${error.code}): ${error.message}`;
  const { code, path } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') return 'the port is taken by another program; set PORT to another one';
  if (['EACCES', 'EROFS', 'ENOSPC', 'ENOTDIR', 'EEXIST'].includes(code ?? ''))
    return `the data folder cannot be used (${code}): ${path ?? ''}`;
  return null;
}
