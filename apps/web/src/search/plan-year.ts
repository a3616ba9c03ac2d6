import { useReference } from '../parts/names.ts';

/**
 * The plan year to show when the address names none: the newest that has projects. Undefined while that is not known yet; an empty
 * log has none, so it falls back to the server's own year.
 */
export function usePlanYear(asked: number | undefined): number | undefined {
  const reference = useReference();
  if (asked !== undefined || reference === undefined) return asked;
  return reference.years[0] ?? Number(reference.today.slice(0, 4));
}
