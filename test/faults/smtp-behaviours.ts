import { connect, type Socket } from 'node:net';
import type { SMTPTransportOptions } from 'nodemailer/lib/smtp-transport';
import { connectionOf, SMTP_LIMITS, type SmtpLimits } from '#reminders/channels/email';
import { type Certificate, makeCertificate } from './make-certificate.ts';
import { type Listening, type Mailbox, type Script, startRaw, startSmtp } from './smtp-receiver.ts';

/** What a server does wrong, and what must come of a mail to it. */
export interface Behaviour {
  readonly name: string;
  readonly expect: 'sent' | 'temporary' | 'permanent';
  /** The receiver has it although the sender does not know. */
  readonly arrives?: true;
  readonly start: (mailbox: Mailbox) => Promise<readonly Listening[]>;
  readonly connection?: Partial<SMTPTransportOptions>;
  readonly user?: true;
  /** Only a limit ends it. */
  readonly hangs?: true;
}

/** Where only a limit ends a conversation, an early end; where the server ends it, the limits of every day: a busy machine is no fault. */
const SHORT: SmtpLimits = { connection: 2_000, greeting: 2_000, silence: 2_000, whole: 3_000 };
export const limitsFor = ({ hangs }: Pick<Behaviour, 'hangs'>): SmtpLimits => (hangs ? SHORT : SMTP_LIMITS);

const scripted =
  (script: Script) =>
  async (mailbox: Mailbox): Promise<readonly Listening[]> => [await startSmtp(mailbox, script)];
const raw = (onSocket: (socket: Socket) => void) => async (): Promise<readonly Listening[]> => [await startRaw(onSocket)];

/** Stands before a real server and spoils what it answers. The first one listens for the sender. */
const spoiled =
  (spoil: (client: Socket, upstream: Socket) => void) =>
  async (mailbox: Mailbox): Promise<readonly Listening[]> => {
    const server = await startSmtp(mailbox);
    const proxy = await startRaw((client) => {
      const upstream = connect(server.port, '127.0.0.1');
      upstream.on('error', () => client.destroy());
      client.once('close', () => upstream.destroy());
      spoil(client, upstream);
    });
    return [proxy, server];
  };

/** Lets everything through until the client has said `last`; what the server answers then goes to `instead`. */
const after = (last: RegExp, instead: (client: Socket) => void) => (client: Socket, upstream: Socket) => {
  let asked = '';
  client.on('data', (chunk: Buffer) => {
    asked = `${asked}${chunk.toString('latin1')}`.slice(-200_000);
    upstream.write(chunk);
  });
  upstream.on('data', (chunk: Buffer) => {
    if (last.test(asked)) instead(client);
    else client.write(chunk);
  });
};

const LAST_DOT = /\r\n\.\r\n$/;
const MAIL = /MAIL FROM/i;
const SLOW_MS = 40;

/** From the answer to EHLO on: no silence is ever long. */
function slowly(client: Socket, upstream: Socket): void {
  client.pipe(upstream);
  const waiting: number[] = [];
  upstream.once('data', (greeting: Buffer) => {
    client.write(greeting);
    upstream.on('data', (chunk: Buffer) => waiting.push(...chunk));
  });
  const timer = setInterval(() => {
    const byte = waiting.shift();
    if (byte !== undefined) client.write(Buffer.from([byte]));
  }, SLOW_MS);
  client.once('close', () => clearInterval(timer));
}

function flood(client: Socket): void {
  const line = Buffer.alloc(64 * 1024, '220-');
  const more = (): void => {
    if (!client.destroyed && client.write(line)) setImmediate(more);
  };
  client.on('drain', more);
  more();
}

const YEAR_MS = 365 * 86_400_000;
const certificate = (fromYears: number, toYears: number): Certificate =>
  makeCertificate({
    names: ['localhost'],
    addresses: ['127.0.0.1'],
    from: new Date(Date.now() + fromYears * YEAR_MS),
    to: new Date(Date.now() + toYears * YEAR_MS),
  });
const good = certificate(-1, 1);
const expired = certificate(-2, -1);
const tls = (of: Certificate, options: Script['options']): Script => ({ options: { ...of, disabledCommands: [], ...options } });
/** As towards a server that is not on this machine. */
const TLS_REQUIRED = { ignoreTLS: false, requireTLS: true };

export const smtpBehaviours: readonly Behaviour[] = [
  { name: 'takes it', expect: 'sent', start: scripted({}) },
  {
    name: 'takes it over STARTTLS',
    expect: 'sent',
    start: scripted(tls(good, {})),
    connection: { ...TLS_REQUIRED, tls: { ca: good.cert } },
  },
  {
    name: 'takes it over TLS',
    expect: 'sent',
    start: scripted(tls(good, { secure: true })),
    connection: { secure: true, tls: { ca: good.cert } },
  },
  { name: 'takes it after a password', expect: 'sent', start: scripted({ options: { authOptional: false } }), user: true },
  { name: 'knows no EHLO', expect: 'sent', start: spoiled(withoutEhlo) },
  { name: 'greets with 421', expect: 'temporary', start: scripted({ refuse: { connect: 421 } }) },
  { name: 'greets with 554', expect: 'temporary', start: scripted({ refuse: { connect: 554 } }) },
  { name: 'greets with noise', expect: 'temporary', start: raw((socket) => void socket.end('\u0000\u00ff HTTP/1.1 200 OK\r\n\r\n')) },
  { name: 'greets without end', expect: 'temporary', start: raw(flood) },
  { name: 'says nothing', expect: 'temporary', hangs: true, start: raw(() => undefined) },
  { name: 'closes at once', expect: 'temporary', start: raw((socket) => void socket.end()) },
  { name: 'is not there', expect: 'temporary', start: closedPort },
  { name: '454 to the password', expect: 'temporary', start: scripted({ refuse: { auth: 454 } }), user: true },
  { name: '535 to the password', expect: 'temporary', start: scripted({ refuse: { auth: 535 } }), user: true },
  { name: '451 to the sender', expect: 'temporary', start: scripted({ refuse: { mail: 451 } }) },
  { name: '550 to the sender', expect: 'permanent', start: scripted({ refuse: { mail: 550 } }) },
  { name: '450 to the recipient', expect: 'temporary', start: scripted({ refuse: { rcpt: 450 } }) },
  { name: '550 to the recipient', expect: 'permanent', start: scripted({ refuse: { rcpt: 550 } }) },
  { name: '452 to the content', expect: 'temporary', start: scripted({ refuse: { data: 452 } }) },
  { name: '554 to the content', expect: 'permanent', start: scripted({ refuse: { data: 554 } }) },
  {
    name: 'noise to the sender',
    expect: 'temporary',
    hangs: true,
    start: spoiled(after(MAIL, (client) => void client.write('what?\r\n'))),
  },
  { name: 'hangs at the sender', expect: 'temporary', hangs: true, start: spoiled(after(MAIL, () => undefined)) },
  { name: 'hangs after the last dot', expect: 'temporary', hangs: true, arrives: true, start: spoiled(after(LAST_DOT, () => undefined)) },
  {
    name: 'drops after the last dot',
    expect: 'temporary',
    arrives: true,
    start: spoiled(after(LAST_DOT, (client) => void client.destroy())),
  },
  { name: 'answers a byte at a time', expect: 'temporary', hangs: true, start: spoiled(slowly) },
  { name: 'offers no TLS', expect: 'temporary', start: scripted({}), connection: TLS_REQUIRED },
  { name: 'has a certificate of nobody', expect: 'temporary', start: scripted(tls(good, {})), connection: TLS_REQUIRED },
  {
    name: 'has an expired certificate',
    expect: 'temporary',
    start: scripted(tls(expired, { secure: true })),
    connection: { secure: true, tls: { ca: expired.cert } },
  },
];

function withoutEhlo(client: Socket, upstream: Socket): void {
  upstream.pipe(client);
  client.on('data', (chunk: Buffer) => {
    if (/^EHLO/i.test(chunk.toString('latin1'))) client.write('502 what is that\r\n');
    else upstream.write(chunk);
  });
}

async function closedPort(): Promise<readonly Listening[]> {
  const once = await startRaw(() => undefined);
  await once.close();
  return [{ port: once.port, close: async () => undefined }];
}

/** How the sender reaches a server that behaves so. */
export const connectionTo = (behaviour: Pick<Behaviour, 'connection' | 'hangs'>, port: number): SMTPTransportOptions => ({
  ...connectionOf({ host: '127.0.0.1', port, secure: false, user: null }, limitsFor(behaviour)),
  ...behaviour.connection,
});
