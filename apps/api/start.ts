import 'reflect-metadata';
import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import type { RestoredNotice } from '#contracts/service';
import { Logger } from 'nestjs-pino';
import { BadConfig, type Config, printConfig, readConfig } from '#config/config';
import { Unavailable } from '#event-log/event-log';
import { type Application, makeApplication } from './application.ts';
import { showFirstRun } from './first-run/first-run.ts';
import { SampleRefused } from './first-run/sample-register.ts';
import { CalendarRefused } from './first-run/shipped-calendar.ts';
import { Draining } from './http/draining.ts';
import { faultsOf } from '#reference/definitions/check';
import { definitions } from '#reference/definitions/definitions';
import { ROLES } from '#reference/roles';
import { instantText } from '#reports/printed-dates';
import { demoIdentity } from './identity/demo-identity.ts';
import { endOnUncaught } from './last-resort.ts';
import { reminderLines } from './reminders/start-lines.ts';
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
  const faults = definitions.flatMap(faultsOf);
  if (faults.length > 0) throw new CannotStart(`the stage graphs are not sound: ${faults.join('; ')}`);
  const application = await makeApplication(config);
  endOnUncaught(application.app.get(Logger));
  const address = await listen(application, config);
  await openStorage(application, config, args.includes('--first-run'));
  const { restored } = application.app.get(Storage);
  const told = [
    greeting(address),
    ...(await reminderLines(application.app.get(Storage), config)),
    ...(restored === null ? [] : [restoredText(restored)]),
  ];
  process.stdout.write(`${told.join('\n')}\n`);
}

/** The port comes before the log: a second process must not touch what the first one has open. */
async function listen({ app }: Application, { port, host }: Config): Promise<string> {
  try {
    await app.getHttpAdapter().getInstance().listen({ port, host }); // Nest's own would log a failure that we report.
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') throw new CannotStart(`port ${port} on ${host} is taken by another program; set PORT to another one`);
    if (code === 'EACCES') throw new CannotStart(`port ${port} on ${host} may not be used by this account; set PORT to another one`);
    throw error;
  }
  const bound = (app.getHttpServer() as Server).address() as AddressInfo;
  return `http://${bound.family === 'IPv6' ? `[${bound.address}]` : bound.address}:${bound.port}/`;
}

/** Whatever stops the start closes what was opened; a start that was told to stop meanwhile ends as any other stop. */
async function openStorage({ app }: Application, config: Config, first: boolean): Promise<void> {
  const storage = app.get(Storage);
  try {
    await storage.open();
    if (first) await showFirstRun(storage, config);
    storage.reminders.start();
  } catch (error) {
    if (app.get(Draining).began) return new Promise(() => undefined);
    await app.close();
    throw error;
  }
}

const greeting = (address: string): string =>
  [
    `Bảng điều hành Tiendo: ${address}`,
    `  Đăng nhập dùng thử: ${demoIdentity.name.vi} (${ROLES[demoIdentity.role].vi.toLowerCase()}), không cần mật khẩu. Dừng: Ctrl+C.`,
    `  Demo sign-in: ${demoIdentity.name.en} (${ROLES[demoIdentity.role].en.toLowerCase()}), no password. Stop: Ctrl+C.`,
  ].join('\n');

/** In both languages, as who reads it is not known: at every start until somebody confirms. */
const restoredText = ({ at, backupMadeAt }: RestoredNotice): string =>
  [
    `ĐÃ PHỤC HỒI (${instantText(at)}${backupMadeAt === null ? '' : `, từ bản sao lưu ${instantText(backupMadeAt)}`}): chưa đối chiếu, chưa gửi gì ra ngoài. npm run -s tiendo -- reconcile`,
    `RESTORED (${instantText(at)}${backupMadeAt === null ? '' : `, from the backup of ${instantText(backupMadeAt)}`}): not reconciled yet, nothing is sent out. npm run -s tiendo -- reconcile`,
  ].join('\n');

function reasonOf(error: unknown): string | null {
  if ([BadConfig, CannotStart, SampleRefused, CalendarRefused].some((kind) => error instanceof kind)) return (error as Error).message;
  if (error instanceof Unavailable)
    return `${error.code === 'unreachable' ? 'the log' : 'the data folder'} cannot be used (${error.code}): ${error.message}`;
  const { code, path, syscall } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT' && syscall === 'mkdir') return `the data folder cannot be used: ${path} cannot be made`;
  if (['EACCES', 'EROFS', 'ENOSPC', 'ENOTDIR', 'EEXIST'].includes(code ?? ''))
    return `the data folder cannot be used (${code}): ${path ?? ''}`;
  return null;
}
