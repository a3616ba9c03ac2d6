import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { readStored, store } from '../frame/stored.ts';
import type { Language } from '../format/numbers.ts';
import { type Messages, vi } from './vi.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    keySeparator: false;
    nsSeparator: false;
    resources: { translation: Messages };
  }
}

const LANGUAGE_KEY = 'tiendo.language';

/** Starts in the language that the reader last chose, Vietnamese by default; the English texts are fetched only when asked for. */
export async function startLanguages(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: 'vi',
    fallbackLng: 'vi',
    keySeparator: false,
    nsSeparator: false,
    // React escapes what it renders.
    interpolation: { escapeValue: false },
    resources: { vi: { translation: vi } },
  });
  await speak(readStored(LANGUAGE_KEY) === 'en' ? 'en' : 'vi');
}

export async function speak(language: Language): Promise<void> {
  if (language === 'en' && !i18next.hasResourceBundle('en', 'translation')) {
    const { en } = await import('./en.ts');
    i18next.addResourceBundle('en', 'translation', en);
  }
  document.documentElement.lang = language;
  store(LANGUAGE_KEY, language);
  await i18next.changeLanguage(language);
}
