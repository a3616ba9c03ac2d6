import { Refusal } from '#lifecycle/refusal';
import { EXIT, Failure } from './exit.ts';

/** What a refusal means to the one who typed the line, by its code. */
export type Said = Readonly<Record<string, { readonly vi: string; readonly en: string }>>;

/** A refusal as one line and exit 2; anything else goes on as it is. */
export function refusalLine(error: unknown, said: Said): unknown {
  if (!(error instanceof Refusal)) return error;
  const { vi, en } = said[error.code] ?? { vi: 'bị từ chối', en: 'refused' };
  const facts = Object.entries(error.facts)
    .map(([name, value]) => `${name} ${String(value)}`)
    .join(' · ');
  return new Failure({ vi: `${vi} (${error.code}): ${facts}`, en: `${en} (${error.code}): ${facts}` }, EXIT.refused, error.code);
}
