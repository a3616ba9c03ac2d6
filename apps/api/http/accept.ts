import type { Language } from '#config/config';

/** Ranges of an `Accept…` header that are wanted, most wanted first; a range with q=0 is unwanted. */
function wanted(header: string): readonly string[] {
  return header
    .split(',')
    .map((part) => {
      const [range = '', ...parameters] = part.split(';').map((text) => text.trim().toLowerCase());
      const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? '1';
      return { range, quality: Number(quality) };
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality)
    .map(({ range }) => range);
}

/** The first of our languages that the caller asks for. */
export function languageOf(header: string | undefined, preferred: Language): Language {
  const languages = wanted(header ?? '').map((range) => range.split('-', 1)[0]);
  return languages.find((language): language is Language => language === 'vi' || language === 'en') ?? preferred;
}

/** True when the caller takes a type, as `application/json`; a caller that says nothing takes everything. */
export function accepts(header: string | undefined, type: string): boolean {
  if (header === undefined || header.trim() === '') return true;
  const [family] = type.split('/');
  return wanted(header).some((range) => range === '*/*' || range === `${family}/*` || range === type);
}

/** The one of the offered types that the caller wants most; the first for a caller that says nothing or takes everything. null: none. */
export function preferred<Type extends string>(header: string | undefined, offered: readonly Type[]): Type | null {
  if (header === undefined || header.trim() === '') return offered[0] ?? null;
  for (const range of wanted(header)) {
    const found = offered.find((type) => range === '*/*' || range === type || range === `${type.split('/')[0]}/*`);
    if (found !== undefined) return found;
  }
  return null;
}
