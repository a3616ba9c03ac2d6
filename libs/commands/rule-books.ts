import { type EventLog, READ_EVENTS_MAX, type RecordedEvent, StreamNotFound } from '#event-log/event-log';
import { currentRules, type RuleBook } from '#lifecycle/context';
import { ruleBookWith } from '#lifecycle/rulebook/merged';
import type { Rulebook } from '#lifecycle/rulebook/rulebook.decider';
import { rulesStream, scopeOf } from '#lifecycle/rulebook/rulebook.events';
import type { ProvinceRef } from '#reference/province-ref';
import { provinces34, provinces63 } from '#reference/provinces';
import { rulebookKind } from './stream-kind.ts';
import { absent, fold, type Folded } from './stream-states.ts';

/** The rules by which a command is judged, and what their name adds to the rule set's. */
export interface RulesInForce {
  readonly rules: RuleBook;
  /** '' without activations; `+n3+vn63.38/1`: three events of the national rules, one of the province's. */
  readonly suffix: string;
}

/** Rules that another process activated judge here after at most so long, in milliseconds, and the time of one read. */
const STALE_MS = 2_000;
/** From this age on they are looked for behind the back of the write path, which therefore waits only after a pause. */
const REFRESH_MS = 1_000;

interface Kept {
  readonly folded: Folded<Rulebook>;
  /** When the read began. */
  readonly readAt: number;
}

/** What judges while nothing was activated. */
export const baseRules: RulesInForce = { rules: currentRules, suffix: '' };

/**
 * The rule book of each province: the base rows, changed by the national stream and by the province's own. Kept in memory; what this
 * process appends is there at once, what others append within two seconds.
 */
export class RuleBooks {
  readonly #kept = new Map<string, Kept>();
  readonly #reads = new Map<string, Promise<Kept>>();
  /** By scope: made again when one of the two streams has moved. */
  readonly #merged = new Map<string, { readonly national: Kept; readonly own: Kept | null; readonly inForce: RulesInForce }>();

  /** @param nowMs a clock that never goes back */
  constructor(
    private readonly log: EventLog,
    private readonly nowMs: () => number = () => performance.now(),
  ) {}

  /** From memory; undefined: not read, or too long ago, see `load`. @param province whose KCDP is judged; null: nobody's own rules count */
  known(province: ProvinceRef | null): RulesInForce | undefined {
    const national = this.#fresh(null);
    const own = province === null ? null : this.#fresh(province);
    return national === undefined || own === undefined ? undefined : this.#inForce(province, national, own);
  }

  /** Reads what is not known. @throws Unavailable from the log */
  async load(province: ProvinceRef | null): Promise<RulesInForce> {
    const national = this.#fresh(null) ?? (await this.#read(null));
    const own = province === null ? null : (this.#fresh(province) ?? (await this.#read(province)));
    return this.#inForce(province, national, own);
  }

  #inForce(province: ProvinceRef | null, national: Kept, own: Kept | null): RulesInForce {
    if (national.folded.revision < 0 && (own === null || own.folded.revision < 0)) return baseRules;
    const merged = this.#merged.get(scopeOf(province));
    if (merged?.national.folded === national.folded && merged.own?.folded === own?.folded) return merged.inForce;
    const inForce = inForceOf(national.folded.state, own?.folded.state, province);
    this.#merged.set(scopeOf(province), { national, own, inForce });
    return inForce;
  }

  /** Takes over a rules stream that this process has just appended to. */
  keep(stream: string, folded: Folded<unknown>): void {
    if (!stream.startsWith('rules-')) return;
    this.#kept.set(stream.slice('rules-'.length), { folded: folded as Folded<Rulebook>, readAt: this.nowMs() });
  }

  /** Everybody's rules and every province's own, read now: for work over many provinces. @throws Unavailable from the log */
  async whole(): Promise<RuleBook> {
    if ((await this.log.head()) === null) return currentRules;
    const national = await this.#read(null);
    const provinces: readonly ProvinceRef[] = [
      ...provinces63.map(({ code }) => ({ set: 'vn63', code }) as const),
      ...provinces34.map(({ code }) => ({ set: 'vn34', code }) as const),
    ];
    const own = await Promise.all(provinces.map((province) => this.#read(province)));
    return ruleBookWith(currentRules, ...[national, ...own].flatMap(({ folded }) => folded.state.activations));
  }

  #fresh(province: ProvinceRef | null): Kept | undefined {
    const kept = this.#kept.get(scopeOf(province));
    const ageMs = kept === undefined ? STALE_MS : this.nowMs() - kept.readAt;
    if (ageMs >= STALE_MS) return undefined;
    // Old rules are not kept on when the log cannot be read: the next command reads for itself and meets the failure.
    if (ageMs >= REFRESH_MS) this.#read(province).catch(() => this.#kept.delete(scopeOf(province)));
    return kept;
  }

  /** Those who ask while it is read wait for the same answer. */
  #read(province: ProvinceRef | null): Promise<Kept> {
    const scope = scopeOf(province);
    const reading = this.#reads.get(scope) ?? this.#readOn(province).finally(() => this.#reads.delete(scope));
    this.#reads.set(scope, reading);
    return reading;
  }

  async #readOn(province: ProvinceRef | null): Promise<Kept> {
    const readAt = this.nowMs();
    const before = this.#kept.get(scopeOf(province));
    let folded = before?.folded ?? absent(rulebookKind);
    for (;;) {
      const events = await this.#page(rulesStream(province), folded.revision + 1);
      if (events.length > 0) folded = fold(rulebookKind, folded, events);
      if (events.length < READ_EVENTS_MAX) break;
    }
    const now = this.#kept.get(scopeOf(province));
    // This process may have appended meanwhile.
    const newest = now !== undefined && now.folded.revision > folded.revision ? now.folded : folded;
    const kept = { folded: newest, readAt };
    this.#kept.set(scopeOf(province), kept);
    return kept;
  }

  async #page(stream: string, from: number): Promise<readonly RecordedEvent[]> {
    try {
      return await this.log.readStream(stream, { from, limit: READ_EVENTS_MAX });
    } catch (error) {
      if (error instanceof StreamNotFound) return [];
      throw error;
    }
  }
}

function inForceOf(national: Rulebook, own: Rulebook | undefined, province: ProvinceRef | null): RulesInForce {
  const rules = ruleBookWith(currentRules, ...national.activations, ...(own?.activations ?? []));
  const ofNation = national.revision === 0 ? '' : `+n${national.revision}`;
  const ofProvince = own === undefined || own.revision === 0 ? '' : `+${scopeOf(province)}/${own.revision}`;
  return { rules, suffix: ofNation + ofProvince };
}
