/** RFC 9457, `application/problem+json`. `type` is `/problems/{code}`, documented under docs/problems; `title` never varies. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail?: string;
  readonly instance?: string;
  readonly traceId?: string;
  readonly errors?: readonly { readonly pointer?: string; readonly parameter?: string; readonly code: string; readonly detail?: string }[];
  readonly refusedBy?: {
    readonly rule: string;
    readonly legalBasis: string;
    readonly status?: 'verified' | 'unverified';
    /** The legal basis as officers of the answer's language cite it. */
    readonly words: string;
  };
  readonly facts?: Readonly<Record<string, unknown>>;
}
