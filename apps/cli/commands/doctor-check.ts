import { UnknownEvent } from '#lifecycle/upcast';
import { unknownEventText } from '../unknown-event-text.ts';

export type Verdict = 'ok' | 'note' | 'broken';

/** One line of `doctor`. */
export interface Check {
  readonly check: string;
  readonly verdict: Verdict;
  readonly message: string;
  readonly messageEn: string;
}

export const found = (check: string, verdict: Verdict, message: string, messageEn: string): Check => ({
  check,
  verdict,
  message,
  messageEn,
});

/** The lines of a check, or one that says that an event of a newer build stopped it. @throws all else */
export async function unlessUnknown(check: string, lines: Promise<readonly Check[]>): Promise<readonly Check[]> {
  try {
    return await lines;
  } catch (error) {
    if (!(error instanceof UnknownEvent)) throw error;
    const { vi, en } = unknownEventText(error);
    return [found(check, 'broken', vi, en)];
  }
}
