import { expect } from '@jest/globals';
import { type Context, currentRules } from '#lifecycle/context';
import type { Asked, Decider, DomainEvent, Happened } from '#lifecycle/decider';
import { type Facts, Refusal, type RefusalCode } from '#lifecycle/refusal';

/** An event of the past with its business day. */
export type Past<Event> = Event & {
  readonly on: string;
  /** Default: nobody is known. */ readonly actor?: string;
  readonly delegatedBy?: string;
};

/** Given past events, when a command, then new events or a refusal. No mocks, no clock, no I/O. */
export function scenarios<C extends Asked & { readonly type: string }, S, E extends DomainEvent>(
  decider: Decider<C, S, E, Context>,
  context: Context = { today: '2022-12-31', rules: currentRules },
) {
  const stateAfter = (past: readonly Past<E>[]): S =>
    past.reduce((state, { on, actor = '', delegatedBy, ...event }) => {
      const happened: Happened = { on, actor, ...(delegatedBy === undefined ? {} : { delegatedBy }) };
      return decider.evolve(state, event as unknown as E, happened);
    }, decider.initial);
  return {
    stateAfter,
    given: (...past: readonly Past<E>[]) => ({
      when: (command: C) => {
        const run = (): readonly E[] => decider.decide(command, stateAfter(past), context);
        return {
          then: (...expected: readonly E[]): void => expect(run()).toStrictEqual(expected),
          thenNothing: (): void => expect(run()).toEqual([]),
          thenRefused: (code: RefusalCode, facts: Facts = {}, legalBasis?: string): void => {
            let caught: unknown;
            try {
              run();
            } catch (error) {
              caught = error;
            }
            expect(caught).toBeInstanceOf(Refusal);
            expect(caught).toMatchObject({ code, facts, ...(legalBasis === undefined ? {} : { refusedBy: { legalBasis } }) });
            const { refusedBy } = caught as Refusal;
            if (refusedBy !== undefined) expect(refusedBy.rule).not.toBe('');
            expect(['verified', 'unverified', undefined]).toContain(refusedBy?.status);
          },
        };
      },
    }),
  };
}
