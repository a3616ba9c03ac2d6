import type { SurveyNeedDto } from './proposal.dto.ts';

/** The fields of a survey's command. */
export function surveyFields({ outcome, reason, cause, survey, ...need }: Omit<SurveyNeedDto, 'occurredOn'>) {
  const why = { reason: reason ?? '', ...(cause === undefined ? {} : { cause }) };
  const found = { ...(outcome === 'not-eligible' ? { outcome, ...why } : { outcome }), ...(survey === undefined ? {} : { survey }) };
  return { need, ...found };
}
