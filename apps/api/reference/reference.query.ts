import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type Clock, vietnamDay } from '#commands/clock';
import { type Region, STAGES } from '#contracts/figures';
import type { Reference } from '#contracts/reference';
import { fromDayNumber } from '#lifecycle/calendar-date';
import { FACT_WIDTH } from '#read-models/figures/facts';
import type { Ledger } from '#read-models/figures/ledger';
import { contents } from '#reference/contents';
import { stages } from '#reference/definitions/stages';
import type { ProvinceRef } from '#reference/province-ref';
import { provinceName, provinces34, provinces63, regionOf, successorOf } from '#reference/provinces';
import { Storage } from '../storage/storage.ts';
import { CLOCK } from '../tokens.ts';
import { regionNames } from './region-names.ts';

export class AskReference extends Query<Reference> {}

@QueryHandler(AskReference)
export class AskReferenceHandler implements IQueryHandler<AskReference> {
  #seen: { readonly position: string | null; readonly span: Span } | null = null;

  constructor(
    private readonly storage: Storage,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute(): Promise<Reference> {
    return { ...FIXED, ...this.#span(), today: vietnamDay(this.clock.now()) };
  }

  /** A walk over every fact, so only once for each position. */
  #span(): Span {
    return this.storage.read(({ ledger, position }) => {
      if (this.#seen?.position !== position || position === null) this.#seen = { position, span: spanOf(ledger) };
      return this.#seen.span;
    });
  }
}

type Span = Pick<Reference, 'years' | 'firstDay' | 'lastDay'>;

const FIXED: Omit<Reference, keyof Span | 'today'> = {
  provinces: [
    ...provinces63.map(({ code }) => provinceOf({ set: 'vn63', code })),
    ...provinces34.map(({ code }) => provinceOf({ set: 'vn34', code })),
  ],
  contents,
  stages: STAGES.map((code) => ({ code, vi: stages[code].vi, en: stages[code].en })),
  regions: (Object.keys(regionNames) as Region[]).map((code) => ({ code, ...regionNames[code] })),
};

function provinceOf(ref: ProvinceRef): Reference['provinces'][number] {
  return { ...ref, name: provinceName(ref), region: regionOf(ref), successor: ref.set === 'vn34' ? null : successorOf(ref) };
}

function spanOf(ledger: Ledger): Span {
  const years = new Set<number>();
  let [first, last] = [Infinity, -Infinity];
  for (const { planYear, facts } of ledger.projects()) {
    years.add(planYear);
    for (let at = 1; at < facts.length; at += FACT_WIDTH) {
      const day = facts[at] as number;
      if (day < first) first = day;
      if (day > last) last = day;
    }
  }
  const known = first <= last;
  return {
    years: [...years].sort((a, b) => b - a),
    firstDay: known ? fromDayNumber(first) : null,
    lastDay: known ? fromDayNumber(last) : null,
  };
}
