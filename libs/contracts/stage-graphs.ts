import type { Source } from './figures.ts';

type Named = { readonly vi: string; readonly en: string };

/** `GET /api/v1/stage-graphs`: every stage graph that a project may be on. */
export interface StageGraphList {
  readonly items: readonly StageGraphHead[];
}

export interface StageGraphHead {
  /** e.g. `KCQG-1`; never given to another graph. */
  readonly id: string;
  readonly programme: Source;
  readonly version: number;
  /** First day on which new projects take it. */
  readonly from: string;
  readonly legalBasis: Named;
}

/** `GET /api/v1/stage-graphs/{graph}`; as `text/vnd.mermaid` its diagram alone. */
export interface StageGraph extends StageGraphHead {
  readonly stages: readonly {
    readonly code: string;
    readonly name: Named;
    /** The project's life is over here. */
    readonly end: boolean;
    /** Deadlines that run here. */
    readonly clocks: readonly string[];
  }[];
  readonly transitions: readonly {
    readonly act: string;
    /** null: only a plan or a contract says it. */
    readonly name: Named | null;
    readonly from: readonly string[];
    /** Empty: the project stays where it is. */
    readonly to: readonly string[];
    readonly who: readonly { readonly role: string; readonly name: Named }[];
    /** As the segregation of duties counts it. */
    readonly duty: string | null;
    /** Whose decision the project follows. */
    readonly follows: 'plan' | 'contract' | null;
    readonly legalBasis: Named;
    readonly status: 'verified' | 'unverified';
  }[];
  /** A Mermaid state diagram. */
  readonly mermaid: string;
}
