/** Broken follow-ups. */
import type { AnyCommand } from '#commands/stream-kind';
import { Unavailable } from '#event-log/event-log';
import type { DeclineFollowUp } from '#lifecycle/project/decline-follow-up';
import type { DeclinedFollowUp } from '#lifecycle/project/project.events';
import type { Project } from '#lifecycle/project/project.state';
import type { Bug } from './bug.ts';
import { renamed } from './rule-bugs.ts';

const nothing = { revision: 0, position: null, events: 0, replayed: false };

export const followUpBugs: readonly Bug[] = [
  {
    name: 'follow-up-ids-at-random',
    what: 'each attempt at a follow-up has a new command id',
    seams: () => {
      let attempts = 1_000_000;
      return {
        followUpCommands: (commands) => ({
          look: (...asked) => commands.look(...asked),
          handle: (kind, stream, step, expected) => commands.handle(kind, stream, renamed(step, ++attempts), expected),
        }),
      };
    },
  },
  {
    name: 'follow-ups-fire-and-forget',
    what: 'a follow-up that fails is taken for done',
    seams: () => ({
      followUpCommands: (commands) => ({
        look: (...asked) => commands.look(...asked),
        handle: (...asked) =>
          commands.handle(...asked).catch((error: unknown) => {
            if (error instanceof Unavailable) return nothing;
            throw error;
          }),
      }),
    }),
  },
  {
    name: 'follow-ups-checkpoint-ahead',
    what: 'the checkpoint of the follow-ups says what was read, not what was done',
    seams: () => ({
      checkpoint: (kept, { world }) => ({
        read: () => kept.read(),
        write: () => {
          const { commits } = world.storage;
          if (commits > 0) void world.storage.log.head().then((head) => void (head !== null && kept.write(head)));
        },
      }),
    }),
  },
  {
    name: 'follow-ups-take-no-no',
    what: 'a project that refuses a follow-up is not answered for',
    seams: () => ({
      followUpCommands: (commands) => ({
        look: (...asked) => commands.look(...asked),
        handle: (kind, stream, step, expected) =>
          step.command.type === 'TakeBack' || step.command.type === 'DropMember'
            ? Promise.resolve(nothing)
            : commands.handle(kind, stream, step, expected),
      }),
    }),
  },
  {
    name: 'follow-up-confirms-first',
    what: 'freed money is free before the project has given it up',
    seams: () => ({
      followUpCommands: (commands) => ({
        look: (...asked) => commands.look(...asked),
        handle: (kind, stream, step, expected) =>
          step.command.type === 'AdjustApproval' ? Promise.resolve(nothing) : commands.handle(kind, stream, step, expected),
      }),
    }),
  },
  {
    name: 'declines-unrecorded',
    what: 'a project that refuses a follow-up is answered for, and only whoever carried it knows',
    seams: () => ({
      followUpCommands(commands) {
        const known = new Map<string, readonly DeclinedFollowUp[]>();
        return {
          handle(kind, stream, step, expected) {
            if (!declines(step.command)) return commands.handle(kind, stream, step, expected);
            known.set(stream, [...(known.get(stream) ?? []), { ...step.command, status: '' }]);
            return Promise.resolve(nothing);
          },
          async look(kind, stream) {
            const looked = await commands.look(kind, stream);
            const state = looked.state as Project;
            if (!('file' in state)) return looked;
            return { ...looked, state: { ...state, file: { ...state.file, declined: known.get(stream) } } as never };
          },
        };
      },
    }),
  },
];

const declines = (command: AnyCommand): command is DeclineFollowUp => command.type === 'DeclineFollowUp';
