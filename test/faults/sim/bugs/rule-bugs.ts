/** Broken rules, command paths and what is known of a command. */
import type { Step } from '#commands/decide-steps';
import type { AnyCommand } from '#commands/stream-kind';
import type { Context } from '#lifecycle/context';
import type { DecidePlan, PlanCommand } from '#lifecycle/plan/plan.commands';
import type { Plan } from '#lifecycle/plan/plan.state';
import type { ProjectCommand } from '#lifecycle/project/project.decider';
import type { ProjectEvent } from '#lifecycle/project/project.events';
import type { Project } from '#lifecycle/project/project.state';
import type { Kinds, SomeApi } from '../parts.ts';
import { soundKinds } from '../seams.ts';
import type { Upcast, Upcasters } from '#lifecycle/upcast';
import { type Bug, through } from './bug.ts';

const { project, plan } = soundKinds;

type Decide = (command: ProjectCommand, state: Project, context: Context) => readonly ProjectEvent[];
const withProject =
  (decide: Decide): (() => Kinds) =>
  () => ({ ...soundKinds, project: { ...project, decider: { ...project.decider, decide } } });

/** As if the project stood in another stage for one act. */
const fromStage = (act: ProjectCommand['type'], from: Project['status'], as: Project['status']): (() => Kinds) =>
  withProject((command, state, context) =>
    project.decider.decide(command, command.type === act && state.status === from ? ({ ...state, status: as } as Project) : state, context),
  );

const changed =
  <T extends ProjectEvent['type']>(type: T, change: (data: Extract<ProjectEvent, { type: T }>['data']) => object): Decide =>
  (command, state, context) =>
    project.decider
      .decide(command, state, context)
      .map((event) =>
        event.type === type ? ({ ...event, data: { ...event.data, ...change(event.data as never) } } as ProjectEvent) : event,
      );

/** The product's upcasters with one step more. */
const withStep = (type: string, step: Upcast): Upcasters => ({
  ...project.upcasters,
  [type]: [...(project.upcasters[type] ?? []), step],
});

export const ruleBugs: readonly Bug[] = [
  {
    name: 'no-segregation',
    what: 'nobody remembers who did what',
    seams: () => ({
      kinds: withProject((command, state, context) =>
        project.decider.decide(command, 'file' in state ? ({ ...state, file: { ...state.file, hands: {} } } as Project) : state, context),
      ),
    }),
  },
  {
    name: 'reports-before-contract',
    what: 'progress is reported of a project that has no contract',
    seams: () => ({ kinds: fromStage('ReportProgress', 'in-plan', 'contracted') }),
  },
  {
    name: 'stops-after-acceptance',
    what: 'a project is stopped though it was accepted',
    seams: () => ({ kinds: fromStage('StopProject', 'accepted', 'executing') }),
  },
  {
    name: 'accepts-anything',
    what: 'more is accepted than was approved',
    seams: () => ({ kinds: withProject(changed('AcceptanceHeld', ({ amount }) => ({ amount: amount > 0 ? amount + 20_000_000 : 0 }))) }),
  },
  {
    name: 'pays-twice',
    what: 'an advance is paid and its request stays open, with no look at what is out',
    seams: () => ({
      kinds: () => ({
        ...soundKinds,
        project: {
          ...project,
          decider: {
            ...project.decider,
            decide: (command: ProjectCommand, state: Project, context: Context) =>
              project.decider.decide(
                command,
                command.type === 'PayAdvance' && 'paid' in state
                  ? { ...state, paid: { first: 0, next: 0, remaining: 0 }, recovered: 0 }
                  : state,
                context,
              ),
            evolve: (state: Project, event: ProjectEvent, happened: Parameters<typeof project.decider.evolve>[2]) => {
              const after = project.decider.evolve(state, event, happened);
              return event.type === 'AdvancePaid' && 'request' in state && 'request' in after
                ? { ...after, request: state.request }
                : after;
            },
          },
        },
      }),
    }),
  },
  {
    name: 'money-in-floats',
    what: 'amounts pass through millions as floats on their way',
    seams: () => ({
      kinds: withProject(changed('AdvancePaid', ({ amount }) => ({ amount: (amount / 1_000_000) * 1.1 * 1_000_000 - amount / 10 + 0.1 }))),
    }),
  },
  {
    name: 'ceiling-on-a-read-model',
    what: "a plan's money is looked up where it may be old, and not decided by its own stream",
    seams: () => ({
      kinds: (api) => ({
        ...soundKinds,
        plan: {
          ...plan,
          decider: {
            ...plan.decider,
            decide(command: PlanCommand, state: Plan, context: Context) {
              if (command.type !== 'DecidePlan') return plan.decider.decide(command, state, context);
              return plan.decider.decide(command, { ...state, total: Math.min(lookedUp(api, command), state.total), held: 0 }, context);
            },
          },
        },
      }),
    }),
  },
  {
    name: 'raises-unasked',
    what: 'a plan approves more than was appraised',
    seams: () => ({ kinds: withProject(changed('ApprovedInPlan', ({ amount }) => ({ amount: amount + 1_000_000 }))) }),
  },
  {
    name: 'drops-a-field',
    what: 'an upcaster loses the amount of an acceptance that an older release wrote',
    seams: () => ({
      kinds: () => ({
        ...soundKinds,
        project: { ...project, upcasters: withStep('AcceptanceHeld', ({ amount: _amount, ...rest }) => rest) },
      }),
      connection: (log) =>
        through(log, {
          // As the older release does.
          append: (stream, expected, events) =>
            log.append(
              stream,
              expected,
              events.map((event) => (event.type === 'AcceptanceHeld' ? { ...event, version: event.version - 1 } : event)),
            ),
        }),
    }),
  },
  {
    name: 'if-match-ignored',
    what: 'the revision that the caller saw is not looked at',
    seams: () => ({
      commands: (commands) => ({ ...commandsOf(commands), handleAll: (kind, stream, steps) => commands.handleAll(kind, stream, steps) }),
    }),
  },
  {
    name: 'ids-of-its-own',
    what: 'each request gets a command id of the server, so that a repeat is a new command',
    seams: () => {
      let requests = 0;
      return {
        commands: (commands) => ({
          ...commandsOf(commands),
          handleAll: (kind, stream, steps, expected) =>
            commands.handleAll(
              kind,
              stream,
              steps.map((step) => renamed(step, ++requests)),
              expected,
            ),
        }),
      };
    },
  },
];

const HELD = 'SELECT coalesce(sum(approved), 0) AS held FROM projects_state JOIN projects_text USING (n) WHERE source = ?';
const WEEK_MS = 7 * 86_400_000;
const lists = new WeakMap<SomeApi, Map<string, { readonly untilMs: number; readonly held: number }>>();

/** What projects hold, by a list that an API makes once a week. */
function lookedUp(api: SomeApi, { source }: Pick<DecidePlan, 'source'>): number {
  const { nowMs } = api.world.scheduler;
  const made = lists.get(api) ?? new Map();
  lists.set(api, made);
  const list = made.get(source);
  if (list !== undefined && nowMs < list.untilMs) return list.held;
  const { held } = api.db.prepare(HELD).get(source) as { held: number };
  made.set(source, { untilMs: nowMs + WEEK_MS, held });
  return held;
}

type Paths = Parameters<NonNullable<ReturnType<Bug['seams']>['commands']>>[0];
const commandsOf = (commands: Paths): Paths => ({
  handle: (...asked) => commands.handle(...asked),
  handleAll: (...asked) => commands.handleAll(...asked),
  look: (...asked) => commands.look(...asked),
  stateOf: (...asked) => commands.stateOf(...asked),
  rulesFor: (...asked) => commands.rulesFor(...asked),
});

/** @param number of the request */
export function renamed<C extends AnyCommand>({ command, trace }: Step<C>, number: number): Step<C> {
  const commandId = `00000000-0000-5000-8000-${String(number).padStart(12, '0')}`;
  return { command, trace: { ...trace, commandId } };
}
