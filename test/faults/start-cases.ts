import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { currentFile } from '#read-models/generations';

/** A start with something wrong. */
export interface StartCase {
  readonly name: string;
  readonly args?: readonly string[];
  /** `{data}` in a value is the case's own data folder. */
  readonly env?: Readonly<Record<string, string>>;
  /** Puts something wrong into a data folder that a sound start has left. */
  readonly spoil?: (data: string) => void;
  /** The line that the start must end with; absent: it must start and answer as if nothing were wrong. */
  readonly refused?: RegExp;
}

const setting = (name: string, values: readonly string[], refused: RegExp): readonly StartCase[] =>
  values.map((value) => ({ name: `${name}=${JSON.stringify(value)}`, env: { [name]: value }, refused }));

const SETTINGS: readonly StartCase[] = [
  ...setting('PORT', ['-1', '65536', '80.5', '0x50', '1e3', ' 3000', '3000 ', '３０００', 'NaN', 'null', 'http'], /PORT must be/),
  ...setting('HOST', ['0.0.0.0', '::', '10.0.0.7', 'example.com', ' 127.0.0.1', '127.0.0.1:80'], /HOST must be a loopback address/),
  ...setting('TIENDO_DATA', ['a\nb', '\t'], /TIENDO_DATA must be the path of a folder/),
  ...setting('TIENDO_DATA', ['/proc/tiendo', '/dev/null', '/dev/null/data'], /data folder cannot be used/),
  ...setting(
    'TIENDO_LOG',
    ['sqlite', 'sqlite:', 'SQLITE:x', 'file:x', 'x.sqlite', 'esdb://h', 'sqlite:a\nb'],
    /TIENDO_LOG must be sqlite:PATH/,
  ),
  ...setting('TIENDO_LOG', ['kurrentdb://', 'kurrentdb', 'kurrentdb://h/X', 'kurrentdb://u:hunter2@h:0'], /TIENDO_LOG (must be|has) /),
  ...setting('TIENDO_LOG', ['kurrentdb://admin:hunter2@db:2113?tls=false'], /TIENDO_LOG has tls=false, which is for loopback only/),
  ...setting('TIENDO_LOG', ['kurrentdb://db?gossipTimeout=5', 'kurrentdb://db?tlsVerifyCert=false'], /TIENDO_LOG has .* which cannot be/),
  ...setting('TIENDO_LOG', ['sqlite:{data}', 'sqlite:{data}/no/such/folder/log.sqlite'], /cannot be used|does not exist|unable to open/),
  ...setting('TIENDO_QUEUE', ['none', 'redis://:hunter2@h.example.vn:6379', 'INLINE'], /TIENDO_QUEUE must be inline/),
  ...setting('TIENDO_OPERATOR', ['Người vận hành', '../x', '-x', 'a b', 'x'.repeat(65)], /TIENDO_OPERATOR must/),
  ...setting('TIENDO_LANG', ['VI', 'fr', 'vi-VN'], /TIENDO_LANG must be vi or en/),
  ...setting('TIENDO_LOG_LEVEL', ['loud', 'INFO', '3'], /TIENDO_LOG_LEVEL must be a level/),
  ...setting('TIENDO_WAIT_MAX', ['61', '-1', '10s', '1.5'], /TIENDO_WAIT_MAX must be/),
  ...setting('TIENDO_LAG_MAX', ['-1', '1e9', '9999999999'], /TIENDO_LAG_MAX must be/),
  ...setting('TIENDO_RATE_MAX', ['1000001', '-1', 'all'], /TIENDO_RATE_MAX must be/),
  ...setting('TIENDO_ATTACHMENT_MAX', ['0', '1025', '2.5', '25MB'], /TIENDO_ATTACHMENT_MAX must be/),
  ...setting('TIENDO_SMTP', ['mail', 'smtp://user:hunter2@m', 'smtp://m:99999', 'pop3://m'], /TIENDO_SMTP must be smtp:/),
  ...setting('TIENDO_SMTP', ['smtp://m'], /TIENDO_MAIL_FROM must name the sender/),
  ...setting('TIENDO_SMTP_PASSWORD_FILE', ['/run/secrets/smtp'], /TIENDO_SMTP must name the user/),
  ...setting('TIENDO_MAIL_FROM', ['Tiendo', 'a@b,c@d'], /TIENDO_MAIL_FROM must be an address/),
  ...setting('TIENDO_CONSOLE_URL', ['tiendo.vn', 'https://u:hunter2@tiendo.vn/'], /TIENDO_CONSOLE_URL must be an http/),
  ...setting('TIENDO_SWEEP_SECONDS', ['-1', '3601', '1.5'], /TIENDO_SWEEP_SECONDS must be/),
  ...setting('TIENDO_WEBHOOK_LOOPBACK', ['yes', '2'], /TIENDO_WEBHOOK_LOOPBACK must be 0 or 1/),
  ...setting('TIENDO_OTLP', ['otel', 'grpc://otel:4317', 'http://u:hunter2@traces.example.vn'], /TIENDO_OTLP must be http/),
  ...setting('TIENDO_TRACE_SHARE', ['2', '-1', '50%'], /TIENDO_TRACE_SHARE must be 0 to 1/),
  ...setting('TIENDO_DTA', ['x'], /TIENDO_DTA is no setting/),
  { name: 'three at once', env: { PORT: 'x', HOST: 'y', TIENDO_LANG: 'z' }, refused: /(?=.*PORT)(?=.*HOST)(?=.*TIENDO_LANG)/ },
  { name: 'an option that is none', args: ['--frist-run'], refused: /unknown option --frist-run.*--first-run/ },
  { name: 'an option with a value', args: ['--first-run=1'], refused: /unknown option/ },
  { name: 'a word', args: ['start'], refused: /unknown option start/ },
  { name: 'empty settings count as not given', env: { TIENDO_LANG: '', TIENDO_LOG: '', HOST: '' } },
];

const removed = (data: string, name: string): void => rmSync(join(data, name), { recursive: true, force: true });
const put = (name: string, content: string) => (data: string) => writeFileSync(join(data, name), content);
const folder = (name: string) => (data: string) => void mkdirSync(join(data, name));
const instead = (name: string, make: (data: string) => void) => (data: string) => {
  removed(data, name);
  make(data);
};
const current = (data: string): string => currentFile(join(data, 'read-models')) ?? '';
const NOISE = 'not a database, and long enough to be taken for one '.repeat(200);

function alter(file: string, sql: string): void {
  const db = new DatabaseSync(file);
  db.exec(sql);
  db.close();
}

const FILES: readonly StartCase[] = [
  { name: 'log: another kind of file', spoil: put('log.sqlite', NOISE), refused: /log\.sqlite/ },
  { name: 'log: a folder', spoil: instead('log.sqlite', folder('log.sqlite')), refused: /log\.sqlite/ },
  {
    name: 'log: another program’s database',
    spoil: instead('log.sqlite', (data) => alter(join(data, 'log.sqlite'), 'CREATE TABLE x (y)')),
    refused: /not a Tiendo log/,
  },
  { name: 'log: of a later format', spoil: (data) => alter(join(data, 'log.sqlite'), 'PRAGMA user_version = 99'), refused: /format 99/ },
  {
    name: 'log: its first bytes gone',
    spoil: (data) => writeFileSync(join(data, 'log.sqlite'), 'x', { flag: 'r+' }),
    refused: /log\.sqlite/,
  },
  { name: 'read models: a file', spoil: instead('read-models', put('read-models', 'x')), refused: /read-models/ },
  { name: 'attachments: a file', spoil: instead('attachments', put('attachments', 'x')), refused: /attachments/ },
  { name: 'read models: gone', spoil: (data) => removed(data, 'read-models') },
  { name: 'read models: an empty pointer', spoil: put('read-models/CURRENT', '') },
  { name: 'read models: a pointer to nothing', spoil: put('read-models/CURRENT', 'gone.db\n') },
  { name: 'read models: a pointer to elsewhere', spoil: put('read-models/CURRENT', '../log.sqlite\n') },
  { name: 'read models: not a database', spoil: (data) => writeFileSync(current(data), NOISE) },
  { name: 'read models: empty', spoil: (data) => writeFileSync(current(data), '') },
  { name: 'read models: half of it', spoil: (data) => writeFileSync(current(data), 'SQLite format 3\0') },
  { name: 'read models: of another log', spoil: (data) => alter(current(data), "UPDATE header SET log_id = 'another'") },
  { name: 'read models: a table gone', spoil: (data) => alter(current(data), 'DROP TABLE projects_text') },
  { name: 'read models: left half built', spoil: put('read-models/x.db.building', NOISE) },
  { name: 'follow-ups: not JSON', spoil: put('follow-ups.json', '{"log":') },
  { name: 'follow-ups: null', spoil: put('follow-ups.json', 'null') },
  { name: 'follow-ups: a position that is none', spoil: put('follow-ups.json', '{"log":"x","position":7}') },
  { name: 'writer lock: noise in who holds it', spoil: put('log.sqlite-writer.json', '{"pid":') },
  { name: 'writer lock: of a process long gone', spoil: put('log.sqlite-writer.json', '{"pid":999999,"program":"tiendo"}') },
  { name: 'an unknown file beside', spoil: put('notes.txt', 'x') },
  { name: 'a link that leads nowhere', spoil: (data) => symlinkSync('/nowhere', join(data, 'link')) },
];

export const startCases: readonly StartCase[] = [...SETTINGS, ...FILES];
