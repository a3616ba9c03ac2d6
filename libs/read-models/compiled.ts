/**
 * Where the compiled twin of a module beside `from` lies. Threads load compiled code always: tests run the sources through Jest,
 * which a thread does not have, and they come after a build.
 */
export const compiled = (name: string, from: string): URL =>
  new URL(from.endsWith('.ts') ? `../../dist/libs/read-models/${name}.js` : `./${name}.js`, from);
