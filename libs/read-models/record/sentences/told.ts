import type { ProjectEvent, Tranche } from '#lifecycle/project/project.events';
import type { Sentence } from '../wording.ts';

export type DataOf<Type extends ProjectEvent['type']> = Extract<ProjectEvent, { readonly type: Type }>['data'];

/** How an event is told. */
export interface Told {
  readonly sentence: Sentence;
  /** đồng that the event fixes or moves; negative where it takes them back. */
  readonly amount: number | null;
}

/** One sentence per kind of event, Vietnamese first. */
export type Sentences<Types extends ProjectEvent['type'] = ProjectEvent['type']> = {
  readonly [Type in Types]: (data: DataOf<Type>) => Told;
};

export const told = (vi: string, en: string, amount: number | null = null): Told => ({ sentence: { vi, en }, amount });

export const TRANCHES: Readonly<Record<Tranche, Sentence>> = {
  first: { vi: 'tạm ứng lần một', en: 'the first advance' },
  next: { vi: 'tạm ứng tiếp theo', en: 'a further advance' },
  remaining: { vi: 'tạm ứng kinh phí còn lại', en: 'the remaining advance' },
};

/** ` (evidence)`, or nothing. */
export const aside = (text: string | null | undefined): string =>
  text === null || text === undefined || text.trim() === '' ? '' : ` (${text})`;

export const list = (parts: readonly string[]): string => parts.join(', ');
