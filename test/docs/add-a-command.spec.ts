import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const root = join(import.meta.dirname, '../..');
const page = readFileSync(join(root, 'docs/how-to/add-a-command.md'), 'utf8');

/** Files of the table in the page. */
const listed = [...page.matchAll(/^\| `([^`]+)` \|/gm)].map(([, file = '']) => file);

function sources(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
}

describe('docs/how-to/add-a-command.md', () => {
  it('lists every file that names its example, and no other', () => {
    const naming = [...sources('apps'), ...sources('libs')].filter((file) =>
      /\bAddNote(Dto)?\b/.test(readFileSync(join(root, file), 'utf8')),
    );
    // Specs that try every act at once name this one too.
    const own = naming.filter((file) => !/\.(spec|fixture)\.ts$/.test(file) || listed.includes(file));
    expect(own.toSorted()).toEqual(listed.toSorted());
  });

  it('shows the act as it is', () => {
    const shown = /```ts\n {3}(export const addNote[\s\S]*?)\n {3}```/.exec(page)?.[1]?.replace(/^ {3}/gm, '') ?? 'nothing';
    expect(readFileSync(join(root, 'libs/lifecycle/project/record.acts.ts'), 'utf8')).toContain(shown);
  });
});
