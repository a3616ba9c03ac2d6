/** Below this a rate says nothing yet, in milliseconds. */
const KNOWN_FROM_MS = 1_000;

/**
 * How long a step will go on at the rate that it had, as ` · 1:05` (minutes, seconds), for the line of its progress. Empty while it is not known.
 * What the first call of a step finds done was not done in this step's time.
 */
export function remaining(now: () => number = () => performance.now()): (step: string, done: number, total: number) => string {
  let begun: { readonly step: string; readonly at: number; readonly done: number } | null = null;
  return (step, done, total) => {
    if (begun?.step !== step) begun = { step, at: now(), done };
    const [ms, events] = [now() - begun.at, done - begun.done];
    if (ms < KNOWN_FROM_MS || events <= 0) return '';
    const seconds = Math.ceil((((total - done) / events) * ms) / 1_000);
    return ` · ${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  };
}
