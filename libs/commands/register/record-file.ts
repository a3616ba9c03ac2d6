import { projectStream } from '#lifecycle/contract/contract.events';
import { vietnamDay } from '../clock.ts';
import { Commands } from '../handle.ts';
import { projectIdOfCode } from '../project-id.ts';
import { RuleBooks } from '../rule-books.ts';
import { contractKind, planKind, projectKind } from '../stream-kind.ts';
import type { Column } from './columns.ts';
import { CsvRecords } from './csv-records.ts';
import { importCorrelationId, stepCommandId } from './ids.ts';
import { ImportNote } from './import-note.ts';
import type { FileToJudge, JudgedFile } from './judge-file.ts';
import { LogView } from './log-view.ts';
import { checkRow } from './row-check.ts';
import { codeOf, commandOf } from './row-commands.ts';
import { Window } from './window.ts';

/** Somebody wrote to the file while it was being imported. What was recorded came from the rows that were judged. */
export class FileChanged extends Error {
  constructor(file: string, row: number) {
    super(`${file} changed at row ${row} while it was being imported`);
    this.name = 'FileChanged';
  }
}

export interface FileToRecord extends FileToJudge {
  readonly judged: JudgedFile;
}

/** Rows in flight together, so that they share the log's commits; a server is asked for each by itself, and who waits too long for a turn is turned away. */
const IN_FLIGHT = { sqlite: 512, kurrentdb: 32 } as const;
/** An import touches a stream once: there is nothing to gain from remembering many. */
const STREAMS_KEPT = 1_024;
const PROGRESS_ROWS = 500;

/** The second pass: plans and contracts first, because they decide; then each project in one append. @returns events written */
export async function recordFile(work: FileToRecord): Promise<number> {
  const { log, clock, judged } = work;
  const commands = new Commands(log, clock, STREAMS_KEPT);
  const before = await (await LogView.of(log)).import(judged.sha256);
  // Every row may be there already and only the end of the import be missing.
  if (judged.toRecord === 0 && before.state.status !== 'running') return 0;
  const note = new ImportNote(commands, work, before.events);
  if (before.state.status !== 'running') await note.start();
  const written = new Window(IN_FLIGHT[log.place?.kind ?? 'sqlite']);
  for (const { stream, steps } of judged.plans.appends()) await written.add(() => commands.handleAll(planKind, stream, steps));
  for (const { stream, steps, isNew } of judged.contracts.appends()) {
    if (isNew) commands.assumeAbsent(contractKind, stream);
    await written.add(() => commands.handleAll(contractKind, stream, steps));
  }
  await written.drain();
  await recordRows(work, commands, written);
  await note.finish(written.events);
  return note.events + written.events;
}

async function recordRows(
  { log, file, clock, origin, judged, onProgress }: FileToRecord,
  commands: Commands,
  written: Window,
): Promise<void> {
  const records = new CsvRecords(file);
  const context = { today: vietnamDay(clock.now()), rules: await new RuleBooks(log).whole() };
  const correlationId = importCorrelationId(judged.sha256);
  for await (const { row, cells: given } of records.records()) {
    if (records.rows % PROGRESS_ROWS === 0) onProgress(records.rows, records.bytesRead);
    const newSteps = judged.verdicts.newSteps(row);
    if (newSteps.length === 0) continue;
    const { cells, findings } = checkRow((column: Column) => given[records.indexes.get(column) ?? -1] ?? '', context);
    if (findings.length > 0 || !judged.verdicts.saw(cells.code, row)) throw new FileChanged(file, row);
    const code = codeOf(cells);
    const projectId = projectIdOfCode(code);
    const stream = projectStream(projectId);
    const steps = newSteps.map((step) => ({
      command: commandOf(step, cells, { ...origin, row, projectId }),
      trace: { commandId: stepCommandId(code, step), correlationId },
    }));
    if (newSteps.includes('survey')) commands.assumeAbsent(projectKind, stream);
    await written.add(() => commands.handleAll(projectKind, stream, steps));
  }
  await written.drain();
  if (records.sha256() !== judged.sha256) throw new FileChanged(file, records.rows + 1);
  onProgress(records.rows, records.bytesRead);
}
