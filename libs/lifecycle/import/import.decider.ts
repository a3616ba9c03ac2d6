/** The rulebook of one file's import: it starts, it finishes, and it may start again when there is more to record. */
import type { Context } from '../context.ts';
import { type Asked, type Decider, unreachable } from '../decider.ts';
import { Refusal } from '../refusal.ts';
import type { ImportEvent } from './import.events.ts';

type Data<Type extends ImportEvent['type']> = Extract<ImportEvent, { readonly type: Type }>['data'];
export type ImportCommand =
  (Asked & { readonly type: 'StartImport' } & Data<'ImportStarted'>) | (Asked & { readonly type: 'FinishImport' } & Data<'ImportFinished'>);

export type Import = { readonly status: 'absent' } | { readonly status: 'running' | 'finished'; readonly file: string };

export const registerImport: Decider<ImportCommand, Import, ImportEvent, Context> = {
  initial: { status: 'absent' },

  decide(command, state, { today }) {
    if (command.occurredOn > today) throw new Refusal('in-the-future', { occurredOn: command.occurredOn, today });
    switch (command.type) {
      case 'StartImport': {
        const { file, sha256, rows, toRecord, alreadyKnown, refused } = command;
        if (file.trim() === '') throw new Refusal('blank', { field: 'file' });
        // Cut short and run again: it is still the same import.
        if (state.status === 'running') return [];
        return [{ type: 'ImportStarted', data: { file, sha256, rows, toRecord, alreadyKnown, refused } }];
      }
      case 'FinishImport':
        if (state.status === 'finished') return [];
        if (state.status === 'absent') throw new Refusal('illegal-transition', { status: state.status, command: command.type });
        return [{ type: 'ImportFinished', data: { sha256: command.sha256, events: command.events } }];
      default:
        return unreachable(command);
    }
  },

  evolve(state, event) {
    if (event.type === 'ImportStarted') return { status: 'running', file: event.data.file };
    if (state.status === 'absent') throw new Error(`${event.type} before the start`);
    return { status: 'finished', file: state.file };
  },
};
