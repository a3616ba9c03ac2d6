import type { Language } from '#config/config';
import { type Bilingual, nameOfCode } from './fact-names.ts';

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
  return template.replace(/\{(\w+)(?::(vnd|day))?\}/g, (_place, name: string, form: string | undefined) => {
    const value = facts[name];
    if (form !== undefined) return written(value, form, language);
    const called = (one: unknown): unknown => (typeof one === 'string' ? (nameOfCode(name, one, language) ?? one) : one);
    return written(Array.isArray(value) ? value.map(called) : called(value), undefined, language);
  });
}

function written(value: unknown, form: string | undefined, language: Language): string {
  if (value === undefined || value === null) return '–';
  if (form === 'vnd' && typeof value === 'number') {
    return `${new Intl.NumberFormat(language === 'vi' ? 'vi-VN' : 'en-GB').format(value)} ${language === 'vi' ? 'đồng' : 'VND'}`;
  }
  if (form === 'day' && typeof value === 'string') return value.replace(/^(\d{4})-(\d{2})-(\d{2})$/, '$3/$2/$1');
  return Array.isArray(value) ? value.join(', ') || '–' : String(value);
}
