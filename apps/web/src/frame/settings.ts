import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language, MoneyUnit } from '../format/numbers.ts';
import { readStored, store } from './stored.ts';

const UNIT_KEY = 'tiendo.unit';
const KEYS_KEY = 'tiendo.keys';
const IDENTITY_KEY = 'tiendo.identity';
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function setStored(key: string, value: string): void {
  store(key, value);
  for (const listener of listeners) listener();
}

/** The unit that the reader chose, else the page's own: tỷ on boards, triệu in lists, đồng on one record. */
export function useMoneyUnit(pageUnit: MoneyUnit): MoneyUnit {
  const chosen = useSyncExternalStore(subscribe, () => readStored(UNIT_KEY));
  return chosen === 'dong' || chosen === 'million' || chosen === 'billion' ? chosen : pageUnit;
}

export const chooseMoneyUnit = (unit: MoneyUnit): void => setStored(UNIT_KEY, unit);

/** Whether single-letter keys work; WCAG 2.1.4 asks for a way to switch them off. */
export const letterKeysOn = (): boolean => readStored(KEYS_KEY) !== 'off';
export const useLetterKeys = (): boolean => useSyncExternalStore(subscribe, letterKeysOn);
export const switchLetterKeys = (on: boolean): void => setStored(KEYS_KEY, on ? 'on' : 'off');

export function useLanguage(): Language {
  const { i18n } = useTranslation();
  return i18n.language === 'en' ? 'en' : 'vi';
}

/** The demo identity that the reader chose; undefined: the server's default. */
export const chosenIdentity = (): string | undefined => readStored(IDENTITY_KEY) || undefined;
export const useChosenIdentity = (): string | undefined => useSyncExternalStore(subscribe, chosenIdentity);
export const chooseIdentity = (id: string | undefined): void => setStored(IDENTITY_KEY, id ?? '');

/** Whose eyes an answer is for: it is kept apart from the answers to others. */
export interface Reader {
  readonly language: string;
  readonly identity: string | undefined;
}

export function useReader(): Reader {
  const language = useLanguage();
  const identity = useChosenIdentity();
  return { language, identity };
}
