import { type Step, STEPS } from './steps.ts';

/** What the first pass found of each row, in a few bytes each, so that the second pass need not ask again. */
export class Verdicts {
  toRecord = 0;
  known = 0;
  refused = 0;
  readonly #rowOfCode = new Map<string, number>();
  #masks = new Uint16Array(1024);

  /** @returns the row that had this code before; undefined: it is the first */
  enter(code: string, row: number): number | undefined {
    const first = this.#rowOfCode.get(code);
    if (first === undefined) this.#rowOfCode.set(code, row);
    return first;
  }

  take(row: number, newSteps: readonly Step[]): void {
    if (newSteps.length === 0) this.known += 1;
    else this.toRecord += 1;
    this.#grow(row);
    this.#masks[row] = newSteps.reduce((mask, step) => mask | (1 << STEPS.indexOf(step)), 0);
  }

  refuse(row: number): void {
    this.refused += 1;
    this.#grow(row);
  }

  /** Steps to record of a row; none for rows that are known or refused. */
  newSteps(row: number): readonly Step[] {
    const mask = this.#masks[row] ?? 0;
    return mask === 0 ? [] : STEPS.filter((_, index) => (mask & (1 << index)) !== 0);
  }

  /** The row is the one that the first pass saw under this code. */
  saw(code: string | null, row: number): boolean {
    return code !== null && this.#rowOfCode.get(code) === row;
  }

  #grow(row: number): void {
    if (row < this.#masks.length) return;
    const masks = new Uint16Array(Math.max(row + 1, this.#masks.length * 2));
    masks.set(this.#masks);
    this.#masks = masks;
  }
}
