import { ROLES } from '#reference/roles';
import type { Step, Story } from './step.ts';

/** docs/tutorial/three-projects.md: the stories as they are walked by the test, so that the page cannot promise what the API does not do. */
export function tutorialPage(stories: readonly Story[]): string {
  return `# Three projects from survey to settlement, over HTTP alone

Three lives, each act said by the person who may say it. The test \`test/api/walk-through.e2e-spec.ts\` walks exactly these steps against a running server and
writes this page; every refusal below was met on the way.

Start Tiendo with \`npm start\`. Each step is a \`POST\` with a JSON body and three headers: \`Idempotency-Key\` (a new UUID for each intention; sent again it gets
its first answer), \`If-Match\` with the \`ETag\` of the record that you saw (\`If-None-Match: *\` for a plan or contract that is not there yet), and, until access control is there,
\`Tiendo-Demo-Identity: demo:<role>\`. The record, \`GET /api/v1/projects/{code}\`, lists under \`availableActions\` what you may do now, and for every
other act why not. Nobody does two things that exclude each other: who proposes does not appraise, who appraises does not approve, who approves
does not pay.

${stories.map(storyText).join('\n')}`;
}

const storyText = ({ title, about, steps }: Story): string => `## ${title}

${about}

${gathered(steps).map(stepText).join('\n')}
`;

interface Told {
  readonly step: Step;
  /** Steps like it that follow: papers one after the other, the five contents of an appraisal. */
  readonly more: readonly Step[];
}

/** Steps without words of their own go with the one before them when they are of the same kind. */
function gathered(steps: readonly Step[]): readonly Told[] {
  const told: { step: Step; more: Step[] }[] = [];
  for (const step of steps) {
    const last = told.at(-1);
    if (step.say === '' && last !== undefined && last.step.say === '' && last.step.to === step.to && last.step.who === step.who)
      last.more.push(step);
    else told.push({ step, more: [] });
  }
  return told;
}

function stepText({ step, more }: Told): string {
  const who = ROLES[step.who].en.toLowerCase();
  const { occurredOn, ...rest } = step.body;
  const words = step.say === '' ? wordsFor(step, more) : step.say;
  const lines = [`- ${words} *${String(occurredOn)}, ${who}:* \`POST ${addressOf(step)}\``];
  const body = JSON.stringify(rest);
  if (more.length === 0 && body !== '{}' && body.length < 400) lines.push(`  \`${body}\``);
  if (step.refused !== undefined) lines.push(`  → **${step.refused.status} \`${step.refused.code}\`**${basisText(step)}`);
  if (step.stage !== undefined && step.refused === undefined) lines.push(`  → ${step.stage}`);
  return lines.join('\n');
}

const addressOf = ({ to }: Step): string => (/^(projects|plans|contracts)/.test(to) ? `/api/v1/${to}` : `…/${to}`);

const basisText = ({ refused }: Step): string => (refused?.legalBasis === undefined ? '' : ` by ${refused.legalBasis}`);

function wordsFor(step: Step, more: readonly Step[]): string {
  const all = [step, ...more].map(({ body }) => body);
  if (step.to === 'documents') return `Papers are attached: ${all.map(({ kind }) => String(kind)).join(', ')}.`;
  if (step.to === 'findings') return `A finding for each content: ${all.map(({ criterion }) => String(criterion)).join(', ')}.`;
  if (step.to === 'content-results')
    return `Results: ${all.map(({ content, year, actual }) => `${String(content)} ${String(year)}: ${String(actual)}`).join('; ')}.`;
  return 'Then:';
}
