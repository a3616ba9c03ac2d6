import type { Role } from '../roles.ts';
import { ROLES } from '../roles.ts';
import type { Definition, Status } from './definition.ts';
import { definitions } from './definitions.ts';

const node = (stage: string): string => (stage === 'absent' ? '[*]' : stage.replaceAll('-', '_'));

/** A stage graph as a Mermaid state diagram: only acts that move a project; a stage that acts stay in has no arrow for them. */
export function mermaidOf({ stages, transitions }: Definition): string {
  const arrows = new Map<string, string[]>();
  for (const { act, from, to, follows } of transitions) {
    if (act === 'ReverseAct') continue;
    for (const start of from)
      for (const end of to) {
        if (start === end) continue;
        const arrow = `  ${node(start)} --> ${node(end)}`;
        arrows.set(arrow, [...(arrows.get(arrow) ?? []), follows === undefined ? act : `${act} (${follows})`]);
      }
  }
  const names = (Object.keys(stages) as Status[]).map((stage) => `  ${node(stage)}: ${stages[stage].vi}`);
  const ends = (Object.keys(stages) as Status[]).filter((stage) => stages[stage].end === true).map((stage) => `  ${node(stage)} --> [*]`);
  return ['stateDiagram-v2', ...names, ...[...arrows].map(([arrow, acts]) => `${arrow}: ${acts.join(', ')}`), ...ends].join('\n');
}

const namesOf = (who: readonly Role[]): string => who.map((role) => ROLES[role].en.toLowerCase()).join(', ');

/** docs/reference/stage-graphs.md, made from the graphs themselves. */
export function stagesPage(): string {
  const parts = definitions.map((definition) => {
    const rows = definition.transitions.map(({ act, from, to, who, duty, basis }) => {
      const text = `${basis.instrument}, ${basis.article}${basis.status === 'unverified' ? ' (unverified)' : ''}`;
      return `| ${act} | ${from.join(', ')} | ${to.join(', ') || 'stays'} | ${namesOf(who)} | ${duty ?? ''} | ${text} |`;
    });
    return `## ${definition.id}: from ${definition.from}, ${definition.basis.instrument} ${definition.basis.article}

\`\`\`mermaid
${mermaidOf(definition)}
\`\`\`

| act | from | to | who may | duty | legal basis |
|---|---|---|---|---|---|
${rows.join('\n')}`;
  });
  return `# The stage graphs

Made from \`libs/reference/definitions\` by \`node --conditions=source tools/write-stages-page.mjs\`; a test keeps it equal to the graphs, which are
checked at every start: every stage is reached, none but an end is a dead end, every act has somebody who may do it and a text that says so.
\`npm run -s tiendo -- stages --programme KCQG\` draws the same. A project keeps the graph under which it was surveyed until it is moved.

${parts.join('\n\n')}
`;
}
