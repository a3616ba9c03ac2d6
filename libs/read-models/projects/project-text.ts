import type { Change, Details, Draft, Need } from '#lifecycle/project/project.events';
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

/** The part of an adjustment that the list shows. */
export type ChangedTexts = Pick<Change, 'beneficiary' | 'commune' | 'content'>;

export const textOfChange = (text: ProjectText, { beneficiary, commune, content }: ChangedTexts): ProjectText => ({
  ...text,
  ...(beneficiary === undefined ? {} : { beneficiary: beneficiary.name, taxCode: beneficiary.taxCode }),
  commune: commune ?? text.commune,
  content: content ?? text.content,
});

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
