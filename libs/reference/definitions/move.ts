import type { Definition, Status } from './definition.ts';

/** Where a project stands, for the question whether it can be moved to another graph. */
export interface Standing {
  readonly project: string;
  readonly code: string;
  readonly definition: string;
  readonly status: Status;
}

export interface MoveReport {
  readonly to: string;
  readonly movable: readonly Standing[];
  readonly alreadyThere: number;
  readonly stuck: readonly (Standing & { readonly why: 'no-such-stage' | 'dead-end' })[];
}

/** What moving projects to a graph would do; nothing is moved. A stage from which the new graph leads nowhere would strand a project. */
export function moveReport(projects: Iterable<Standing>, to: Definition): MoveReport {
  const movable: Standing[] = [];
  const stuck: (Standing & { readonly why: 'no-such-stage' | 'dead-end' })[] = [];
  let alreadyThere = 0;
  for (const standing of projects) {
    const { status } = standing;
    if (standing.definition === to.id) alreadyThere += 1;
    else if (!Object.hasOwn(to.stages, status)) stuck.push({ ...standing, why: 'no-such-stage' });
    else if (
      to.stages[status].end !== true &&
      !to.transitions.some(({ from, to: next }) => from.includes(status) && next.some((one) => one !== status))
    )
      stuck.push({ ...standing, why: 'dead-end' });
    else movable.push(standing);
  }
  return { to: to.id, movable, alreadyThere, stuck };
}
