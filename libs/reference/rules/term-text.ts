import type { Term } from './terms.ts';

/** A term as the pages of the rules say it. */
export function termText(by: Term): string {
  if ('days' in by) return `${by.days} days`;
  if ('workingDays' in by) return `${by.workingDays} working days`;
  if ('afterContractEnd' in by)
    return by.afterContractEnd === 0 ? 'end of the contract' : `${by.afterContractEnd} days after the end of the contract`;
  if ('dayOfMonth' in by) return `day ${by.dayOfMonth} of each month`;
  return 'monthDayBefore' in by ? `${by.monthDayBefore} of plan year − 1` : `${by.monthDayAfter} of plan year + 1`;
}
