import { StaleRevision } from '#commands/decide-steps';
import { Commands } from '#commands/handle';
import { projectIdOfCode } from '#commands/project-id';
import { projectKind } from '#commands/stream-kind';
import { ConcurrencyConflict, type EventLog, READ_EVENTS_MAX } from '#event-log/event-log';
import { beginning, commandId } from '../load/command-work.ts';
import type { Race } from './proof-result.ts';

const HANDLERS = 3;
/** Officers who want the same code, each for a need of his own. */
const RIVALS = 3;
const clock = { now: () => '2022-10-15T05:00:00.000Z' };

/** Which project a survey would open. */
export type Opens = (code: string, commandId: string) => string;
export const byCode: Opens = projectIdOfCode;
/** The control: as it was before a code named its stream. */
export const byCommand: Opens = (_code, command) => commandId(`opened by ${command}`);

/**
 * Officers who want the same codes at the same moment, through handlers that know nothing of each other: each code is taken once, by one who is told
 * so, and the others are told that it is taken. One of them says it twice at once.
 * @param logs one for each handler, or one for all
 * @returns the number of commands that raced
 */
export async function raceCodes(
  logs: readonly [EventLog, ...EventLog[]],
  codes: number,
  { random, findings }: Race,
  opens = byCode,
): Promise<number> {
  const handlers = Array.from({ length: HANDLERS }, (_, index) => new Commands(logs[index % logs.length] ?? logs[0], clock));
  const say = async (index: number, rival: number): Promise<string | null> => {
    const { command, id, stream } = wanted(index, rival, opens);
    const handler = handlers[Math.floor(random() * HANDLERS)] as Commands;
    return handler.handle(projectKind, stream, { command, trace: { commandId: id, correlationId: id } }, -1).then(
      () => id,
      (error: unknown) => {
        if (error instanceof StaleRevision || error instanceof ConcurrencyConflict) return null;
        throw error;
      },
    );
  };
  const sayings = Array.from({ length: codes }, (_, index) => [...Array(RIVALS).keys(), 0].map((rival) => ({ index, rival }))).flat();
  const answers = await Promise.all(sayings.map(async ({ index, rival }) => ({ code: codeOf(index), taker: await say(index, rival) })));
  const takers = await takersIn(logs[0]);
  for (const code of new Set(answers.map((answer) => answer.code))) {
    const [first, ...more] = takers.get(code) ?? [];
    if (first === undefined) findings.add('violations', `${code}: nobody has it`);
    if (more.length > 0) findings.add('doubled', `${code} is taken ${more.length + 1} times`);
    const told = new Set(answers.filter((answer) => answer.code === code).flatMap(({ taker }) => taker ?? []));
    for (const taker of told)
      if (!(takers.get(code) ?? []).includes(taker)) findings.add('lost', `${code}: ${taker} was told that it has it`);
    if (told.size > 1) findings.add('doubled', `${code}: ${told.size} were told that they have it`);
  }
  return sayings.length;
}

const codeOf = (index: number): string => `KCDP-2027-38-${String(index + 1).padStart(5, '0')}`;

function wanted(index: number, rival: number, opens: Opens) {
  const [survey] = beginning(index);
  if (survey?.command.type !== 'SurveyNeed') throw new Error('a project does not begin with its survey');
  const id = commandId(`code ${index} rival ${rival}`);
  const need = { ...survey.command.need, code: codeOf(index), beneficiary: { name: `Cơ sở ${rival}`, taxCode: null } };
  const projectId = opens(need.code, id);
  return { id, stream: `project-${projectId}`, command: { ...survey.command, projectId, need } };
}

/** Commands that took a code, by code. */
async function takersIn(log: EventLog): Promise<ReadonlyMap<string, readonly string[]>> {
  const takers = new Map<string, string[]>();
  for (let after: string | undefined; ;) {
    const page = await log.readAll({ limit: READ_EVENTS_MAX, ...(after === undefined ? {} : { after }) });
    for (const { type, data, meta } of page) {
      if (type !== 'NeedSurveyed') continue;
      const code = data['code'] as string;
      takers.set(code, [...(takers.get(code) ?? []), meta['commandId'] ?? '']);
    }
    if (page.length < READ_EVENTS_MAX) return takers;
    after = page.at(-1)?.position;
  }
}
