const FULL = 100;

/** A bar for `part` of `whole`; beyond the whole it stays full and is marked. The figure itself always stands beside it. */
export function ShareBar({ part, whole }: { readonly part: number; readonly whole: number }) {
  const percent = whole === 0 ? 0 : (part / whole) * FULL;
  return (
    <svg className="share-bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">
      <rect className="track" width={FULL} height="8" />
      <rect className={percent > FULL ? 'over' : 'part'} width={Math.min(Math.max(percent, 0), FULL)} height="8" />
    </svg>
  );
}
