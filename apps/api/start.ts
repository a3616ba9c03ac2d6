import 'reflect-metadata';
import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { BadConfig, type Config, printConfig, readConfig } from '#config/config';
import { Unavailable } from '#event-log/event-log';
import { type Application, makeApplication } from './application.ts';
import { Storage } from './storage/storage.ts';

const OPTIONS = ['--first-run', '--check-config'];

/** A start that ends with one line for the operator instead of a stack. */
class CannotStart extends Error {}

/** Runs the API until it is told to stop. Ends the process with 1 and one clear line when it cannot start. */
export async function start(args: readonly string[]): Promise<void> {
  try {
    await run(args);
  } catch (error) {
    const line = reasonOf(error);
    if (line === null) throw error;
    process.stderr.write(`tiendo: ${line}\n`);
    process.exit(1);
  }
}

async function run(args: readonly string[]): Promise<void> {
  const unknown = args.find((arg) => !OPTIONS.includes(arg));
  if (unknown !== undefined) throw new CannotStart(`unknown option ${unknown}; there are ${OPTIONS.join(' ')}`);
  const config = readConfig();
  if (args.includes('--check-config')) return void process.stdout.write(`${printConfig(config)}\n`);
  const application = await makeApplication(config);
  const address = await listen(application, config);
  await openStorage(application);
  process.stdout.write(`${address}\n`);
}

/** The port comes before the log: a second process must not touch what the first one has open. */
async function listen({ app }: Application, { port, host }: Config): Promise<string> {
  try {
    await app.listen(port, host);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') throw new CannotStart(`port ${port} on ${host} is taken by another program; set PORT to another one`);
    if (code === 'EACCES') throw new CannotStart(`port ${port} on ${host} may not be used by this account; set PORT to another one`);
    throw error;
  }
  const bound = (app.getHttpServer() as Server).address() as AddressInfo;
  return `http://${bound.family === 'IPv6' ? `[${bound.address}]` : bound.address}:${bound.port}/`;
}

async function openStorage({ app }: Application): Promise<void> {
  try {
    await app.get(Storage).open();
  } catch (error) {
    await app.close();
    throw error;
  }
}

function reasonOf(error: unknown): string | null {
  if (error instanceof BadConfig || error instanceof CannotStart) return error.message;
  if (error instanceof Unavailable) return `the data folder cannot be used (${error.code}): ${error.message}`;
  const { code, path } = error as NodeJS.ErrnoException;
  if (['EACCES', 'EROFS', 'ENOSPC', 'ENOTDIR', 'EEXIST'].includes(code ?? ''))
    return `the data folder cannot be used (${code}): ${path ?? ''}`;
  return null;
}
