import type { Problem } from '#contracts/problem';
import type { RequestProblemCode } from './request-problems.ts';

export interface RequestProblemParts {
  /** Facts for the detail's sentence and for programs; nothing that the caller may not know. */
  readonly facts?: Readonly<Record<string, unknown>>;
  readonly errors?: Problem['errors'];
  readonly headers?: Readonly<Record<string, string>>;
}

/** A request that cannot be served, for a reason that is not the rules'. */
export class RequestProblem extends Error {
  constructor(
    readonly code: RequestProblemCode,
    readonly parts: RequestProblemParts = {},
  ) {
    super(code);
    this.name = 'RequestProblem';
  }
}

/** A fault of one parameter of the address. */
export const parameterProblem = (code: RequestProblemCode, parameter: string, detail?: string): RequestProblem =>
  new RequestProblem(code, { facts: { parameter }, errors: [{ parameter, code, ...(detail === undefined ? {} : { detail }) }] });
