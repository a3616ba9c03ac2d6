/**
 * What a run ends with: scripts depend on it. `failed`: the machine or the moment would not have it, the same line may do later.
 * `refused`: the line is wrong, names what is not there, or the data are broken.
 */
export const EXIT = { done: 0, failed: 1, refused: 2 } as const;
export type Exit = (typeof EXIT)[keyof typeof EXIT];

/** The run cannot go on, and one line in two languages says why and what to do. */
export class Failure extends Error {
  constructor(
    readonly text: { readonly vi: string; readonly en: string },
    readonly exit: Exit = EXIT.failed,
    /** For a program that reads the JSON. */
    readonly code = 'failed',
  ) {
    super(text.en);
    this.name = 'Failure';
  }
}
