import type { ConcludeContract } from '#lifecycle/contract/contract.commands';
import { CONTRACT_MEMBERS_MAX, contractStream } from '#lifecycle/contract/contract.events';
import type { Contract } from '#lifecycle/contract/contract.state';
import type { ProvinceRef, Source } from '#reference/province-ref';
import type { Step } from '../decide-steps.ts';
import { projectIdOfCode } from '../project-id.ts';
import type { Cells, Column } from './columns.ts';
import type { Finding } from './fault.ts';
import { stepCommandId } from './ids.ts';
import type { LogView } from './log-view.ts';
import { codeOf, contractIdOf, type Origin, provinceOf, sourceOf } from './row-commands.ts';

interface Page {
  readonly contractNo: string;
  readonly source: Source;
  readonly province: ProvinceRef;
  readonly signedOn: string;
  readonly endsOn: string;
  readonly implementingUnit: string;
  /** Projects that the contract's stream names already. */
  readonly members: ReadonlySet<string>;
  /** Codes of the projects that this file adds. */
  readonly joining: string[];
}

const NO_MEMBERS: ReadonlySet<string> = new Set();
const columnOf = { signedOn: 'contracted_on', endsOn: 'contract_end_on', implementingUnit: 'implementing_unit' } as const satisfies Record<
  string,
  Column
>;

/** The contracts of a file: one page each, from the log or from the first good row that names it. */
export class ContractBook {
  readonly #pages = new Map<string, Page>();
  /** The same unit stands in hundreds of rows; kept once. */
  readonly #units = new Map<string, string>();

  constructor(
    private readonly view: LogView,
    private readonly origin: Pick<Origin, 'actor' | 'document'>,
  ) {}

  /** @returns the faults of a row that speaks of another contract than those before it, or how to enter it once it is found good */
  async judge(cells: Cells, projectId: string): Promise<readonly Finding[] | (() => void)> {
    const id = contractIdOf(cells);
    const known = this.#pages.get(id) ?? this.#recorded(id, cells, await this.view.contract(id));
    const given = this.#pageOf(cells);
    const findings = known === undefined ? [] : conflicts(known, given);
    if (findings.length > 0) return findings;
    const code = codeOf(cells);
    return () => {
      const page = this.#pages.get(id) ?? known ?? given;
      if (!page.members.has(projectId)) page.joining.push(code);
      this.#pages.set(id, page);
    };
  }

  /** Appends to make, each to one contract's stream. */
  *appends(): Generator<{ readonly stream: string; readonly isNew: boolean; readonly steps: readonly Step<ConcludeContract>[] }> {
    for (const [id, page] of this.#pages) {
      const stream = contractStream(id);
      for (let from = 0; from < page.joining.length; from += CONTRACT_MEMBERS_MAX)
        yield {
          stream,
          isNew: page.members === NO_MEMBERS && from === 0,
          steps: [this.#stepOf(stream, page, page.joining.slice(from, from + CONTRACT_MEMBERS_MAX))],
        };
    }
  }

  #stepOf(stream: string, page: Page, codes: readonly string[]): Step<ConcludeContract> {
    const { contractNo, source, province, implementingUnit, endsOn } = page;
    const command: ConcludeContract = {
      type: 'ConcludeContract',
      occurredOn: page.signedOn,
      actor: this.origin.actor,
      ...{ contractNo, source, province, implementingUnit, endsOn },
      members: codes.map((code) => ({ project: projectIdOfCode(code), code })),
      attested: { by: 'register', document: this.origin.document, steps: [] },
    };
    const commandId = stepCommandId(codes[0] ?? '', stream);
    return { command, trace: { commandId, correlationId: commandId } };
  }

  #recorded(id: string, cells: Cells, state: Contract): Page | undefined {
    if (state.status === 'absent') return undefined;
    const { signedOn, endsOn, implementingUnit, members } = state;
    const page = { ...this.#pageOf(cells), signedOn, endsOn, implementingUnit, members };
    this.#pages.set(id, page);
    return page;
  }

  #pageOf(cells: Cells): Page {
    const unit = cells.implementing_unit ?? '';
    if (!this.#units.has(unit)) this.#units.set(unit, unit);
    return {
      contractNo: cells.contract_no ?? '',
      source: sourceOf(cells),
      province: provinceOf(cells),
      signedOn: cells.contracted_on ?? '',
      endsOn: cells.contract_end_on ?? '',
      implementingUnit: this.#units.get(unit) ?? unit,
      members: NO_MEMBERS,
      joining: [],
    };
  }
}

function conflicts(known: Page, row: Page): readonly Finding[] {
  return (Object.keys(columnOf) as (keyof typeof columnOf)[])
    .filter((field) => known[field] !== row[field])
    .map((field) => ({
      column: columnOf[field],
      problem: 'contract-conflict',
      facts: { contractNo: known.contractNo, recorded: known[field], given: row[field] },
    }));
}
