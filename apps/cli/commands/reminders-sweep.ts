import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { WebhookSecrets } from '#access/webhook-secrets';
import { systemClock } from '#commands/clock';
import { Commands } from '#commands/handle';
import type { Config } from '#config/config';
import { programName } from '#config/program-name';
import { type EventLog, Unavailable } from '#event-log/event-log';
import { clockDir, webhookSecretsFile } from '#recovery/places';
import type { Reminders } from '#reminders/reminders';
import { remindersOf } from '#reminders/installation';
import { quietOf } from '#reminders/quiet-of';
import { EXIT, type Exit, Failure } from '../exit.ts';
import { openToWrite } from '../open-to-write.ts';
import { quietLine } from '../reminders-text.ts';
import type { Run } from '../terminal.ts';

/** `reminders sweep`: one look now, as the running server makes it: claims what is due and sends it, within the hours. */
export async function sweepReminders({ config, terminal }: Run): Promise<Exit> {
  const log = await orServerRuns(() => openToWrite(config, programName('reminders')));
  try {
    const reminders = await orServerRuns(() => opened(config, log));
    try {
      const { swept, delivered } = await reminders.lookNow();
      const quiet = quietOf(config);
      terminal.answer({ quiet, swept, delivered }, () => {
        const { looked, deliveries, steps } = swept;
        const { sent, failed, withdrawn, left } = delivered;
        const text = {
          vi: `Xem ${looked} thời hạn: ${deliveries} thư mới, ${steps} việc. Gửi ${sent} · lỗi ${failed} · không còn gì để gửi ${withdrawn} · để lại ${left}.`,
          en: `${looked} deadlines looked at: ${deliveries} new messages, ${steps} items. Sent ${sent} · failed ${failed} · withdrawn ${withdrawn} · left ${left}.`,
        };
        return [...quietLine(quiet, terminal), terminal.say(text)].join('\n');
      });
      return EXIT.done;
    } finally {
      await reminders.stop();
    }
  } finally {
    await log.close();
  }
}

async function opened(config: Config, log: EventLog): Promise<Reminders> {
  const secrets = new WebhookSecrets(webhookSecretsFile(config));
  return remindersOf({
    ...{ settings: config, clock: systemClock, log, commands: new Commands(log), directory: clockDir(config) },
    program: programName('reminders'),
    holder: `${hostname()}-${process.pid}-${randomUUID().slice(0, 8)}`,
    secretsOf: (webhook) => secrets.of(webhook, systemClock.now()),
  });
}

/** @throws Failure the server has the log or the clock, and sweeps by itself */
async function orServerRuns<Opened>(open: () => Promise<Opened>): Promise<Opened> {
  try {
    return await open();
  } catch (error) {
    if (!(error instanceof Unavailable) || error.code !== 'locked') throw error;
    throw new Failure(
      {
        vi: `tiến trình khác đang giữ bộ nhắc việc và tự gửi (${error.message}); dừng nó nếu muốn quét bằng lệnh này`,
        en: `another process keeps the reminders and sends them itself (${error.message}); stop it to sweep by this command`,
      },
      EXIT.failed,
      'locked',
    );
  }
}
