import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { packageRoot } from '#config/package-root';
import { controllers, handlers } from './handlers.ts';

/** Classes that the sources mark by a decorator. */
function marked(decorator: string, folders: readonly string[]): readonly string[] {
  return folders
    .flatMap((folder) =>
      readdirSync(join(packageRoot(), folder), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ts') && !name.endsWith('spec.ts'))
        .map((name) => readFileSync(join(packageRoot(), folder, name), 'utf8')),
    )
    .flatMap((text) =>
      [...text.matchAll(new RegExp(`@${decorator}\\([^)]*\\)\\s*export class (\\w+)`, 'g'))].map((found) => found[1] ?? ''),
    );
}

const namesOf = (classes: readonly { readonly name: string }[]): readonly string[] => classes.map(({ name }) => name).sort();

describe('the list of handlers', () => {
  it('has every handler of a query or command once', () => {
    const there = [...marked('QueryHandler', ['apps/api', 'libs/commands']), ...marked('CommandHandler', ['apps/api', 'libs/commands'])];
    expect(there.length).toBeGreaterThan(5);
    expect(namesOf(handlers)).toEqual([...there].sort());
  });

  it('has every controller once', () => expect(namesOf(controllers)).toEqual([...marked('Controller', ['apps/api'])].sort()));
});
