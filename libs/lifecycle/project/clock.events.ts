/** A deadline's clock that somebody stops and sets going again by a document. */

/**
 * A kind of deadline, or one of several of a kind: `first-advance`, `obstacle-answer:o1`.
 * @pattern ^[a-z-]{1,40}(:[0-9A-Za-z.-]{1,40})?$
 */
export type DeadlineName = string;

export type ClockEvent =
  | {
      readonly type: 'DeadlinePaused';
      readonly data: { readonly deadline: DeadlineName; /** Its number. */ readonly document: string; readonly reason: string };
    }
  | { readonly type: 'DeadlineResumed'; readonly data: { readonly deadline: DeadlineName; readonly reason: string } };
