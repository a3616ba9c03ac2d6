/**
 * What the deadlines of one project depend on: a small fold of its events, kept as JSON. Events in stream order; what is folded has
 * happened, whatever day it is.
 */
import type { ProvinceRef, Source } from '#reference/province-ref';
import type { Status } from '#reference/definitions/definition';
import type { Day, Month } from '../fields.events.ts';
import type { Dong } from '../money.ts';
import type { ObstacleLevel, ProjectEvent, Tranche } from '../project/project.events.ts';
import type { Pause } from './obligation.ts';

/** When an event happened, and whose act it was. */
export interface Started {
  /** Business day. */
  readonly on: Day;
  readonly eventId: string;
  readonly actor: string;
}

/** Whose money and what for. */
export interface Subject {
  readonly code: string;
  /** The code until the project is drafted. */
  readonly title: string;
  readonly source: Source;
  readonly province: ProvinceRef;
  readonly planYear: number;
  readonly content: string;
  /** null: not drafted yet. */
  readonly implementingUnit: string | null;
}

/** A stretch that pauses by itself, or by a decision for one deadline. */
export type Stretch = Pause & {
  /** Key of the obligation; null: whatever the reason pauses. */ readonly deadline: string | null;
};

/** What a reversal gives back. */
export interface Course {
  readonly subject: Subject | null;
  /** null: nothing has happened. */
  readonly stage: Status | null;
  readonly stageOn: Day;
  readonly beforeReturn: Status;
  readonly surveyed: Started | null;
  readonly registered: Started | null;
  /** The run of the base appraisal: from the registration, or from the completion that went back to it. */
  readonly baseAppraisal: Started | null;
  readonly submitted: Started | null;
  readonly returned: (Started & { readonly round: number }) | null;
  /** Approved amount in đồng, as changed by later decisions. */
  readonly plan: Dong;
  /** Contract or task assignment. */
  readonly contracted: (Started & { readonly endsOn: Day; /** Stream; null: a task. */ readonly contract: string | null }) | null;
  readonly request: { readonly tranche: Tranche; readonly confirmed: boolean } | null;
  readonly paid: { readonly first: Dong; readonly next: Dong; readonly remaining: Dong };
  /** The first of the advances; null: none was paid. */
  readonly advanced: Started | null;
  readonly recovered: Dong;
  /** Months that were reported on, and the volume done in %. */
  readonly reported: readonly Month[];
  readonly percent: number;
  readonly accepted: (Started & { readonly amount: Dong }) | null;
  readonly dossierLodged: boolean;
  readonly carriedOver: boolean;
  readonly adjustment: (Started & { readonly adjustment: string; readonly confirmed: boolean }) | null;
  readonly force: { readonly department: boolean; readonly commune: boolean } | null;
  /** Dossier returned, adjustment pending, force majeure. */
  readonly pauses: readonly Stretch[];
}

export interface Track extends Course {
  /** Of the last event; -1: none. */
  readonly revision: number;
  /** Open ones. */
  readonly obstacles: readonly (Started & { readonly obstacle: string; readonly level: ObstacleLevel })[];
  /** By decision. */
  readonly decided: readonly Stretch[];
  /** What a reversal of the last act would give back. */
  readonly undo: { readonly revision: number; readonly before: Course } | null;
}

export const untracked: Track = {
  revision: -1,
  subject: null,
  stage: null,
  stageOn: '',
  beforeReturn: 'registered',
  surveyed: null,
  registered: null,
  baseAppraisal: null,
  submitted: null,
  returned: null,
  plan: 0,
  contracted: null,
  request: null,
  paid: { first: 0, next: 0, remaining: 0 },
  advanced: null,
  recovered: 0,
  reported: [],
  percent: 0,
  accepted: null,
  dossierLodged: false,
  carriedOver: false,
  adjustment: null,
  force: null,
  pauses: [],
  obstacles: [],
  decided: [],
  undo: null,
};

export interface TrackedAt {
  readonly id: string;
  /** Business day. */
  readonly on: Day;
  readonly actor: string;
  readonly recordedAt: string;
  readonly revision: number;
}

/** What happened, happened: never refuses, and changes none of its arguments. A reversal gives back exactly what was there before. */
export function track(state: Track, _event: ProjectEvent, { revision }: TrackedAt): Track {
  return { ...state, revision };
}
