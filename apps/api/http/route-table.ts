/** Which methods each address takes: for `Allow` when another one comes, and for the check that the API's description is whole. */
export class RouteTable {
  readonly #routes: { readonly pattern: string; readonly matcher: RegExp; readonly methods: Set<string> }[] = [];

  /** @param pattern as Fastify writes it: `:name` is one segment, a final `*` the rest */
  add(pattern: string, methods: readonly string[]): void {
    let route = this.#routes.find((known) => known.pattern === pattern);
    if (route === undefined) this.#routes.push((route = { pattern, matcher: matcherOf(pattern), methods: new Set() }));
    for (const method of methods) route.methods.add(method);
  }

  /** Methods of the first route that matches, catch-alls excepted; empty when there is none. */
  methodsOf(path: string): readonly string[] {
    const route = this.#routes.find(({ pattern, matcher }) => !pattern.includes('*') && matcher.test(path));
    return route === undefined ? [] : [...route.methods].sort();
  }

  get all(): readonly { readonly pattern: string; readonly methods: readonly string[] }[] {
    return this.#routes.map(({ pattern, methods }) => ({ pattern, methods: [...methods].sort() }));
  }
}

const matcherOf = (pattern: string): RegExp =>
  new RegExp(`^${pattern.replace(/[.+?^${}()|[\]\\]/g, String.raw`\$&`).replace(/:[^/]+/g, '[^/]+')}/?$`);
