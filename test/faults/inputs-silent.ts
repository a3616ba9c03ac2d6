/** Inputs that only a timeout ends: 15 seconds for a body, 10 for a head. Nobody has to wait for one after the other. */
import type { BadInput } from './inputs-case.ts';
import { tryInput } from './inputs-check.ts';
import { type InputsTarget } from './inputs-target.ts';

export const isSilent = ({ slow }: BadInput): boolean => slow === true;

export type SilentTried = readonly { readonly input: BadInput; readonly faults: readonly string[] }[];

/**
 * Tries those of the inputs, all at once, against a server of their own: each looks at whether the log grew meanwhile, so nobody else may
 * write to it. The caller does the others while it waits. @returns what is wrong with each; what the server writes to its log is wrong too
 */
export async function trySilent(target: InputsTarget, inputs: readonly BadInput[]): Promise<SilentTried> {
  try {
    const tried = await Promise.all(inputs.filter(isSilent).map(async (input) => ({ input, faults: await tryInput(target, input) })));
    const wrote = target.stderr === '' ? [] : [`the server wrote to its log: ${target.stderr.slice(0, 300)}`];
    return tried.map(({ input, faults }) => ({ input, faults: [...faults, ...wrote] }));
  } finally {
    await target.stop();
  }
}
