import { accessSync, constants, existsSync } from 'node:fs';
import { systemClock } from '#commands/clock';
import { unfinishedFollowUps } from '#commands/follow-ups/open-follow-ups';
import { unfinishedImports } from '#commands/register/unfinished';
import type { Config } from '#config/config';
import { type EventLog, Unavailable } from '#event-log/event-log';
import { SqliteLog } from '#event-log/sqlite-log';
import { WriterLock } from '#event-log/sqlite-lock';
import { EXIT, type Exit } from '../exit.ts';
import { isThere, openLog } from '../log-of.ts';
import type { Run } from '../terminal.ts';
import { attachmentsFound } from './doctor-attachments.ts';
import { calendarFound } from './doctor-calendar.ts';
import { type Check, found, unlessUnknown, type Verdict } from './doctor-check.ts';
import { eventsFound } from './doctor-events.ts';
import { levelsFound } from './doctor-levels.ts';
import { mailFound } from './doctor-mail.ts';
import { readModelsFound } from './doctor-read-models.ts';
import { recoveryFound } from './doctor-recovery.ts';
import { remindersFound } from './doctor-reminders.ts';
import { rulesFound } from './doctor-rules.ts';

const NODE_MAJOR_MIN = 26;
const MARK: { readonly [V in Verdict]: string } = { ok: '✓', note: '·', broken: '✗' };

/** `doctor`: one line for each dependency, setting and invariant; 2 when one is broken. */
export async function doctor({ config, terminal }: Run): Promise<Exit> {
  const checks = [
    node(),
    settings(config),
    folder(config),
    await mailFound(config),
    ...(await log(config)),
    ...reminders(config),
    ...recovery(config),
  ];
  const broken = checks.some(({ verdict }) => verdict === 'broken');
  terminal.answer({ ok: !broken, checks }, () =>
    checks
      .map(({ check, verdict, message, messageEn }) => `${MARK[verdict]} ${check}: ${terminal.say({ vi: message, en: messageEn })}`)
      .join('\n'),
  );
  return broken ? EXIT.refused : EXIT.done;
}

function node(): Check {
  const major = Number(process.versions.node.split('.')[0]);
  return found(
    'node',
    major >= NODE_MAJOR_MIN ? 'ok' : 'broken',
    process.version,
    `${process.version}, at least ${NODE_MAJOR_MIN} is needed`,
  );
}

/** Had they been wrong, the run would have ended before this. */
const settings = ({ dataDir, operator, language }: Config): Check =>
  found(
    'settings',
    'ok',
    `dữ liệu ${dataDir}, người nhập ${operator}, ngôn ngữ ${language}`,
    `data ${dataDir}, operator ${operator}, language ${language}`,
  );

function folder({ dataDir }: Config): Check {
  if (!existsSync(dataDir))
    return found('folder', 'note', `${dataDir} chưa có, sẽ được tạo`, `${dataDir} is not there yet and will be made`);
  try {
    accessSync(dataDir, constants.R_OK | constants.W_OK);
    return found('folder', 'ok', `${dataDir} đọc và ghi được`, `${dataDir} can be read and written`);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return found('folder', 'broken', `không ghi được ${dataDir} (${code})`, `${dataDir} cannot be written (${code})`);
  }
}

async function log(config: Config): Promise<readonly Check[]> {
  if (!isThere(config)) return [found('log', 'note', 'chưa có sự kiện nào', 'nothing was recorded yet')];
  let opened: EventLog;
  try {
    opened = await openLog(config);
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    return [found('log', 'broken', error.message, error.message)];
  }
  try {
    const head = await opened.head();
    return [
      ...(opened instanceof SqliteLog ? fileFound(opened, head) : serverFound(head)),
      ...(await readModelsFound(config, opened, head)),
      await eventsFound(opened),
      ...(await unlessUnknown('imports', unfinished(opened))),
      ...(await unlessUnknown('follow-ups', followUps(opened))),
      ...(await attachments(config, opened)),
      ...(await unlessUnknown('rules', rules(config, opened))),
      ...(await unlessUnknown('calendar', calendar(opened))),
    ];
  } finally {
    await opened.close();
  }
}

/** Only where there is something to remind of. */
const reminders = (config: Config): readonly Check[] => (isThere(config) ? remindersFound(config) : []);

/** Only where there is something to lose. */
const recovery = (config: Config): readonly Check[] =>
  isThere(config) ? recoveryFound(config, systemClock.now()).map(({ check, verdict, vi, en }) => found(check, verdict, vi, en)) : [];

function fileFound(opened: SqliteLog, head: string | null): readonly Check[] {
  const at = head ?? '–';
  const log = found('log', 'ok', `vị trí ${at}, WAL, synchronous=FULL`, `position ${at}, WAL, synchronous=FULL`);
  return [log, levelsFound(opened), writer(opened.file)];
}

const serverFound = (head: string | null): readonly Check[] => [
  found('log', 'ok', `vị trí ${head ?? '–'}, KurrentDB trả lời`, `position ${head ?? '–'}, KurrentDB answers`),
];

function writer(file: string): Check {
  try {
    WriterLock.take(file, 'tiendo doctor').release();
    return found('writer', 'ok', 'không tiến trình nào đang ghi', 'no process is writing');
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    return error.code === 'locked'
      ? found('writer', 'note', `một tiến trình đang ghi: ${error.message}`, error.message)
      : found('writer', 'broken', error.message, error.message);
  }
}

async function rules(config: Config, opened: EventLog): Promise<readonly Check[]> {
  const own = await rulesFound(config, opened);
  return own === null ? [] : [found('rules', own.verdict, own.vi, own.en)];
}

async function calendar(opened: EventLog): Promise<readonly Check[]> {
  const { verdict, vi, en } = await calendarFound(opened);
  return [found('calendar', verdict, vi, en)];
}

async function attachments(config: Config, opened: EventLog): Promise<readonly Check[]> {
  const files = await attachmentsFound(config, opened);
  return files === null ? [] : [found('attachments', files.verdict, files.vi, files.en)];
}

async function unfinished(opened: EventLog): Promise<readonly Check[]> {
  const { imports, members } = await unfinishedImports(opened);
  if (imports.length === 0 && members.length === 0) return [found('imports', 'ok', 'không có lần nhập dở dang', 'no unfinished import')];
  const [first] = members;
  return [
    ...imports.map(({ file, startedAt }) =>
      found(
        'imports',
        'broken',
        `nhập dở dang ${file} (từ ${startedAt}); chạy lại đúng tệp đó`,
        `unfinished import of ${file} (since ${startedAt}); run the same file again`,
      ),
    ),
    ...(first === undefined
      ? []
      : [
          found(
            'imports',
            'broken',
            `${members.length} đề án có trong kế hoạch hoặc hợp đồng nhưng chưa có trong hồ sơ, đầu tiên ${first.code} (${first.stream})`,
            `${members.length} projects stand in a plan or contract but not in their own record, first ${first.code} (${first.stream})`,
          ),
        ]),
  ];
}

/** They are in the log and nothing is lost: the server does them when it runs. */
async function followUps(opened: EventLog): Promise<readonly Check[]> {
  const waiting = await unfinishedFollowUps(opened);
  const [first] = waiting;
  if (first === undefined) return [found('follow-ups', 'ok', 'không có việc tiếp theo dở dang', 'no unfinished follow-up')];
  const named = `${first.command.type} ${first.code} (${first.decidedBy.stream})`;
  return [
    found(
      'follow-ups',
      'note',
      `${waiting.length} việc tiếp theo chưa xong, đầu tiên ${named}; máy chủ sẽ làm tiếp khi chạy`,
      `${waiting.length} follow-ups are not done, first ${named}; the server goes on with them when it runs`,
    ),
  ];
}
