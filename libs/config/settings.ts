import { Transform } from 'class-transformer';
import { IsIn, IsInt, IsNumber, Matches, Max, MaxLength, Min, ValidateBy } from 'class-validator';
import { logPlaceFault } from './log-place.ts';
import { otlpOf } from './otlp.ts';
import { mayBePlain, redisOf } from './redis.ts';
import { smtpOf } from './smtp.ts';

/** Only plain digits become a number: `0x50`, `1e3` and `80.0` stay text, and a number rule then refuses them. */
const Digits = (): PropertyDecorator => Transform(({ value }) => (/^\d{1,9}$/.test(String(value)) ? Number(value) : value));

/** A path: something is there, and no control character. */
const PATH = /^[^\p{Cc}]+$/u;
const EmptyOr = (rule: string, fits: (value: string) => boolean): PropertyDecorator =>
  ValidateBy({ name: rule, validator: { validate: (value) => value === '' || fits(String(value)), defaultMessage: () => rule } });
/** `a@b`, or a name and `<a@b>`. */
const SENDER = /^(?:[^\p{Cc}<>@"]{1,100} <[^\s<>@"]{1,100}@[^\s<>@"]{1,150}>|[^\s<>@"]{1,100}@[^\s<>@"]{1,150})$/u;

const logFault = (value: unknown): string | null => (value === '' ? null : logPlaceFault(String(value)));

const IsLogPlace = (): PropertyDecorator =>
  ValidateBy({
    name: 'isLogPlace',
    validator: { validate: (value) => logFault(value) === null, defaultMessage: (about) => logFault(about?.value) ?? '' },
  });

const QUEUES =
  'must be inline, redis://… on this machine or a private network of containers, or rediss://[user[:password]@]host[:port][/database]';

function isQueue(value: unknown): boolean {
  const place = redisOf(String(value));
  return value === 'inline' || (place !== null && (place.tls || mayBePlain(place)));
}

/** Every setting there is, as the environment names it. A value that breaks its rule stops the start. */
export class Settings {
  /** TCP port of the API; 0 takes any free one. */
  @Digits()
  @IsInt({ message: 'must be a whole number' })
  @Min(0, { message: 'must be 0 to 65535' })
  @Max(65_535, { message: 'must be 0 to 65535' })
  readonly PORT: number = 3000;

  /** Address to listen on. Loopback only: whoever reaches the API may act, until access control is there. */
  @Matches(/^(127\.0\.0\.1|::1|localhost)$/, {
    message: 'must be a loopback address (127.0.0.1, ::1, localhost) until access control is there',
  })
  readonly HOST: string = '127.0.0.1';

  /** Folder of everything that Tiendo keeps; made when it is missing. */
  @Matches(PATH, { message: 'must be the path of a folder' })
  readonly TIENDO_DATA: string = './var';

  /** The event log, `sqlite:PATH` or `kurrentdb://…` (docs/explanation/kurrentdb.md); empty: `log.sqlite` in TIENDO_DATA. */
  @IsLogPlace()
  readonly TIENDO_LOG: string = '';

  /** Who rings the alarm clock of background work: each process its own (`inline`), or Redis, `redis://host:6379`, `rediss://user:password@host:6379/0`. */
  @ValidateBy({ name: 'isQueue', validator: { validate: isQueue, defaultMessage: () => QUEUES } })
  readonly TIENDO_QUEUE: string = 'inline';

  /** Name under which imports and maintenance are recorded: an opaque account, not a person's name. */
  @Matches(/^[a-z0-9][a-z0-9._-]*$/, { message: 'must be a short account of a-z, 0-9, dot, dash and underscore' })
  @MaxLength(64, { message: 'must have at most 64 characters' })
  readonly TIENDO_OPERATOR: string = 'operator';

  /** Language of terminal output, and of answers to clients that name none. */
  @IsIn(['vi', 'en'], { message: 'must be vi or en' })
  readonly TIENDO_LANG: 'vi' | 'en' = 'vi';

  /** Least level that is logged (JSON lines on stderr); `info` also logs every request. */
  @IsIn(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], { message: 'must be a level of pino' })
  readonly TIENDO_LOG_LEVEL: string = 'warn';

  /** Longest `Prefer: wait` that is honoured, in seconds. */
  @Digits()
  @IsInt({ message: 'must be a whole number' })
  @Min(0, { message: 'must be 0 to 60' })
  @Max(60, { message: 'must be 0 to 60' })
  readonly TIENDO_WAIT_MAX: number = 10;

  /** Events that the read models may lag behind before the process says that it is not ready. */
  @Digits()
  @IsInt({ message: 'must be a whole number' })
  @Min(0, { message: 'must be 0 to 999999999' })
  readonly TIENDO_LAG_MAX: number = 5_000;

  /** Requests a second that one client may send in the long run; twice as many at once. 0: no limit. */
  @Digits()
  @IsInt({ message: 'must be a whole number' })
  @Min(0, { message: 'must be 0 to 1000000' })
  @Max(1_000_000, { message: 'must be 0 to 1000000' })
  readonly TIENDO_RATE_MAX: number = 5_000;

  /** Days after the last restore drill from which `doctor` notes that one is due; 0: never. Ours: no law names a number. */
  @Digits()
  @IsInt({ message: 'must be a whole number' })
  @Min(0, { message: 'must be 0 to 3650' })
  @Max(3_650, { message: 'must be 0 to 3650' })
  readonly TIENDO_DRILL_DAYS: number = 90;

  /** Largest attachment, in MiB. */
  @Digits()
  @IsInt({ message: 'must be a whole number' })
  @Min(1, { message: 'must be 1 to 1024' })
  @Max(1_024, { message: 'must be 1 to 1024' })
  readonly TIENDO_ATTACHMENT_MAX: number = 25;

  /** Streams a minute that are folded anew from the log and compared with the read models while nothing else is to do; 0: none. */
  @Digits()
  @IsInt({ message: 'must be a whole number' })
  @Min(0, { message: 'must be 0 to 6000' })
  @Max(6_000, { message: 'must be 0 to 6000' })
  readonly TIENDO_COMPARE_RATE: number = 30;

  /** Folder of snapshots of the read models, shared by all replicas; empty: none is made or begun from. */
  @Matches(/^[^\p{Cc}]*$/u, { message: 'must be the path of a folder' })
  readonly TIENDO_SNAPSHOTS: string = '';

  /** Hours between two snapshots that are made by themselves, from midnight in Vietnam on; 0: only when somebody asks. */
  @Digits()
  @IsInt({ message: 'must be a whole number' })
  @Min(0, { message: 'must be 0 to 168' })
  @Max(168, { message: 'must be 0 to 168' })
  readonly TIENDO_SNAPSHOT_HOURS: number = 0;

  /** Snapshots that are kept of each log and version of the program. */
  @Digits()
  @IsInt({ message: 'must be a whole number' })
  @Min(1, { message: 'must be 1 to 100' })
  @Max(100, { message: 'must be 1 to 100' })
  readonly TIENDO_SNAPSHOT_KEEP: number = 3;

  /** Longest time between two looks at which reminders are due, in seconds; 0: this process looks never and sends nothing. */
  @Digits()
  @IsInt({ message: 'must be a whole number' })
  @Min(0, { message: 'must be 0 to 3600' })
  @Max(3_600, { message: 'must be 0 to 3600' })
  readonly TIENDO_SWEEP_SECONDS: number = 60;

  /** Mail server, `smtp://user@host:587` (STARTTLS) or `smtps://user@host:465`; empty: mails are only written into the outbox. */
  @EmptyOr(
    'must be smtp://[user@]host[:port] or smtps://…, the user percent-encoded, the password in TIENDO_SMTP_PASSWORD_FILE',
    (value) => smtpOf(value) !== null,
  )
  readonly TIENDO_SMTP: string = '';

  /** File with the password of the user in TIENDO_SMTP, its last line end left out; read at each mail. */
  @Matches(/^[^\p{Cc}]*$/u, { message: 'must be the path of a file' })
  readonly TIENDO_SMTP_PASSWORD_FILE: string = '';

  /** Sender of mails, `Tiendo <tiendo@congthuong.example.vn>`; required with TIENDO_SMTP. */
  @EmptyOr('must be an address, or a name and an address in angle brackets', (value) => SENDER.test(value))
  readonly TIENDO_MAIL_FROM: string = '';

  /** Where readers of mails and calendars reach the console; empty: this machine's own address. */
  @EmptyOr('must be an http or https address without user, query and fragment', isPlainAddress)
  readonly TIENDO_CONSOLE_URL: string = '';

  /** 1: webhooks may go to this machine, also by http. For tests of a receiver; never where others may add webhooks. */
  @IsIn(['0', '1'], { message: 'must be 0 or 1' })
  readonly TIENDO_WEBHOOK_LOOPBACK: string = '0';

  /** Collector of traces, OTLP over HTTP: `http://otel:4318`, `https://user:password@traces.example.vn`; empty: nothing is traced. */
  @EmptyOr(
    'must be http(s)://[user:password@]host[:port][/path], with a password https unless it is near',
    (value) => otlpOf(value) !== null,
  )
  readonly TIENDO_OTLP: string = '';

  /** Share of traces that are sent, by their ids: every process sends the same ones. */
  @Transform(({ value }) => (/^(0(\.\d{1,6})?|1(\.0{1,6})?)$/.test(String(value)) ? Number(value) : value))
  @IsNumber({}, { message: 'must be 0 to 1, as 0.05' })
  readonly TIENDO_TRACE_SHARE: number = 1;
}

function isPlainAddress(text: string): boolean {
  const url = URL.parse(text);
  return (
    url !== null &&
    /^https?:$/.test(url.protocol) &&
    `${url.username}${url.password}${url.search}${url.hash}` === '' &&
    !/[?#@\s]/.test(text)
  );
}
