import type { NewEvent } from '#event-log/event-log';
import { addDays, days } from '#lifecycle/calendar-date';
import { chance, hex, type Life, live, type Lived, uuid } from './project-life.ts';

/**
 * Lives of projects as an office would have recorded them: about ten events each, some returned, failed, stopped or still running,
 * Vietnamese texts, about 500 bytes of JSON an event. The same seed gives the same events, ids and instants.
 */
export interface Histories {
  readonly projects: number;
  readonly seed?: number;
  /** First plan year; projects spread evenly over `years` of them. */
  readonly firstYear?: number;
  readonly years?: number;
}

/** One append: an event of one stream at its revision. */
export interface HistoryEvent {
  readonly stream: string;
  readonly revision: number;
  readonly event: NewEvent;
}

export const projectIdOf = (seed: number, project: number): string => uuid(seed, project, 0);

interface Running {
  readonly stream: string;
  readonly project: number;
  readonly lived: Generator<Lived>;
  next: Lived;
  revision: number;
}

/** The events of all projects as an office records them: by day, many projects at once. */
export function* histories({ projects, seed = 1, firstYear = 2015, years = 8 }: Histories): Generator<HistoryEvent> {
  const byDay = new Map<string, Running[]>();
  const file = (running: Running) => {
    const { value, done } = running.lived.next();
    if (done || value === undefined) return;
    running.next = value;
    const there = byDay.get(value.occurredOn);
    if (there === undefined) byDay.set(value.occurredOn, [running]);
    else there.push(running);
  };
  const numbers = new Map<string, number>();
  const nextNumber = (of: string): number => {
    const number = (numbers.get(of) ?? 0) + 1;
    numbers.set(of, number);
    return number;
  };
  let begun = 0;
  const spanDays = years * 365;
  for (let day = 0; begun < projects || byDay.size > 0; day += 1) {
    const today = addDays(`${firstYear - 1}-01-05`, days(day));
    for (; begun < projects && Math.floor((begun * spanDays) / projects) <= day; begun += 1) {
      const life: Life = {
        random: chance(seed * 1_000_003 + begun),
        index: begun,
        planYear: Number(today.slice(0, 4)) + 1,
        nextNumber,
        day: today,
      };
      file({ stream: `project-${projectIdOf(seed, begun)}`, project: begun, lived: live(life), next: undefined as never, revision: 0 });
    }
    let second = 0;
    for (let turn = byDay.get(today); turn !== undefined; turn = byDay.get(today)) {
      byDay.delete(today);
      for (const running of turn) {
        yield recorded(running, seed, second++);
        running.revision += 1;
        file(running);
      }
    }
  }
}

function recorded({ stream, project, next, revision }: Running, seed: number, number: number): HistoryEvent {
  const id = uuid(seed, project, revision + 1);
  const meta = {
    actor: `u-${hex(Math.imul(project, 2_654_435_761) >>> 0, 8)}`,
    commandId: id.replace('-5000-', '-5001-'),
    correlationId: id.replace('-5000-', '-5002-'),
    occurredOn: next.occurredOn,
    onBehalfOf: 'so-cong-thuong',
    recordedAt: new Date(Date.parse(`${next.occurredOn}T01:00:00.000Z`) + number * 40).toISOString(),
    ruleSet: 'rs-2014-02',
  };
  return { stream, revision, event: { id, type: next.event.type, version: 1, data: next.event.data as unknown as NewEvent['data'], meta } };
}
