import type { Language } from '#config/config';

/** A text in both languages of the product. */
export type Bilingual = Readonly<Record<Language, string>>;

/**
 * One way to say no. `title` never varies (RFC 9457, 3.1.3); `detail` is the sentence for people, in which `{name}` stands for a
 * fact, `{name:vnd}` for an amount in đồng and `{name:day}` for a date; `remedy` says what to do about it.
 */
export interface ProblemKind {
  readonly status: number;
  readonly title: string;
  readonly detail: Bilingual;
  readonly remedy: Bilingual;
}

/** Fills a detail's places with the facts, as a reader of that language writes them. */
export function fill(template: string, facts: Readonly<Record<string, unknown>>, language: Language): string {
  return template.replace(/\{(\w+)(?::(vnd|day))?\}/g, (_place, name: string, form: string | undefined) =>
    written(facts[name], form, language),
  );
}

function written(value: unknown, form: string | undefined, language: Language): string {
  if (value === undefined || value === null) return '–';
  if (form === 'vnd' && typeof value === 'number') {
    return `${new Intl.NumberFormat(language === 'vi' ? 'vi-VN' : 'en-GB').format(value)} ${language === 'vi' ? 'đồng' : 'VND'}`;
  }
  if (form === 'day' && typeof value === 'string') return value.replace(/^(\d{4})-(\d{2})-(\d{2})$/, '$3/$2/$1');
  return Array.isArray(value) ? value.join(', ') || '–' : String(value);
}
