import type { DueStep } from '#contracts/reminders';
import type { StepNow } from '#lifecycle/obligation/ladder-steps';
import type { Obligation } from '#lifecycle/obligation/obligation';
import type { Track } from '#lifecycle/obligation/track';
import { scopeOf } from '#lifecycle/rulebook/rulebook.events';
import type { Projects } from '../clock-model/projects.ts';
import type { Watched } from '../look.ts';
import { citedRule } from '../rule-row.ts';

/** An obligation as it stands on a day, with what a sweep watches of it. */
export interface Owed {
  readonly watched: Watched;
  readonly obligation: Obligation;
  readonly track: Track;
  readonly ladder: string;
}

export function dueStep({ watched, obligation, track, ladder }: Owed, { step, on, late, skipped }: StepNow): DueStep {
  const { kind, due, left, unit, holder, vnd, rule, calendar } = obligation;
  return {
    project: watched.project,
    code: track.subject?.code ?? '',
    title: track.subject?.title ?? '',
    province: scopeOf(watched.province),
    source: watched.source,
    obligation: watched.obligation,
    kind,
    step,
    on,
    due,
    left,
    unit,
    late,
    skipped,
    holder,
    vnd,
    rule: citedRule(rule),
    ladder,
    calendar,
  };
}

/** The obligation of a watched row on a day, remembering the project that was asked for last. */
export class OwedOn {
  #last: { readonly project: string; readonly track: Track; readonly owed: readonly Obligation[] } | null = null;

  constructor(
    private readonly projects: Projects,
    private readonly day: string,
  ) {}

  of(watched: Watched, ladder: string): Owed | null {
    if (this.#last?.project !== watched.project) {
      const track = this.projects.find(watched.project)?.track;
      if (track === undefined) return null;
      this.#last = { project: watched.project, track, owed: this.projects.obligationsOf(track, this.day) };
    }
    const { track, owed } = this.#last;
    const obligation = owed.find(({ key }) => key === watched.obligation);
    return obligation === undefined ? null : { watched, obligation, track, ladder };
  }
}
