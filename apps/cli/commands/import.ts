import { setFlagsFromString } from 'node:v8';
import { UnreadableFile } from '#commands/register/csv-records';
import { importRegister, type ImportProgress, type ImportResult } from '#commands/register/import-register';
import { FileChanged } from '#commands/register/record-file';
import type { Config } from '#config/config';
import { programName } from '#config/program-name';
import type { EventLog } from '#event-log/event-log';
import { Refusal } from '#lifecycle/refusal';
import { inBoth } from '#reference/rules/legal-basis';
import { EXIT, type Exit, Failure } from '../exit.ts';
import { openToJudge } from '../log-of.ts';
import { openToWrite } from '../open-to-write.ts';
import { Progress } from '../progress.ts';
import type { Run, Terminal } from '../terminal.ts';

export interface ImportOptions {
  readonly file: string;
  readonly dryRun?: boolean;
  readonly acceptGood?: boolean;
}

/**
 * By how much the heap may grow between two full collections. An import makes garbage by the gigabyte and keeps little: left alone,
 * V8 lets a register of 100 000 rows take twice the memory for no gain in time.
 */
const HEAP_GROWTH_PERCENT = 25;

/** Faults that a terminal shows; `--json` has all. */
const FAULTS_SHOWN = 50;

/** `import <file>`: 2 when rows are refused, also when the good ones were taken. */
export async function importFile({ config, terminal }: Run, { file, dryRun = false, acceptGood = false }: ImportOptions): Promise<Exit> {
  setFlagsFromString(`--heap-growing-percent=${HEAP_GROWTH_PERCENT}`);
  const log = await logFor(config, dryRun);
  const progress = await Progress.on(terminal.streams.stderr);
  try {
    const onProgress = (at: ImportProgress) => progress.show(advance(at, terminal));
    const result = await importRegister({ log, file, operator: config.operator, dryRun, acceptGood, onProgress });
    progress.end();
    terminal.answer(result, () => textOf(result, terminal));
    return result.refused.length > 0 ? EXIT.refused : EXIT.done;
  } catch (error) {
    if (error instanceof UnreadableFile)
      throw new Failure({ vi: `không đọc được tệp ${error.file}: ${error.why}`, en: `cannot read ${error.message}` }, EXIT.refused);
    if (error instanceof FileChanged)
      throw new Failure({ vi: `tệp bị sửa trong lúc nhập: ${error.message}; hãy chạy lại`, en: `${error.message}; run it again` });
    if (error instanceof Refusal) throw overtaken(error);
    throw error;
  } finally {
    progress.end();
    await log.close();
  }
}

/** Somebody recorded something between the passes, on which a row that was good is not. What was recorded of the file stays. */
const overtaken = ({ code, facts }: Refusal): Failure => {
  const what = `${code} ${JSON.stringify(facts)}`;
  return new Failure({
    vi: `có người ghi vào nhật ký trong lúc nhập nên một dòng không còn hợp lệ: ${what}; hãy chạy lại`,
    en: `somebody recorded something during the import, and a row is good no more: ${what}; run it again`,
  });
};

/** A dry run opens nothing for writing: it works beside a running server, and where there is no log yet it makes none. */
const logFor = (config: Config, dryRun: boolean): Promise<EventLog> =>
  dryRun ? openToJudge(config) : openToWrite(config, programName('import'));

function advance({ pass, rows, bytes, totalBytes }: ImportProgress, terminal: Terminal) {
  const words = pass === 1 ? { vi: 'kiểm tra', en: 'judging' } : { vi: 'ghi', en: 'recording' };
  return { done: (pass - 1) * totalBytes + bytes, total: 2 * totalBytes, words: `${terminal.say(words)} · ${rows}` };
}

function textOf(result: ImportResult, terminal: Terminal): string {
  const { file, rows, accepted, alreadyKnown, refused, refusedRows, events, dryRun } = result;
  const head = dryRun
    ? { vi: `${file}: kiểm tra ${rows} dòng, không ghi gì.`, en: `${file}: ${rows} rows judged, nothing written.` }
    : refused.length > 0 && accepted === 0
      ? { vi: `${file}: bị từ chối, không ghi gì.`, en: `${file}: refused, nothing was written.` }
      : { vi: `${file}: đã nhập ${rows} dòng.`, en: `${file}: ${rows} rows imported.` };
  const counts = {
    vi: `  ghi mới ${accepted} · đã có ${alreadyKnown} · từ chối ${refusedRows} · sự kiện ${events}`,
    en: `  new ${accepted} · already known ${alreadyKnown} · refused ${refusedRows} · events ${events}`,
  };
  return [terminal.say(head), terminal.say(counts), ...warningsOf(result, terminal), ...faultsOf(result, terminal)].join('\n');
}

const warningsOf = ({ warnings }: ImportResult, terminal: Terminal): readonly string[] =>
  warnings.map(({ rows, firstRows, message, messageEn }) => {
    const where =
      rows === 0
        ? ''
        : ` (${rows} ${terminal.say({ vi: 'dòng', en: 'rows' })}: ${firstRows.join(', ')}${rows > firstRows.length ? ' …' : ''})`;
    return `  ! ${terminal.say({ vi: message, en: messageEn })}${where}`;
  });

function faultsOf({ refused }: ImportResult, terminal: Terminal): readonly string[] {
  const shown = refused.slice(0, FAULTS_SHOWN).map(({ row, code, problem, message, messageEn, refusedBy }) => {
    const law = refusedBy === undefined ? '' : ` [${terminal.say(inBoth(refusedBy.legalBasis))}]`;
    const at = terminal.say({ vi: `dòng ${row}`, en: `row ${row}` });
    return `  ${at}${code ? ` ${printable(code)}` : ''}: ${terminal.say({ vi: message, en: messageEn })} (${problem})${law}`;
  });
  const more = refused.length - shown.length;
  const rest = { vi: `  … còn ${more} lỗi nữa; --json liệt kê tất cả`, en: `  … and ${more} more; --json lists all` };
  return more > 0 ? [...shown, terminal.say(rest)] : shown;
}

/** A code as given may hold what a terminal would obey. */
const printable = (text: string): string => text.slice(0, 60).replace(/[\p{Cc}\p{Cf}]/gu, '?');
