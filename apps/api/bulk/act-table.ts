import type { IncomingHttpHeaders } from 'node:http';
import type { ProjectCommand } from '#lifecycle/project/project.decider';

export interface SaidAct {
  readonly projectId: string;
  /** A checked body of the act's class. */
  readonly body: object;
  /** Of the whole batch: who acts. */
  readonly headers: IncomingHttpHeaders;
}

/** One act as a batch may carry it: the same body and the same command as at its own address. */
export interface BatchAct {
  readonly body: new () => object;
  /** The id of the project that it opens; absent: it is said to one that is there. @throws RequestProblem, Refusal as at its own address */
  readonly opens?: (body: object, commandId: string) => Promise<string>;
  /** @throws RequestProblem, Refusal what the act's own address would answer */
  toCommand(said: SaidAct): Promise<ProjectCommand>;
}

/** By the last part of the act's address; `projects` opens one. */
export type ActTable = ReadonlyMap<string, BatchAct>;
export const ACT_TABLE = Symbol('ACT_TABLE');
