import { Command, CommanderError } from 'commander';
import { type Language, readConfig } from '#config/config';
import { programVersion } from '#config/program-name';
import { EXIT, type Exit } from './exit.ts';
import { told } from './failure-text.ts';
import { addCalendar } from './lines/calendar.ts';
import { addOutbox } from './lines/outbox.ts';
import { addContacts } from './lines/contacts.ts';
import { addLog } from './lines/log.ts';
import { addRecording } from './lines/recording.ts';
import { addRecords } from './lines/records.ts';
import { addRecovery } from './lines/recovery.ts';
import { addReminders } from './lines/reminders.ts';
import { addReports } from './lines/reports.ts';
import { addRules } from './lines/rules.ts';
import type { Running } from './lines/line-options.ts';
import { addUpkeep } from './lines/upkeep.ts';
import { addWebhooks } from './lines/webhooks.ts';
import { type Streams, Terminal } from './terminal.ts';

/** Runs one command line. Returns the exit code: 0 done, 1 failed, 2 a wrong line, refused or broken data. */
export async function run(args: readonly string[], streams: Streams): Promise<Exit> {
  let exit: Exit = EXIT.done;
  let language: Language = args[args.indexOf('--lang') + 1] === 'en' ? 'en' : 'vi';
  const running: Running = (act) => async (options) => {
    const config = readConfig();
    language = options.lang ?? config.language;
    exit = await act({ config, terminal: new Terminal(streams, options.json === true, language) }, options);
  };
  streams.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error; // A reader such as `head` has seen enough.
  });
  try {
    await programOf(streams, running).parseAsync(args, { from: 'user' });
    return exit;
  } catch (error) {
    // Commander has said on stderr what is wrong with the line; `--help` comes this way too.
    const misused = error instanceof CommanderError ? error : null;
    if (misused?.exitCode === 0) return EXIT.done;
    const { vi, en, code, exit: failed } = misused === null ? told(error) : ofMisuse(misused);
    if (misused === null) streams.stderr.write(`tiendo: ${language === 'en' ? en : vi}\n`);
    if (args.includes('--json')) streams.stdout.write(`${JSON.stringify({ error: { code, message: vi, messageEn: en } }, null, 2)}\n`);
    return failed;
  }
}

function ofMisuse({ message, code }: CommanderError) {
  const text = withoutAccounts(message);
  return { vi: text, en: text, code, exit: EXIT.refused };
}

/** A line that is repeated because it is wrong may name a server with a password. */
const withoutAccounts = (text: string): string => text.replace(/\b([a-z][a-z+.-]*:\/\/)[^\s'"]*@/gi, '$1***@');

function programOf({ stdout, stderr }: Streams, running: Running): Command {
  const program = new Command('tiendo').description('Sổ theo dõi đề án khuyến công / The register of industrial promotion projects');
  program
    .exitOverride()
    .configureOutput({ writeOut: (text) => stdout.write(text), writeErr: (text) => stderr.write(withoutAccounts(text)) });
  program.version(programVersion(), '--version', 'phiên bản / version');
  program.helpCommand(false).showHelpAfterError('(--help)');
  for (const add of [
    addRecording,
    addReports,
    addRecords,
    addRules,
    addCalendar,
    addContacts,
    addReminders,
    addWebhooks,
    addOutbox,
    addUpkeep,
    addRecovery,
    addLog,
  ])
    add(program, running);
  return program;
}
