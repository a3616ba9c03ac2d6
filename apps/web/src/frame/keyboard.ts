import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { letterKeysOn } from './settings.ts';

/** Marks the link of a table row that `j` and `k` move to. */
export const ROW_LINK = 'data-row-link';
/** The second letter of `g …` has to follow within this time. */
const SEQUENCE_MS = 1_500;

const PAGES = { b: '/board', h: '/conference', c: '/compare', d: '/delayed', p: '/projects', r: '/reminders' } as const;

/** Listens to the console's keys and returns whether their help is open. */
export function useKeyboard(): [boolean, (open: boolean) => void] {
  const navigate = useNavigate();
  const [helpOpen, setHelpOpen] = useState(false);
  useEffect(() => {
    let goPressedAt = -Infinity;
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (!letterKeysOn() || document.querySelector('dialog[open], [role="dialog"]')) return;
      const page = PAGES[event.key as keyof typeof PAGES];
      if (page && event.timeStamp - goPressedAt < SEQUENCE_MS) {
        goPressedAt = -Infinity;
        void navigate({ to: page });
      } else if (event.key === 'g') goPressedAt = event.timeStamp;
      else if (event.key === '/') focusSearch();
      else if (event.key === 'j') focusRow(1);
      else if (event.key === 'k') focusRow(-1);
      else if (event.key === '?') setHelpOpen(true);
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [navigate]);
  return [helpOpen, setHelpOpen];
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName));
}

function focusSearch(): void {
  document.querySelector<HTMLInputElement>('#project-search')?.select();
}

function focusRow(step: 1 | -1): void {
  const links = [...document.querySelectorAll<HTMLElement>(`main [${ROW_LINK}]`)];
  const active = document.activeElement?.closest('tr')?.querySelector<HTMLElement>(`[${ROW_LINK}]`);
  const here = active ? links.indexOf(active) : -1;
  const next = here === -1 ? links[step === 1 ? 0 : links.length - 1] : links[here + step];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
}
