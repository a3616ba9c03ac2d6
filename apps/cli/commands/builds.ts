import type { ReadModelBuild, ReadModelsState } from '#contracts/read-models';
import type { EventLog } from '#event-log/event-log';
import { cancelBuilding } from '#read-models/building';
import { stateOfBuilds } from '#read-models/builds';
import { unpoint } from '#read-models/generations';
import { readModels } from '#read-models/models';
import { NotKept, rollBack } from '#read-models/rebuild-beside';
import { dropPrevious } from '#read-models/take-over';
import { EXIT, type Exit, Failure } from '../exit.ts';
import { openLog } from '../log-of.ts';
import type { Run, Terminal } from '../terminal.ts';

/** `builds`: what answers, what is kept, what is being built. */
export async function showBuilds(run: Run): Promise<Exit> {
  await withLog(run, async (log) => shown(run, await stateOf(run, log)));
  return EXIT.done;
}

/** `builds roll-back`: the former build answers again, whoever projects. */
export async function rollBackBuild(run: Run): Promise<Exit> {
  const directory = run.config.readModelsDir;
  return withLog(run, async (log) => {
    const switched = await rollBack({ log, directory, program: 'tiendo builds roll-back' }).catch(refused);
    shown(run, await stateOf(run, log));
    return switched ? EXIT.done : EXIT.failed;
  });
}

/** `builds drop`: gives back the room of the kept build. */
export async function dropBuild(run: Run): Promise<Exit> {
  if (!dropPrevious(run.config.readModelsDir)) throw new Failure(NOTHING_KEPT, EXIT.refused);
  return showBuilds(run);
}

/** `builds cancel`: ends what is being built, in whatever process, or takes away what a killed one left. */
export async function cancelBuild(run: Run): Promise<Exit> {
  const { readModelsDir } = run.config;
  const any = await withLog(run, async (log) => {
    const { building, interrupted, next } = await stateOf(run, log);
    return building !== null || interrupted || next !== null;
  });
  if (!any) throw new Failure({ vi: 'không có bản nào đang dựng', en: 'nothing is being built' }, EXIT.refused);
  cancelBuilding(readModelsDir);
  unpoint(readModelsDir, 'NEXT');
  return showBuilds(run);
}

const NOTHING_KEPT = { vi: 'không còn giữ bản trước nào', en: 'no former build is kept' };

function refused(error: unknown): never {
  if (!(error instanceof NotKept)) throw error;
  const { unfit } = error;
  if (unfit === null) throw new Failure(NOTHING_KEPT, EXIT.refused);
  throw new Failure(
    {
      vi: `bản trước không thuộc phiên bản này (${unfit}); hãy chạy lại chương trình cũ, nó sẽ tự dùng bản đó`,
      en: `the former build is not of this version (${unfit}); start the older program, which takes it up by itself`,
    },
    EXIT.refused,
  );
}

async function withLog<Result>({ config }: Run, work: (log: EventLog) => Promise<Result>): Promise<Result> {
  const log = await openLog(config);
  try {
    return await work(log);
  } finally {
    await log.close();
  }
}

const stateOf = async ({ config }: Run, log: EventLog): Promise<ReadModelsState> =>
  stateOfBuilds({ log, directory: config.readModelsDir, models: readModels });

const shown = ({ terminal }: Run, state: ReadModelsState): void => terminal.answer(state, () => linesOf(state, terminal).join('\n'));

function linesOf({ current, previous, next, building, interrupted, lag, head }: ReadModelsState, terminal: Terminal): readonly string[] {
  const line = (vi: string, en: string, build: ReadModelBuild | null): readonly string[] =>
    build === null ? [] : [`${terminal.say({ vi, en })}: ${buildWords(build)}`];
  return [
    terminal.say({
      vi: `Nhật ký ở ${head ?? '–'}, bản đang dùng chậm ${lag} sự kiện`,
      en: `Log at ${head ?? '–'}, the current build is ${lag} events behind`,
    }),
    ...line('Đang dùng', 'Current', current),
    ...line('Bản trước, còn giữ', 'Former, kept', previous),
    ...line('Chờ được dùng', 'To be taken over', next),
    ...(building === null
      ? []
      : [
          terminal.say({
            vi: `Đang dựng: ${building.events}/${building.total} sự kiện, còn khoảng ${building.etaSeconds} s (tiến trình ${building.process}, ${building.program})`,
            en: `Being built: ${building.events}/${building.total} events, about ${building.etaSeconds} s left (process ${building.process}, ${building.program})`,
          }),
        ]),
    ...(interrupted
      ? [terminal.say({ vi: 'Có bản dựng dở; lần dựng sau làm tiếp.', en: 'A build was interrupted; the next goes on with it.' })]
      : []),
  ];
}

function buildWords({ file, bytes, models, position, unfit }: ReadModelBuild): string {
  const versions = models.map(({ name, version }) => `${name} ${version}`).join(', ');
  return `${file} · ${(bytes / 1_048_576).toFixed(1)} MiB · ${versions} · ${position ?? '–'}${unfit === null ? '' : ` · ${unfit}`}`;
}
