import 'reflect-metadata';
import { join, resolve } from 'node:path';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { type LogFile, logPlaceOf, type LogServer, printedPlace } from './log-place.ts';
import { type OtlpPlace, otlpOf, otlpText } from './otlp.ts';
import { type RedisPlace, redisOf, redisText } from './redis.ts';
import { Settings } from './settings.ts';
import { type Smtp, smtpOf, smtpText } from './smtp.ts';

export type Language = 'vi' | 'en';

/** The settings as the program uses them: paths absolute, limits in their units. */
export interface Config<Log = LogFile | LogServer> {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly log: Log;
  /** The folder of the read models, which can be deleted and comes back from the log. */
  readonly readModelsDir: string;
  /** Who rings for background work; null: each process its own clock. */
  readonly queue: RedisPlace | null;
  readonly operator: string;
  readonly language: Language;
  readonly logLevel: string;
  readonly waitMaxMs: number;
  /** Events */
  readonly lagMax: number;
  /** Requests a second of one client; 0: no limit. */
  readonly rateMax: number;
  /** Days between two restore drills; 0: `doctor` does not ask. */
  readonly drillDays: number;
  readonly attachmentBytesMax: number;
  /** The folder of attached files: part of the truth, to be backed up with the log. */
  readonly attachmentsDir: string;
  /** Streams a minute that are folded anew and compared with the read models while idle; 0: none. */
  readonly comparedPerMinute: number;
  /** The folder of the read models' snapshots; null: there is none. */
  readonly snapshotsDir: string | null;
  /** Hours between two snapshots; 0: none is made by itself. */
  readonly snapshotHours: number;
  readonly snapshotsKept: number;
  /** Seconds between two looks at which reminders are due, at most; 0: none is made here. */
  readonly sweepSeconds: number;
  /** null: nothing leaves the house, mails are written into `outboxDir`. */
  readonly smtp: Smtp | null;
  /** null: the mail server asks for no password. */
  readonly smtpPasswordFile: string | null;
  readonly mailFrom: string;
  readonly outboxDir: string;
  /** Ends in `/`. */
  readonly consoleUrl: string;
  readonly webhookLoopback: boolean;
  /** Who takes traces; null: nothing is traced. */
  readonly otlp: OtlpPlace | null;
  /** 0..1 */
  readonly traceShare: number;
}

/** Every fault at once, each as `NAME rule`; never a value, which may be a secret. */
export class BadConfig extends Error {
  constructor(readonly faults: readonly string[]) {
    super(`bad settings: ${faults.join('; ')}`);
    this.name = 'BadConfig';
  }
}

const known = new Set(Object.keys(new Settings()));

/** Reads every setting once. An empty value counts as not given. @throws BadConfig naming every bad setting */
export function readConfig(env: Readonly<Record<string, string | undefined>> = process.env): Config {
  const given = Object.entries(env).filter(([, value]) => value !== undefined && value !== '');
  const settings = plainToInstance(Settings, Object.fromEntries(given.filter(([name]) => known.has(name))), { exposeDefaultValues: true });
  const wrong = validateSync(settings).map(
    ({ property, constraints }) => `${property} ${Object.values(constraints ?? {})[0] ?? 'is wrong'}`,
  );
  const unknown = given.map(([name]) => name).filter((name) => name.startsWith('TIENDO_') && !known.has(name));
  const faults = [
    ...wrong,
    ...(wrong.length === 0 ? [...mailFaults(settings), ...snapshotFaults(settings)] : []),
    ...unknown.map((name) => `${name} is no setting`),
  ];
  if (faults.length > 0) throw new BadConfig(faults);
  return Object.freeze(configOf(settings));
}

/** What no setting is wrong in alone. */
function mailFaults({ TIENDO_SMTP, TIENDO_SMTP_PASSWORD_FILE, TIENDO_MAIL_FROM }: Settings): readonly string[] {
  const asks = (smtpOf(TIENDO_SMTP)?.user ?? null) !== null;
  const hasPassword = TIENDO_SMTP_PASSWORD_FILE !== '';
  return [
    ...(asks && !hasPassword ? ['TIENDO_SMTP_PASSWORD_FILE must name the file with the password of the user in TIENDO_SMTP'] : []),
    ...(!asks && hasPassword ? ['TIENDO_SMTP must name the user whose password is in TIENDO_SMTP_PASSWORD_FILE'] : []),
    ...(TIENDO_SMTP !== '' && TIENDO_MAIL_FROM === '' ? ['TIENDO_MAIL_FROM must name the sender of the mails that TIENDO_SMTP takes'] : []),
  ];
}

const snapshotFaults = ({ TIENDO_SNAPSHOTS, TIENDO_SNAPSHOT_HOURS }: Settings): readonly string[] =>
  TIENDO_SNAPSHOT_HOURS > 0 && TIENDO_SNAPSHOTS === ''
    ? ['TIENDO_SNAPSHOTS must name the folder of the snapshots that TIENDO_SNAPSHOT_HOURS asks for']
    : [];

/** Sender of mails that nobody sends. */
const OUTBOX_FROM = 'Tiendo <tiendo@localhost>';

function configOf(settings: Settings): Config {
  const dataDir = resolve(settings.TIENDO_DATA);
  return {
    port: settings.PORT,
    host: settings.HOST,
    dataDir,
    log: settings.TIENDO_LOG === '' ? { kind: 'sqlite', file: join(dataDir, 'log.sqlite') } : logPlaceOf(settings.TIENDO_LOG),
    readModelsDir: join(dataDir, 'read-models'),
    queue: redisOf(settings.TIENDO_QUEUE),
    operator: settings.TIENDO_OPERATOR,
    language: settings.TIENDO_LANG,
    logLevel: settings.TIENDO_LOG_LEVEL,
    waitMaxMs: settings.TIENDO_WAIT_MAX * 1_000,
    lagMax: settings.TIENDO_LAG_MAX,
    rateMax: settings.TIENDO_RATE_MAX,
    drillDays: settings.TIENDO_DRILL_DAYS,
    attachmentBytesMax: settings.TIENDO_ATTACHMENT_MAX * 1024 * 1024,
    attachmentsDir: join(dataDir, 'attachments'),
    comparedPerMinute: settings.TIENDO_COMPARE_RATE,
    snapshotsDir: settings.TIENDO_SNAPSHOTS === '' ? null : resolve(settings.TIENDO_SNAPSHOTS),
    snapshotHours: settings.TIENDO_SNAPSHOT_HOURS,
    snapshotsKept: settings.TIENDO_SNAPSHOT_KEEP,
    sweepSeconds: settings.TIENDO_SWEEP_SECONDS,
    smtp: smtpOf(settings.TIENDO_SMTP),
    smtpPasswordFile: settings.TIENDO_SMTP_PASSWORD_FILE === '' ? null : resolve(settings.TIENDO_SMTP_PASSWORD_FILE),
    mailFrom: settings.TIENDO_MAIL_FROM === '' ? OUTBOX_FROM : settings.TIENDO_MAIL_FROM,
    outboxDir: join(dataDir, 'outbox'),
    consoleUrl: consoleUrlOf(settings),
    webhookLoopback: settings.TIENDO_WEBHOOK_LOOPBACK === '1',
    otlp: otlpOf(settings.TIENDO_OTLP),
    traceShare: settings.TIENDO_TRACE_SHARE,
  };
}

function consoleUrlOf({ TIENDO_CONSOLE_URL, HOST, PORT }: Settings): string {
  const url = TIENDO_CONSOLE_URL === '' ? `http://${HOST.includes(':') ? `[${HOST}]` : HOST}:${PORT}/` : new URL(TIENDO_CONSOLE_URL).href;
  return url.endsWith('/') ? url : `${url}/`;
}

/** What may be shown at start-up and by `--check-config`: user names and passwords of addresses are left out. */
export function printConfig({ log, smtp, queue, otlp, ...rest }: Config): string {
  const told = {
    ...rest,
    log: printedPlace(log),
    smtp: smtp === null ? 'none: mails are written into outboxDir' : smtpText(smtp),
    queue: queue === null ? 'inline' : redisText(queue),
    otlp: otlp === null ? 'none' : otlpText(otlp),
  };
  const lines = Object.entries(told).map(([name, value]) => `${name}=${redact(String(value))}`);
  return lines.sort().join('\n');
}

const redact = (value: string): string => value.replace(/^([a-z][a-z+.-]*:\/\/)[^/@]*@/i, '$1***@');
