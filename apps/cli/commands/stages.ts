import { projectKind } from '#commands/stream-kind';
import { fold, absent } from '#commands/stream-states';
import { type EventLog, READ_EVENTS_MAX } from '#event-log/event-log';
import { faultsOf } from '#reference/definitions/check';
import type { Definition } from '#reference/definitions/definition';
import { definitionOf, definitions, isDefinition } from '#reference/definitions/definitions';
import { mermaidOf } from '#reference/definitions/diagram';
import { type MoveReport, moveReport, type Standing } from '#reference/definitions/move';
import type { Source } from '#reference/province-ref';
import { EXIT, type Exit, Failure } from '../exit.ts';
import { Progress } from '../progress.ts';
import { openLog } from '../log-of.ts';
import { withReadSide } from '../read-side.ts';
import type { Run, Terminal } from '../terminal.ts';

export interface StagesOptions {
  readonly programme?: Source;
  readonly moveTo?: string;
}

/** `stages`: the stage graphs as Mermaid diagrams, checked; with `--move-to` what moving the projects there would do. */
export async function showStages(run: Run, { programme, moveTo }: StagesOptions): Promise<Exit> {
  if (moveTo !== undefined) return reportMove(run, moveTo);
  const shown = definitions.filter((one) => programme === undefined || one.programme === programme);
  const faults = shown.flatMap(faultsOf);
  run.terminal.answer({ definitions: shown.map(summaryOf), faults }, () => [...shown.map(mermaidOf), ...faults].join('\n\n'));
  return faults.length === 0 ? EXIT.done : EXIT.refused;
}

const summaryOf = (definition: Definition) => ({ ...definition, mermaid: mermaidOf(definition) });

async function reportMove({ config, terminal }: Run, moveTo: string): Promise<Exit> {
  if (!isDefinition(moveTo)) {
    const known = definitions.map(({ id }) => id).join(', ');
    throw new Failure(
      { vi: `không có quy trình ${moveTo}; hiện có: ${known}`, en: `there is no stage graph ${moveTo}; there are: ${known}` },
      EXIT.refused,
    );
  }
  const to = definitionOf(moveTo);
  await (await openLog(config)).close();
  const progress = await Progress.on(terminal.streams.stderr);
  const report = await withReadSide(config, async ({ log, db }) => {
    const rows = db.prepare('SELECT id, code FROM projects_text WHERE source = ? ORDER BY code').all(to.programme) as {
      id: string;
      code: string;
    }[];
    const standings: Standing[] = [];
    for (const { id, code } of rows) {
      standings.push(...(await standingOf(log, id, code)));
      if (standings.length % 200 === 0)
        progress.show({ done: standings.length, total: rows.length, words: `${standings.length}/${rows.length}` });
    }
    return moveReport(standings, to);
  }).finally(() => progress.end());
  terminal.answer(report, () => textOf(report, terminal));
  return report.stuck.length === 0 ? EXIT.done : EXIT.refused;
}

async function standingOf(log: EventLog, project: string, code: string): Promise<readonly Standing[]> {
  const events = await log.readStream(`project-${project}`, { from: 0, limit: READ_EVENTS_MAX });
  const { state } = fold(projectKind, absent(projectKind), events);
  return state.status === 'absent' ? [] : [{ project, code, definition: state.file.definition, status: state.status }];
}

function textOf({ to, movable, alreadyThere, stuck }: MoveReport, terminal: Terminal): string {
  const lines = [
    terminal.say({
      vi: `Chuyển sang ${to}: ${movable.length} đề án chuyển được, ${alreadyThere} đã ở đó, ${stuck.length} không chuyển được. Chưa chuyển đề án nào.`,
      en: `Moving to ${to}: ${movable.length} can move, ${alreadyThere} are there, ${stuck.length} cannot. Nothing was moved.`,
    }),
    ...stuck.map(({ code, status, why }) => `  ${code} ${status}: ${why}`),
  ];
  return lines.join('\n');
}
