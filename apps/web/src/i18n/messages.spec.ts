import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { en } from './en.ts';
import { vi } from './vi.ts';

/** Keys as they are written, in the file of the language and in its parts. */
function written(language: 'vi' | 'en'): readonly string[] {
  const files = readdirSync(import.meta.dirname).filter((name) => name === `${language}.ts` || name.startsWith(`${language}-`));
  return files.flatMap((name) =>
    [...readFileSync(join(import.meta.dirname, name), 'utf8').matchAll(/^ {2}'?([\w.-]+)'?:/gm)].map(([, key]) => String(key)),
  );
}

describe('the texts of the console', () => {
  it.each(['vi', 'en'] as const)('no part in %s takes away what another part says', (language) => {
    const keys = written(language);
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
    expect(keys).toHaveLength(Object.keys(language === 'vi' ? vi : en).length);
  });

  it('have the same placeholders in both languages', () => {
    const slots = (text: string): readonly string[] => [...new Set(text.match(/\{\{\w+\}\}/g))].sort();
    for (const [key, text] of Object.entries(vi)) expect([key, slots(en[key as keyof typeof vi])]).toEqual([key, slots(text)]);
  });
});
