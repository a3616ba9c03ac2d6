import type { Definition, Status } from './definition.ts';

/**
 * What is wrong with a stage graph; empty: nothing. Every stage is reached from the survey, none but an end is a dead end, from every
 * stage an end can be reached, every act has somebody who may do it and a text that says so, and no act stands twice.
 */
export function faultsOf({ id, stages, transitions }: Definition): readonly string[] {
  const faults: string[] = [];
  const all = Object.keys(stages) as Status[];
  const reached = reachedFrom('absent', transitions);
  for (const stage of all) if (!reached.has(stage)) faults.push(`${id}: stage ${stage} is never reached`);
  for (const stage of all) {
    const leaves = transitions.some(({ from, to }) => from.includes(stage) && to.some((next) => next !== stage));
    if (stages[stage].end === true) continue;
    if (!leaves) faults.push(`${id}: stage ${stage} is a dead end`);
    else if (!all.some((last) => stages[last].end === true && reachedFrom(stage, transitions).has(last)))
      faults.push(`${id}: no end is reached from stage ${stage}`);
  }
  const seen = new Set<string>();
  for (const { act, who, from, basis } of transitions) {
    if (seen.has(act)) faults.push(`${id}: ${act} stands twice`);
    seen.add(act);
    if (who.length === 0) faults.push(`${id}: nobody may ${act}`);
    if (from.length === 0) faults.push(`${id}: ${act} starts nowhere`);
    if (basis.instrument === '' || basis.article === '') faults.push(`${id}: ${act} has no legal basis`);
  }
  return faults;
}

function reachedFrom(start: string, transitions: Definition['transitions']): ReadonlySet<string> {
  const reached = new Set([start]);
  for (let before = 0; before < reached.size;) {
    before = reached.size;
    for (const { from, to } of transitions) if (from.some((stage) => reached.has(stage))) for (const stage of to) reached.add(stage);
  }
  return reached;
}
