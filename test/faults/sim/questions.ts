/** What people ask next: mostly what is right by what their API shows them, now and then anything. */
import { availableActions } from '#lifecycle/project/available-actions';
import { CRITERIA } from '#lifecycle/project/appraisal.acts';
import { ACT_OF } from '#lifecycle/project/case-file';
import type { ProjectCommand } from '#lifecycle/project/project.decider';
import { draft, localNeed, need, personOf } from '#lifecycle/project/project.fixture';
import type { CaseFile, Project } from '#lifecycle/project/project.state';
import type { Chooser } from '#lifecycle/project/random-bodies.fixture';
import { answerOf, commandOf, EVERY_ROLE, somebody } from '#lifecycle/project/random-history.fixture';
import { onward } from '#lifecycle/project/whole-life.fixture';
import { Refusal } from '#lifecycle/refusal';
import { definitionOf } from '#reference/definitions/definitions';
import type { Asking, Known, Question } from './asking.ts';
import { contractQuestion, planQuestion } from './deciding-questions.ts';

/** What only a plan's or a contract's decision brings to a project. */
const FOLLOWS: ReadonlySet<string> = new Set(['ApproveInPlan', 'LeaveOutOfPlan', 'AdjustApproval', 'SignContract', 'ExtendContract']);
/** Persons who act in whatever role: they meet themselves in the segregation of duties. */
const EVERYWHERE = ['u-2', 'u-3'];

/** Whatever an ordinary form of the product could send: finite numbers, no undefined. */
const sayable = <Command>(command: Command): Command =>
  JSON.parse(
    JSON.stringify(command, (_key, value: unknown) => (typeof value === 'number' && !Number.isFinite(value) ? 1.5 : value)),
  ) as Command;

/** @throws Unavailable the API could not look */
export async function nextQuestion(asking: Asking): Promise<Question | null> {
  const { choose } = asking;
  const kind = choose.next();
  if (kind < 0.1) return planQuestion(asking);
  if (kind < 0.16) return contractQuestion(asking);
  return projectQuestion(asking, choose.pick(asking.projects));
}

async function projectQuestion(asking: Asking, known: Known): Promise<Question | null> {
  const { api, commands, choose, world } = asking;
  const { state, revision } = await commands.look(world.seams.kinds(api).project, known.stream);
  const day = dayFor(asking, state);
  if (state.status === 'absent') return survey(known, day);
  if (choose.next() < 0.06) await checkActions(asking, known, state);
  const command = choose.next() < 0.87 ? onward(choose.next() < AHEAD ? ahead(state) : state, day, choose) : null;
  if (command !== null && FOLLOWS.has(command.type))
    return command.type.startsWith('S') || command.type.startsWith('E') ? contractQuestion(asking) : planQuestion(asking);
  const said = sayable({ ...(command ?? anything(asking, state, day)), projectId: known.id }) as ProjectCommand;
  const actor = choose.next() < 0.08 ? choose.pick(EVERYWHERE) : said.actor;
  return { kind: 'project', stream: known.stream, commands: allOf({ ...said, actor }, state), seen: revision };
}

/** Whoever appraises says at once all that is still to be said: several commands in one append. */
function allOf(command: ProjectCommand, state: Project): readonly ProjectCommand[] {
  if (command.type !== 'AssessCriterion' || !('councils' in state)) return [command];
  const done = state.findings[state.status === 'registered' ? 'base' : 'final'];
  const open = CRITERIA.filter((one) => one !== command.criterion && !done.some(({ criterion, met }) => criterion === one && met));
  return [command, ...open.map((criterion) => ({ ...command, criterion }))];
}

/** How many of those who know what comes next are ahead of it. */
const AHEAD = 0.09;
const COMES_AFTER: Readonly<Partial<Record<Project['status'], Project['status']>>> = {
  registered: 'base-passed',
  'base-passed': 'submitted',
  submitted: 'final-passed',
  'in-plan': 'executing',
  contracted: 'accepted',
  executing: 'accepted',
  accepted: 'liquidated',
};

/** The project as somebody sees it who takes the next step for done. */
const ahead = (state: Project): Project => ({ ...state, status: COMES_AFTER[state.status] ?? state.status }) as Project;

const survey = ({ id, stream, code, source }: Known, occurredOn: string): Question => {
  const asker = { projectId: id, occurredOn, role: 'centre-officer', actor: personOf('centre-officer') } as const;
  const command = { type: 'SurveyNeed', ...asker, need: { ...(source === 'KCQG' ? need : localNeed), code }, outcome: 'recorded' } as const;
  return { kind: 'project', stream, commands: [command], seen: -1 };
};

/** Today as the API has it, or the project's last day where a clock went back meanwhile; now and then a day before. */
export function dayFor(
  { api, choose }: Pick<Asking, 'api' | 'choose'>,
  state: { readonly status: string } & Partial<{ readonly since: string }>,
): string {
  const today = api.today();
  const since = state.since ?? '';
  return choose.next() < 0.05 || since <= today ? today : since;
}

function anything({ choose }: Asking, state: Project, day: string): ProjectCommand {
  if ('file' in state && state.file.last !== null && choose.next() < 0.25) return takenBack(choose, state.file, day);
  if (choose.next() < 0.12) return givenUp(choose, state, day);
  for (;;) {
    const { type, asker } = somebody(choose, state, day);
    // A clock may be stopped in every stage: said as often as the rest it would crowd out what moves money.
    if (type === 'PauseDeadline' && choose.next() < 0.8) continue;
    if (!FOLLOWS.has(type) && type !== 'MoveToDefinition' && type !== 'SurveyNeed') return commandOf(type, asker, choose, state);
  }
}

/** The last act, by somebody whose act it was. */
function takenBack(choose: Chooser, { definition, last }: CaseFile, day: string): ProjectCommand {
  const act = definitionOf(definition).transitions.find((one) => one.act === ACT_OF[last?.type ?? '']);
  const role = choose.pick(act?.who ?? EVERY_ROLE);
  return {
    type: 'ReverseAct',
    projectId: '',
    occurredOn: day,
    role,
    actor: personOf(role),
    revision: last?.revision ?? 0,
    reason: 'Ghi nhầm',
  };
}

/** Stopped by whoever approves, or withdrawn by whoever proposes. */
function givenUp(choose: Chooser, state: Project, day: string): ProjectCommand {
  const stops = 'approval' in state;
  const role = !stops ? 'centre-officer' : state.need.source === 'KCQG' ? 'ministry-leader' : 'province-leader';
  return commandOf(stops ? 'StopProject' : 'WithdrawProject', { occurredOn: day, role, actor: personOf(role) }, choose, state);
}

/** What a proposer does about a refusal that says what is missing. */
export function mended({ kind, stream, seen, commands: [first] }: Question, { code, facts: { missing } }: Refusal): Question | null {
  if (kind !== 'project' || first === undefined) return null;
  const { projectId, occurredOn } = first as ProjectCommand;
  const asker = { projectId, occurredOn, role: 'centre-officer', actor: personOf('centre-officer') } as const;
  const ask = (commands: readonly ProjectCommand[]): Question => ({ kind, stream, seen, commands });
  if (code === 'draft-incomplete' || code === 'promise-missing') return ask([{ type: 'DraftProject', ...asker, draft }]);
  if (code !== 'dossier-incomplete' || !Array.isArray(missing)) return null;
  return ask(
    (missing as string[]).map((paper) => ({
      type: 'AttachDocument',
      ...asker,
      kind: paper,
      title: paper,
      number: '1',
      file: null,
      proves: null,
    })),
  );
}

/** Refusals that depend on who asks and when, never on what is said. */
const OF_THE_FRAME: ReadonlySet<string> = new Set(['not-your-role', 'in-the-future', 'project-not-found', 'not-attestable']);

/** What is offered and what is decided agree. */
async function checkActions({ world, api, commands, choose }: Asking, known: Known, state: Project): Promise<void> {
  const { rules } = await commands.rulesFor(null);
  const context = { today: api.today(), rules };
  const role = choose.pick(EVERY_ROLE);
  const asker = { occurredOn: dayFor({ api, choose }, state as never), role, actor: choose.next() < 0.8 ? personOf(role) : 'u-2' };
  for (const { act, refusal } of availableActions(known.id, state, asker, context)) {
    const answer = answerOf(commandOf(act, asker, choose, state), state, context);
    const code = answer instanceof Refusal ? answer.code : null;
    const agrees =
      refusal === null ? code === null || !OF_THE_FRAME.has(code) : code === refusal.code || (Array.isArray(answer) && answer.length === 0);
    if (!agrees) world.broken('actions', `${state.status} ${act} by ${role}: offered ${refusal?.code ?? 'yes'}, decided ${code ?? 'yes'}`);
  }
}
