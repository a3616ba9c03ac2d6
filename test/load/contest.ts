import { median, rounded } from './statistics.ts';

/** One timed run of a contender. Milliseconds and bytes only where they mean something. */
export interface Sample {
  /** In the contender's unit. */
  readonly value: number;
  readonly p50Ms?: number;
  readonly p99Ms?: number;
  readonly peakRssBytes?: number;
  /** Processor time of the process that is measured, in microseconds a piece of work. */
  readonly cpuUs?: number;
}

export interface Contender {
  readonly name: string;
  /** Of `Sample.value`, e.g. `commands/s`. */
  readonly unit: string;
  run(round: number): Promise<Sample>;
}

/** Medians over the rounds, with the lowest and the highest value seen. */
export interface Figure {
  readonly name: string;
  readonly unit: string;
  readonly median: number;
  readonly low: number;
  readonly high: number;
  readonly p50Ms?: number;
  readonly p99Ms?: number;
  readonly peakRssBytes?: number;
  readonly cpuUs?: number;
}

type Measure = keyof Sample;

/** What a contest found. A contender that was not there has no figure, and a ratio with it is null. */
export class Contest {
  readonly rounds: number;
  readonly #units = new Map<string, string>();
  readonly #samples = new Map<string, Sample[]>();

  private constructor(rounds: number) {
    this.rounds = rounds;
  }

  /**
   * Lets the contenders run one after the other, round by round (A B A B): what slows the machine for a while slows all of them, and
   * ratios are taken inside a round.
   */
  static async hold(contenders: readonly Contender[], rounds: number, say: (line: string) => void): Promise<Contest> {
    const contest = new Contest(rounds);
    for (let round = 1; round <= rounds; round++) {
      for (const contender of contenders) {
        const sample = await contender.run(round);
        contest.#units.set(contender.name, contender.unit);
        const there = contest.#samples.get(contender.name);
        if (there) there.push(sample);
        else contest.#samples.set(contender.name, [sample]);
        say(`round ${round}/${rounds}  ${contender.name}: ${rounded(sample.value)} ${contender.unit}`);
      }
    }
    return contest;
  }

  get figures(): readonly Figure[] {
    return [...this.#samples.keys()].map((name) => this.figure(name) as Figure);
  }

  figure(name: string): Figure | null {
    const samples = this.#samples.get(name);
    if (!samples) return null;
    const values = samples.map(({ value }) => value);
    return {
      name,
      unit: this.#units.get(name) ?? '',
      median: rounded(median(values)),
      low: rounded(Math.min(...values)),
      high: rounded(Math.max(...values)),
      ...this.#more(samples),
    };
  }

  /** Median of the ratios of the rounds; null when either was not there. */
  ratio(ours: string, theirs: string, measure: Measure = 'value'): number | null {
    const [a, b] = [this.#samples.get(ours), this.#samples.get(theirs)];
    if (!a || !b) return null;
    const ratios = a.flatMap((sample, round) => {
      const [over, under] = [sample[measure], b[round]?.[measure]];
      return over === undefined || under === undefined ? [] : [over / under];
    });
    return ratios.length === 0 ? null : rounded(median(ratios));
  }

  #more(samples: readonly Sample[]): Pick<Figure, 'p50Ms' | 'p99Ms' | 'peakRssBytes' | 'cpuUs'> {
    const all = (measure: Measure) => samples.map((sample) => sample[measure]).filter((value) => value !== undefined);
    const [p50, p99, peak, cpu] = [all('p50Ms'), all('p99Ms'), all('peakRssBytes'), all('cpuUs')];
    return {
      ...(p50.length > 0 ? { p50Ms: rounded(median(p50)) } : {}),
      ...(p99.length > 0 ? { p99Ms: rounded(median(p99)) } : {}),
      ...(peak.length > 0 ? { peakRssBytes: Math.max(...peak) } : {}),
      ...(cpu.length > 0 ? { cpuUs: rounded(median(cpu)) } : {}),
    };
  }
}
