import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '#commands/clock';
import { Email, type EmailOptions } from '#reminders/channels/email';
import type { Channel, Message, SendOutcome } from '#reminders/channel';
import { message } from '#reminders/mail/message.fixture';
import type { Findings } from './proof-result.ts';
import { type Behaviour, connectionTo, limitsFor, smtpBehaviours } from './smtp-behaviours.ts';
import { Mailbox, startSmtp } from './smtp-receiver.ts';

/** Mails to servers that do everything wrong, and what the receivers have in the end. */

export type MakeSender = (options: EmailOptions) => Channel;

export const ourSender: MakeSender = (options) => new Email(options, systemClock);

/** Broken on purpose: each attempt looks like another mail to whoever receives it. */
export const renamingSender: MakeSender = (options) => {
  const email = new Email(options, systemClock);
  let attempt = 0;
  return {
    name: 'email',
    close: () => email.close(),
    send: (one, signal) => email.send({ ...one, messageId: `${(attempt += 1)}.${one.messageId}` }, signal),
  };
};

/** Broken on purpose: waits as long as the server likes. */
export const endlessSender: MakeSender = (options) => {
  const EVER = 600_000;
  const connection = { ...options.connection, connectionTimeout: EVER, greetingTimeout: EVER, socketTimeout: EVER };
  return new Email({ ...options, connection, wholeMs: EVER }, systemClock);
};

/** Broken on purpose: an answer that did not come is taken for a no. */
export const hastySender: MakeSender = (options) => {
  const email = new Email(options, systemClock);
  const send = async (one: Message, signal: AbortSignal): Promise<SendOutcome> => {
    const outcome = await email.send(one, signal);
    return outcome.sent ? outcome : { ...outcome, temporary: false };
  };
  return { name: 'email', close: () => email.close(), send };
};

const AT_ONCE = 50;
const SERVERS_AT_ONCE = 4;
const FROM = 'Tiendo <tiendo@example.invalid>';

export interface MailRun {
  /** Mails to each server. */
  readonly n: number;
  readonly folder: string;
  readonly make: MakeSender;
  readonly findings: Findings;
  readonly behaviours?: readonly Behaviour[];
  /** Milliseconds after which an attempt counts as one that never ends; its own limit is lower. */
  readonly patienceMs?: number;
}

const PATIENCE_MS = 90_000;

/** @returns how many mails were tried */
export async function tryMails({ behaviours = smtpBehaviours, ...run }: MailRun): Promise<number> {
  const next = behaviours.values();
  const worker = async (): Promise<void> => {
    for (const behaviour of next) await tryServer(behaviour, run);
  };
  await Promise.all(Array.from({ length: SERVERS_AT_ONCE }, worker));
  return behaviours.length * run.n;
}

async function tryServer(
  behaviour: Behaviour,
  { n, folder, make, findings, patienceMs = PATIENCE_MS }: Omit<MailRun, 'behaviours'>,
): Promise<void> {
  const passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, 'khó đoán\n');
  const mailbox = new Mailbox();
  const servers = await behaviour.start(mailbox);
  const better = await startSmtp(mailbox);
  const login = behaviour.user ? { user: 'tiendo', passwordFile } : { user: null, passwordFile: null };
  const options = { ...login, from: FROM, wholeMs: limitsFor(behaviour).whole };
  const wrong = make({ ...options, connection: connectionTo(behaviour, servers[0]?.port ?? 0) });
  const right = make({
    from: FROM,
    user: null,
    passwordFile: null,
    connection: connectionTo({}, better.port),
  });
  const slug = behaviour.name.replace(/[^a-z0-9]+/gi, '-');
  const mails = Array.from({ length: n }, (_, index) => message({ messageId: `${slug}-${index}@tiendo.invalid` }));
  try {
    const next = mails.values();
    const worker = async (): Promise<void> => {
      for (const mail of next) await tryOne(mail, { behaviour, wrong, right, findings, patienceMs });
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    judge(mails, behaviour, mailbox, findings);
  } finally {
    await Promise.all([...servers, better].map((server) => server.close()));
  }
}

interface Attempt {
  readonly behaviour: Behaviour;
  readonly wrong: Channel;
  readonly right: Channel;
  readonly findings: Findings;
  readonly patienceMs: number;
}

async function tryOne(mail: Message, { behaviour: { name, expect }, wrong, right, findings, patienceMs }: Attempt): Promise<void> {
  const outcome = await ended(wrong, mail, patienceMs);
  if (outcome === null) return findings.add('violations', `${name}: an attempt did not end`);
  const got = outcome.sent ? 'sent' : outcome.temporary ? 'temporary' : 'permanent';
  if (got !== expect)
    findings.add('violations', `${name}: ${got} instead of ${expect}: ${outcome.sent ? outcome.response : outcome.reason}`);
  if (got !== 'temporary') return;
  const again = await ended(right, mail, patienceMs);
  if (again?.sent !== true) findings.add('violations', `${name}: the second attempt was ${JSON.stringify(again)}`);
}

/** null: it goes on and on. */
async function ended(channel: Channel, mail: Message, patienceMs: number): Promise<SendOutcome | null> {
  const stop = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const hangs = new Promise<null>((resolve) => (timer = setTimeout(() => resolve(null), patienceMs)));
  try {
    return await Promise.race([channel.send(mail, stop.signal), hangs]);
  } finally {
    clearTimeout(timer);
    stop.abort();
  }
}

/** By what the receiver can tell apart. One copy more than the sender knows of may be there where the answer was kept back. */
function judge(mails: readonly Message[], { name, expect, arrives }: Behaviour, { copies }: Mailbox, findings: Findings): void {
  const least = expect === 'permanent' ? 0 : 1;
  const most = arrives ? 2 : least;
  const got = mails.map(({ messageId }) => copies.get(`<${messageId}>`) ?? 0);
  for (const n of got) {
    if (n < least) findings.add('lost', `${name}: ${n} copies of ${least}`);
    if (n > most) findings.add('doubled', `${name}: ${n} copies of ${most}`);
  }
  if (arrives && !got.includes(2)) findings.add('violations', `${name}: the case never came up`);
  const known = new Set(mails.map(({ messageId }) => `<${messageId}>`));
  const others = [...copies.keys()].filter((id) => !known.has(id)).length;
  if (others > 0) findings.add('doubled', `${name}: the receiver tells ${others} mails more apart than were sent`);
}
