import type { Role } from '#reference/roles';

/** One thing that somebody says over HTTP, and what must come of it. */
export interface Step {
  /** What a reader of the tutorial is told. */
  readonly say: string;
  readonly who: Role;
  /** `projects` opens one; `plans/…`, `contracts` decide over many; anything else is an act said to the story's project. */
  readonly to: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** Absent: it must be done. */
  readonly refused?: {
    readonly status: number;
    readonly code: string;
    /** Absent: no text stands behind it but the request itself. */
    readonly legalBasis?: string;
    readonly facts?: Readonly<Record<string, unknown>>;
  };
  /** Stage in which the project must be afterwards. */
  readonly stage?: string;
}

/** A project's life from survey to settlement. */
export interface Story {
  readonly title: string;
  readonly about: string;
  readonly code: string;
  readonly steps: readonly Step[];
}

/** Papers of a dossier known by their numbers, attached one after the other. */
export const papers = (who: Role, occurredOn: string, kinds: readonly string[]): readonly Step[] =>
  kinds.map((kind) => ({
    say: '',
    who,
    to: 'documents',
    body: { occurredOn, kind, title: kind, number: `01/${kind}`, file: null },
  }));

/** The five contents of an appraisal, each with its finding and its evidence. */
export const findings = (who: Role, occurredOn: string): readonly Step[] =>
  ['principles', 'aims-and-money', 'capability', 'combination', 'dossier'].map((criterion) => ({
    say: '',
    who,
    to: 'findings',
    body: { occurredOn, criterion, met: true, finding: 'Phù hợp với quy định', evidence: 'Hồ sơ và biên bản kiểm tra thực địa' },
  }));
