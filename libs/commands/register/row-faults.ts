import type { Column } from './columns.ts';
import type { Finding } from './fault.ts';
import type { Formed } from './form-check.ts';

/** What is wrong with one row, without the faults that only follow from a cell already reported. */
export class RowFaults {
  readonly findings: Finding[];
  readonly #bad: Set<Column>;

  constructor({ findings, bad }: Formed) {
    this.findings = [...findings];
    this.#bad = new Set(bad);
  }

  has(column: Column): boolean {
    return this.#bad.has(column);
  }

  /** @param restsOn cells that the fault was found by; it is left out when one of them is reported itself */
  add(finding: Finding, restsOn: readonly Column[]): void {
    if (restsOn.some((column) => this.has(column))) return;
    this.findings.push(finding);
    this.#bad.add(finding.column);
  }

  /** An empty cell is reported once, and not when what stood in it was. */
  addMissing(column: Column): void {
    this.add({ column, problem: 'missing' }, [column]);
  }
}
