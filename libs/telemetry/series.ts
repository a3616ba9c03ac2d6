import type { MetricDefinition } from './metric-table.ts';

/** One line of the text: `metricName{labels} value`. */
export interface Sample {
  readonly metricName: string;
  readonly labels: Readonly<Record<string, string | number>>;
  readonly value: number;
}

/** The values of a metric's labels, in the order of its definition. */
export type Values<Labels extends readonly string[]> = { readonly [Index in keyof Labels]: string };

/** A number for each combination of values: a counter or a gauge. */
export class NumberSeries<Labels extends readonly string[] = readonly string[]> {
  readonly #rows = new Map<string, number>();

  constructor(
    private readonly name: string,
    private readonly definition: MetricDefinition,
  ) {
    // A counter that is there from the beginning shows its first step; with labels nobody knows the values yet.
    if (definition.kind === 'counter' && definition.labels.length === 0) this.#rows.set('', 0);
  }

  add(values: Values<Labels>, by = 1): void {
    const key = keyOf(values);
    this.#rows.set(key, (this.#rows.get(key) ?? 0) + by);
  }

  set(values: Values<Labels>, to: number): void {
    this.#rows.set(keyOf(values), to);
  }

  clear(): void {
    this.#rows.clear();
  }

  samples(): readonly Sample[] {
    return [...this.#rows].map(([key, value]) => ({ metricName: this.name, labels: labelsOf(this.definition, key), value }));
  }
}

interface Row {
  /** One more than there are bounds: the last holds what is above all of them. */
  readonly counts: Float64Array;
  sum: number;
}

/** How often a quantity lay in which bucket, for each combination of values: a histogram. */
export class BucketSeries<Labels extends readonly string[] = readonly string[]> {
  readonly #rows = new Map<string, Row>();
  readonly #bounds: readonly number[];

  constructor(
    private readonly name: string,
    private readonly definition: MetricDefinition,
  ) {
    this.#bounds = definition.buckets ?? [];
    if (definition.labels.length === 0) this.#rows.set('', this.#empty());
  }

  observe(values: Values<Labels>, quantity: number): void {
    const key = keyOf(values);
    let row = this.#rows.get(key);
    if (row === undefined) this.#rows.set(key, (row = this.#empty()));
    let at = 0;
    while (at < this.#bounds.length && quantity > (this.#bounds[at] as number)) at++;
    row.counts[at] = (row.counts[at] as number) + 1;
    row.sum += quantity;
  }

  samples(): readonly Sample[] {
    return [...this.#rows].flatMap(([key, row]) => this.#samplesOf(labelsOf(this.definition, key), row));
  }

  #samplesOf(labels: Readonly<Record<string, string>>, { counts, sum }: Row): readonly Sample[] {
    let count = 0;
    const buckets = [...this.#bounds, '+Inf'].map((le, at) => {
      count += counts[at] as number;
      return { metricName: `${this.name}_bucket`, labels: { ...labels, le }, value: count };
    });
    return [...buckets, { metricName: `${this.name}_sum`, labels, value: sum }, { metricName: `${this.name}_count`, labels, value: count }];
  }

  #empty(): Row {
    return { counts: new Float64Array(this.#bounds.length + 1), sum: 0 };
  }
}

const SEPARATOR = '\u0000';

const keyOf = (values: readonly string[]): string => (values.length === 1 ? (values[0] as string) : values.join(SEPARATOR));

function labelsOf({ labels }: MetricDefinition, key: string): Readonly<Record<string, string>> {
  const values = key.split(SEPARATOR);
  return Object.fromEntries(labels.map((label, index) => [label, values[index] ?? '']));
}
