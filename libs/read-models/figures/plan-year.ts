import { DUE_DAYS, dueDaysOf, mayOwe } from './due-days.ts';
import type { Moment } from './standing.ts';

interface Folded {
  readonly id: string;
  readonly facts: readonly number[];
}

/** Projects. */
const FIRST_ROOM = 256;

/**
 * The projects of a plan year. Their days stand side by side in one array: most questions about what is due are about few of them, and
 * finding out by a look at each project in its own place in memory took as long as reckoning for those few.
 */
export class PlanYear<Project extends Folded> {
  readonly #projects: Project[] = [];
  readonly #places = new Map<string, number>();
  #days = new Int32Array(FIRST_ROOM * DUE_DAYS);

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
    if (place === undefined) return;
    this.#places.delete(id);
    const last = this.#projects.pop() as Project;
    if (last.id === id) return;
    this.#places.set(last.id, place);
    this.#putAt(place, last);
  }

  /** Without those that owe nothing at a moment for sure. */
  owing(moment: Moment): readonly Project[] {
    const [projects, days] = [this.#projects, this.#days];
    const found: Project[] = [];
    for (let place = 0; place < projects.length; place += 1)
      if (mayOwe(days, place * DUE_DAYS, moment)) found.push(projects[place] as Project);
    return found;
  }

  #putAt(place: number, project: Project): void {
    this.#projects[place] = project;
    if ((place + 1) * DUE_DAYS > this.#days.length) {
      const longer = new Int32Array(this.#days.length * 2);
      longer.set(this.#days);
      this.#days = longer;
    }
    this.#days.set(dueDaysOf(project.facts), place * DUE_DAYS);
  }
}
