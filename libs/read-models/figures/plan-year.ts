import { dueDaysOf } from './due-days.ts';
import type { Moment } from './standing.ts';

interface Folded {
  readonly id: string;
  readonly facts: readonly number[];
}

/** Of a project: since when it may owe something, until when, and since when that is known. */
const DAYS = 3;
const FIRST_ROOM = 256;

/**
 * The projects of a plan year. Their days stand side by side in one array: most questions about what is due are about few of them, and
 * finding out by a look at each project in its own place in memory took as long as reckoning for those few.
 */
export class PlanYear<Project extends Folded> {
  readonly #projects: Project[] = [];
  readonly #places = new Map<string, number>();
  #days = new Int32Array(FIRST_ROOM * DAYS);

  get projects(): readonly Project[] {
    return this.#projects;
  }

  /** In the place of what was known of it. */
  put(project: Project): void {
    const place = this.#places.get(project.id) ?? this.#projects.length;
    this.#places.set(project.id, place);
    this.#putAt(place, project);
  }

  /** The last project takes its place. */
  remove(id: string): void {
    const place = this.#places.get(id);
    const last = this.#projects.pop();
    this.#places.delete(id);
    if (place === undefined || last === undefined || last.id === id) return;
    this.#places.set(last.id, place);
    this.#putAt(place, last);
  }

  /** Without those that have neither contract nor acceptance yet, or are settled or ended for good: what is left may owe something. */
  owing({ asOfDay, knownDay }: Moment): readonly Project[] {
    const [projects, days] = [this.#projects, this.#days];
    const found: Project[] = [];
    for (let place = 0, at = 0; place < projects.length; place += 1, at += DAYS) {
      if ((days[at] as number) > asOfDay) continue;
      if ((days[at + 1] as number) <= asOfDay && (days[at + 2] as number) <= knownDay) continue;
      found.push(projects[place] as Project);
    }
    return found;
  }

  #putAt(place: number, project: Project): void {
    this.#projects[place] = project;
    if ((place + 1) * DAYS > this.#days.length) {
      const longer = new Int32Array(this.#days.length * 2);
      longer.set(this.#days);
      this.#days = longer;
    }
    const { fromDay, endDay, endKnownDay } = dueDaysOf(project.facts);
    this.#days.set([fromDay, endDay, endKnownDay], place * DAYS);
  }
}
