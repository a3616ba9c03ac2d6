import { type ContactsImportResult, importContacts } from '#commands/contacts/import-contacts';
import { UnreadableFile } from '#commands/register/csv-records';
import { programName } from '#config/program-name';
import { EXIT, type Exit, Failure } from '../exit.ts';
import { openToJudge } from '../log-of.ts';
import { openToWrite } from '../open-to-write.ts';
import type { Run, Terminal } from '../terminal.ts';

export interface ImportContactsOptions {
  readonly file: string;
  readonly dryRun?: boolean;
}

/** Faults that a terminal shows; `--json` has all. */
const FAULTS_SHOWN = 50;

/** `contacts import <file>`: 2 when a row is refused, and then nothing is written. */
export async function importContactFile({ config, terminal }: Run, { file, dryRun = false }: ImportContactsOptions): Promise<Exit> {
  const log = dryRun ? await openToJudge(config) : await openToWrite(config, programName('contacts'));
  try {
    const result = await importContacts({ log, file, operator: config.operator, dryRun });
    terminal.answer(result, () => textOf(result, terminal));
    return result.refused.length > 0 ? EXIT.refused : EXIT.done;
  } catch (error) {
    if (error instanceof UnreadableFile)
      throw new Failure({ vi: `không đọc được tệp ${error.file}: ${error.why}`, en: `cannot read ${error.message}` }, EXIT.refused);
    throw error;
  } finally {
    await log.close();
  }
}

function textOf(result: ContactsImportResult, terminal: Terminal): string {
  const { file, rows, accepted, alreadyKnown, refused, refusedRows, events, dryRun, unknownColumns } = result;
  const head = dryRun
    ? { vi: `${file}: kiểm tra ${rows} dòng, không ghi gì.`, en: `${file}: ${rows} rows judged, nothing written.` }
    : refused.length > 0
      ? { vi: `${file}: bị từ chối, không ghi gì.`, en: `${file}: refused, nothing was written.` }
      : { vi: `${file}: đã nhập ${rows} dòng.`, en: `${file}: ${rows} rows imported.` };
  const counts = {
    vi: `  ghi mới hoặc sửa ${accepted} · đã có ${alreadyKnown} · từ chối ${refusedRows} · sự kiện ${events}`,
    en: `  new or changed ${accepted} · already known ${alreadyKnown} · refused ${refusedRows} · events ${events}`,
  };
  const unknown = unknownColumns.map(
    (name) => `  ! ${terminal.say({ vi: 'Cột không biết, bỏ qua', en: 'Unknown column, ignored' })}: ${printable(name)}`,
  );
  return [terminal.say(head), terminal.say(counts), ...unknown, ...faultsOf(result, terminal)].join('\n');
}

function faultsOf({ refused }: ContactsImportResult, terminal: Terminal): readonly string[] {
  const shown = refused.slice(0, FAULTS_SHOWN).map(({ row, person, problem, message, messageEn }) => {
    const at = terminal.say({ vi: `dòng ${row}`, en: `row ${row}` });
    return `  ${at}${person ? ` ${printable(person)}` : ''}: ${terminal.say({ vi: message, en: messageEn })} (${problem})`;
  });
  const more = refused.length - shown.length;
  const rest = { vi: `  … còn ${more} lỗi nữa; --json liệt kê tất cả`, en: `  … and ${more} more; --json lists all` };
  return more > 0 ? [...shown, terminal.say(rest)] : shown;
}

/** What a file holds may be what a terminal would obey. */
const printable = (text: string): string => text.slice(0, 60).replace(/[\p{Cc}\p{Cf}]/gu, '?');
