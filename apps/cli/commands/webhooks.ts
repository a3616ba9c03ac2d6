import { randomBytes, randomUUID } from 'node:crypto';
import { WebhookSecrets } from '#access/webhook-secrets';
import { systemClock, vietnamDay } from '#commands/clock';
import { Commands } from '#commands/handle';
import { refuseReservedIdentity } from '#commands/reserved-identity';
import { controlKind } from '#commands/stream-kind';
import type { Config } from '#config/config';
import { programName } from '#config/program-name';
import type { Control, ControlCommand } from '#lifecycle/reminder/control.decider';
import { REMINDER_CONTROL } from '#lifecycle/reminder/reminder.events';
import { webhookSecretsFile } from '#recovery/places';
import type { ProvinceRef } from '#reference/province-ref';
import { EXIT, type Exit, Failure } from '../exit.ts';
import { openToWrite } from '../open-to-write.ts';
import { openLog } from '../log-of.ts';
import { refusalLine, type Said } from '../refusal-line.ts';
import type { Run, Terminal } from '../terminal.ts';

type Webhook = Control['webhooks'][number];

const SAID: Said = { blank: { vi: 'phải nêu lý do', en: 'the reason is empty' } };

/** `webhooks list`: who is told, and with how many secrets that is signed now. A secret is never shown again. */
export async function listWebhooks({ config, terminal }: Run): Promise<Exit> {
  const log = await openLog(config);
  try {
    const { webhooks } = await new Commands(log).stateOf(controlKind, REMINDER_CONTROL);
    const secrets = secretsOf(config);
    const now = systemClock.now();
    const found = webhooks.map((one) => ({ ...one, secrets: secrets.of(one.webhook, now).length }));
    terminal.answer({ webhooks: found }, () => found.map((one) => lineOf(one, terminal)).join('\n') || none(terminal));
    return EXIT.done;
  } finally {
    await log.close();
  }
}

const none = (terminal: Terminal): string => terminal.say({ vi: 'Chưa có địa chỉ nào.', en: 'There is none.' });

function lineOf({ webhook, url, province, secrets }: Webhook & { readonly secrets: number }, terminal: Terminal): string {
  const where = province ?? terminal.say({ vi: 'cả nước', en: 'the country' });
  const lacking = secrets === 0 ? terminal.say({ vi: ' · THIẾU KHÓA: webhooks rotate', en: ' · NO SECRET: webhooks rotate' }) : '';
  const two = secrets > 1 ? terminal.say({ vi: ' · khóa cũ còn hiệu lực', en: ' · a former secret still signs' }) : '';
  return `${webhook}  ${where}  ${url}${lacking}${two}`;
}

export interface AddWebhookOptions {
  readonly url: string;
  readonly province?: ProvinceRef;
}

/** `webhooks add <url>`: the secret comes first, so that nobody is ever told without a signature. */
export async function addWebhook(run: Run, { url, province }: AddWebhookOptions): Promise<Exit> {
  const asked = { url: addressOf(url), province: province === undefined ? null : `${province.set}.${province.code}` };
  return changing(run, async ({ state, secrets, say }) => {
    const there = state.webhooks.find((one) => one.url === asked.url && one.province === asked.province);
    if (there !== undefined) return { webhook: there.webhook, secret: null, events: 0 };
    const webhook = `wh-${randomBytes(6).toString('hex')}`;
    const secret = secrets.add(webhook);
    return { webhook, secret, events: await say({ type: 'AddWebhook', webhook, ...asked }) };
  });
}

/** `webhooks rotate <id>`: no event, as the log knows of no secret. */
export const rotateWebhook = (run: Run, { webhook }: { readonly webhook: string }): Promise<Exit> =>
  changing(run, async ({ state, secrets }) => {
    refuseUnknown(state, webhook);
    const now = systemClock.now();
    // A restore on another machine may have come without the file.
    const secret = secrets.of(webhook, now).length === 0 ? secrets.add(webhook) : secrets.rotate(webhook, now);
    return { webhook, secret, events: 0 };
  });

/** `webhooks remove <id>` */
export const removeWebhook = (run: Run, { webhook, reason }: { readonly webhook: string; readonly reason: string }): Promise<Exit> =>
  changing(run, async ({ state, say }) => {
    refuseUnknown(state, webhook);
    return { webhook, secret: null, events: await say({ type: 'RemoveWebhook', webhook, reason }) };
  });

interface Changing {
  readonly state: Control;
  readonly secrets: WebhookSecrets;
  /** @returns events written */
  say(command: Asked): Promise<number>;
}

type Asked<Command = ControlCommand> = Command extends ControlCommand ? Omit<Command, 'occurredOn' | 'actor' | 'role'> : never;

interface Changed {
  readonly webhook: string;
  /** null: nothing new is signed with. */
  readonly secret: string | null;
  readonly events: number;
}

/** Under the log's lock, so that nobody else changes the secrets; at the end nothing is kept of webhooks that are not there. */
async function changing({ config, terminal }: Run, work: (changing: Changing) => Promise<Changed>): Promise<Exit> {
  const log = await openToWrite(config, programName('webhooks'));
  try {
    const [commands, secrets] = [new Commands(log), secretsOf(config)];
    const frame = { occurredOn: vietnamDay(systemClock.now()), actor: config.operator, role: 'operator' } as const;
    const say = async (said: Asked): Promise<number> => {
      const command = refuseReservedIdentity({ ...said, ...frame } as ControlCommand);
      const trace = { commandId: randomUUID(), correlationId: randomUUID() };
      return (await commands.handle(controlKind, REMINDER_CONTROL, { command, trace })).events;
    };
    const changed = await work({ state: await commands.stateOf(controlKind, REMINDER_CONTROL), secrets, say });
    const { webhooks } = await commands.stateOf(controlKind, REMINDER_CONTROL);
    secrets.keepOnly(webhooks.map(({ webhook }) => webhook));
    terminal.answer(changed, () => textOf(changed, terminal));
    return EXIT.done;
  } catch (error) {
    throw refusalLine(error, SAID);
  } finally {
    await log.close();
  }
}

function textOf({ webhook, secret, events }: Changed, terminal: Terminal): string {
  if (secret !== null)
    return terminal.say({
      vi: `${webhook}\nKhóa ký, chỉ hiện lần này: ${secret}`,
      en: `${webhook}\nSigning secret, shown this once: ${secret}`,
    });
  return terminal.say(
    events === 0
      ? { vi: `${webhook}: đã có từ trước, không ghi gì.`, en: `${webhook}: it is there already, nothing was written.` }
      : { vi: `${webhook}: đã xóa cùng khóa ký.`, en: `${webhook}: removed, and its secret.` },
  );
}

const secretsOf = (config: Config): WebhookSecrets => new WebhookSecrets(webhookSecretsFile(config));

/** @throws Failure */
function refuseUnknown({ webhooks }: Control, webhook: string): void {
  if (webhooks.some((one) => one.webhook === webhook)) return;
  throw new Failure({ vi: `không có ${webhook}`, en: `there is no ${webhook}` }, EXIT.refused, 'unknown-webhook');
}

/** An address goes into the log for ever: no password may be in it. @throws Failure */
function addressOf(text: string): string {
  const url = URL.parse(text);
  if (url === null || !['https:', 'http:'].includes(url.protocol) || url.username !== '' || url.password !== '')
    throw new Failure(
      { vi: 'phải là địa chỉ http(s), không kèm tên và mật khẩu', en: 'must be an http(s) address without a name and password' },
      EXIT.refused,
      'bad-address',
    );
  return url.href;
}
