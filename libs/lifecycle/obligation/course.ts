/** The course of a project, as far as its deadlines look at it: JSON. */
import type { ProvinceRef, Source } from '#reference/province-ref';
import type { Day, Month } from '../fields.events.ts';
import type { Dong } from '../money.ts';
import type { Change, Tranche } from '../project/project.events.ts';
import type { Standing } from '../project/project-stage.ts';
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

/** An adjustment that is pending, with what of its change deadlines look at. */
export type Asked = {
  readonly adjustment: string;
  readonly confirmed: boolean;
  readonly change: Pick<Change, 'endsOn' | 'content'>;
};

/** What a reversal gives back. Whatever waits for something is null while nothing does. */
export interface Course {
  readonly subject: Subject | null;
  /** null: nothing has happened. */
  readonly standing: Standing | null;
  /** Stopped or withdrawn, whatever stage it goes through afterwards. */
  readonly ended: boolean;
  /** The dossier at the Sở, from the survey; the Sở's registration at the Cục, from then on. */
  readonly toRegister: Started | null;
  readonly toSubmit: Started | null;
  /** From the registration, or from the completion that went back to the base appraisal. */
  readonly baseAppraisal: Started | null;
  readonly finalAppraisal: Started | null;
  readonly returned: (Started & { readonly round: number }) | null;
  /** Approved amount, as changed by later decisions. */
  readonly plan: Dong;
  /** Contract, or task: then there is no stream. */
  readonly contracted: (Started & { readonly endsOn: Day; readonly contract: string | null }) | null;
  readonly request: { readonly tranche: Tranche; readonly confirmed: boolean } | null;
  readonly paid: Readonly<Record<Tranche, Dong>>;
  /** The first advance that was paid. */
  readonly advanced: Started | null;
  readonly recovered: Dong;
  /** Last month that was reported on, and the volume done, in %. */
  readonly reported: { readonly period: Month; readonly percent: number } | null;
  readonly accepted: (Started & { readonly amount: Dong }) | null;
  readonly dossierLodged: boolean;
  /** Year to which money was carried over. */
  readonly carriedTo: number | null;
  readonly adjustment: (Started & Asked) | null;
  readonly force: { readonly department: boolean; readonly commune: boolean } | null;
  /** Dossier returned, adjustment pending, force majeure: one of each at a time. */
  readonly pauses: readonly Pause[];
}

export const unbegun: Course = {
  subject: null,
  standing: null,
  ended: false,
  toRegister: null,
  toSubmit: null,
  baseAppraisal: null,
  finalAppraisal: null,
  returned: null,
  plan: 0,
  contracted: null,
  request: null,
  paid: { first: 0, next: 0, remaining: 0 },
  advanced: null,
  recovered: 0,
  reported: null,
  accepted: null,
  dossierLodged: false,
  carriedTo: null,
  adjustment: null,
  force: null,
  pauses: [],
};

export interface Tracked {
  /** Of the event. */
  readonly id: string;
  /** Business day. */
  readonly on: Day;
  readonly actor: string;
  readonly recordedAt: string;
  readonly revision: number;
}

export const startOf = ({ on, id, actor }: Tracked): Started => ({ on, eventId: id, actor });
