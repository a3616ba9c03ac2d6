import type { Adjustment, Change, Details, Draft, Need } from '#lifecycle/project/project.events';
import type { ProvinceRef, Source } from '#reference/province-ref';

/** What seldom moves: known at the survey and the registration, changed by adjustments and corrections. */
export interface ProjectText {
  readonly id: string;
  readonly code: string;
  readonly title: string;
  readonly implementingUnit: string | null;
  readonly beneficiary: string;
  readonly taxCode: string | null;
  readonly commune: string;
  readonly source: Source;
  readonly planYear: number;
  readonly province: ProvinceRef;
  readonly content: string;
  /** Serial numbers of supported machines, as JSON; null: none. */
  readonly serials: string | null;
}

/** Texts after the survey. */
export const textOfNeed = (id: string, { code, source, planYear, province, commune, content, beneficiary }: Need): ProjectText => ({
  id,
  code,
  title: '',
  implementingUnit: null,
  beneficiary: beneficiary.name,
  taxCode: beneficiary.taxCode,
  commune,
  source,
  planYear,
  province,
  content,
  serials: null,
});

export const textOfDraft = (text: ProjectText, { title, implementingUnit, beneficiary, serials }: Draft): ProjectText => ({
  ...text,
  title,
  implementingUnit,
  beneficiary: beneficiary.name,
  taxCode: beneficiary.taxCode,
  serials: serials === undefined || serials.length === 0 ? null : JSON.stringify(serials),
});

/** The part of a pending adjustment that the list shows, and which request it is of. */
type PendingTexts = Pick<Adjustment, 'adjustment'> & Pick<Change, 'beneficiary' | 'commune' | 'content'>;

/** As the state keeps it; null: the adjustment changes no text. */
export function pendingTexts({ adjustment, change: { beneficiary, commune, content } }: Adjustment): string | null {
  if (beneficiary === undefined && commune === undefined && content === undefined) return null;
  return JSON.stringify({ adjustment, beneficiary, commune, content } satisfies { readonly [Name in keyof PendingTexts]: unknown });
}

/** The texts once the pending adjustment is approved; null: another one was, or it changes none. */
export function textOfPending(text: ProjectText, pending: string | null, approved: string | undefined): ProjectText | null {
  if (pending === null) return null;
  const { adjustment, beneficiary, commune, content } = JSON.parse(pending) as PendingTexts;
  if (adjustment !== approved) return null;
  return {
    ...text,
    ...(beneficiary === undefined ? {} : { beneficiary: beneficiary.name, taxCode: beneficiary.taxCode }),
    commune: commune ?? text.commune,
    content: content ?? text.content,
  };
}

export const textOfDetails = (text: ProjectText, details: Details): ProjectText => ({
  ...text,
  title: details.title ?? text.title,
  commune: details.commune ?? text.commune,
  beneficiary: details.beneficiaryName ?? text.beneficiary,
  taxCode: details.taxCode === undefined ? text.taxCode : details.taxCode,
  implementingUnit: details.implementingUnit ?? text.implementingUnit,
});

export const serialsOf = ({ serials }: Pick<ProjectText, 'serials'>): readonly string[] =>
  serials === null ? [] : (JSON.parse(serials) as readonly string[]);
