import type { ProvinceRef, Source } from './figures.ts';

/** `GET /api/v1/plans/{plan}`: an annual plan as its own stream has it. Amounts in đồng. */
export interface PlanRecord {
  readonly plan: string;
  readonly source: Source;
  readonly year: number;
  readonly province: ProvinceRef | null;
  /** -1: nothing was said about it yet. */
  readonly revision: number;
  readonly position: string | null;
  /** null: not known, as in plans taken over from a register. */
  readonly allocation: number | null;
  readonly funded: number;
  /** Freed by a change that the project has not answered yet. */
  readonly held: number;
  /** null: the allocation is not known. */
  readonly free: number | null;
  readonly decisions: readonly { readonly decisionNo: string; readonly on: string }[];
  readonly projects: readonly { readonly project: string; readonly decisionNo: string; readonly amount: number }[];
  readonly waiting: readonly {
    readonly project: string;
    readonly code: string;
    readonly decisionNo: string;
    readonly reason: string;
    readonly on: string;
  }[];
  readonly freed: readonly {
    readonly project: string;
    readonly code: string;
    readonly amount: number;
    readonly decisionNo: string;
    readonly reason: string;
    readonly on: string;
    readonly by: string;
  }[];
  /** To whom the free money may be offered, in the legal order of preference, each at its whole amount. */
  readonly offers: readonly { readonly project: string; readonly code: string; readonly amount: number; readonly left: number }[];
}

/** `GET /api/v1/contracts/{contract}` */
export interface ContractRecord {
  readonly contract: string;
  readonly revision: number;
  readonly position: string | null;
  readonly contractNo: string;
  readonly source: Source;
  readonly implementingUnit: string;
  readonly signedOn: string;
  readonly endsOn: string;
  readonly members: readonly { readonly project: string; readonly code: string }[];
  readonly appendices: readonly { readonly appendixNo: string; readonly endsOn: string | null }[];
}
