import { definitions } from '#reference/definitions/definitions';
import type { Role } from '#reference/roles';
import { ROLES } from '#reference/roles';
import { projectActs, type SayableAct } from '../../apps/api/acts/project-acts.ts';

interface Schema {
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly required?: readonly string[];
}

/** Who may say it, of each programme: one cell when both say the same. */
function whoMay(act: string): string {
  const names = (who: readonly Role[]): string => who.map((role) => ROLES[role].en).join(', ');
  const cells = definitions.map(({ id, transitions }) => [id, names(transitions.find((one) => one.act === act)?.who ?? [])] as const);
  const [first] = cells;
  return cells.every(([, who]) => who === first?.[1]) ? (first?.[1] ?? '') : cells.map(([id, who]) => `${id}: ${who}`).join('; ');
}

/** Needed fields as they are, others with a question mark. */
function fieldsOf({ properties = {}, required = [] }: Schema): string {
  return Object.keys(properties)
    .map((name) => (required.includes(name) ? `\`${name}\`` : `\`${name}?\``))
    .join(', ');
}

/** docs/reference/acts.md, made from the table of acts, the stage graphs and the classes of the bodies. */
export function actsPage(schemas: Readonly<Record<string, object>>): string {
  const rows = (Object.keys(projectActs) as SayableAct[]).map((act) => {
    const { path, body, summary } = projectActs[act];
    const [vi = '', en = ''] = summary.split(' / ');
    const basis = definitions[0]?.transitions.find((one) => one.act === act)?.basis;
    const law = basis === undefined ? '' : `${basis.instrument}, ${basis.article}`;
    return `| ${act} | \`…/${path}\` | ${vi}<br>${en} | ${whoMay(act)} | ${fieldsOf((schemas[body.name] ?? {}) as Schema)} | ${law} |`;
  });
  return `# The acts on a project

Made from \`apps/api/acts/project-acts.ts\` and the stage graphs by \`node dist/test/api/write-reference.js\`; a test keeps it equal to them. Each act is
\`POST /api/v1/projects/{project}/…\` with \`Idempotency-Key\` and \`If-Match\`; the first of all, the survey, is \`POST /api/v1/projects\`. Fields with \`?\` may be
left out. From which stage an act may be said [the stage graphs](stage-graphs.md) tell; an example of each body is in [openapi.json](openapi.json).

| act | address | what | who may | body | legal basis |
|---|---|---|---|---|---|
${rows.join('\n')}
`;
}
