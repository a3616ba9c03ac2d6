import type { PauseReasonCode } from '#reference/rules/pauses';
import type { ObligationKind } from '#contracts/figures';

/** A stretch in which clocks stood still. Days are numbers since 1970-01-01. */
export interface Stood {
  readonly reason: PauseReasonCode;
  /** The one clock that a document names; null: whatever the reason stops. */
  readonly kind: ObligationKind | null;
  readonly from: number;
  /** First day that counts again; null: it stands still. */
  readonly to: number | null;
}

/** As a fact's value names them: stored, so never in another order. 0: none of these. */
export const NAMED: readonly (ObligationKind | null)[] = [null, 'first-advance', 'remaining-advance', 'settlement-dossier', 'settlement'];

export const stop = (
  stood: readonly Stood[],
  reason: PauseReasonCode,
  day: number,
  kind: ObligationKind | null = null,
): readonly Stood[] => [...stood, { reason, kind, from: day, to: null }];

/** A clock that did not stand still for a whole day leaves nothing. */
export const start = (
  stood: readonly Stood[],
  reason: PauseReasonCode,
  day: number,
  kind: ObligationKind | null = null,
): readonly Stood[] =>
  stood.flatMap((one) => {
    if (one.to !== null || one.reason !== reason || one.kind !== kind) return one;
    return one.from < day ? { ...one, to: day } : [];
  });
