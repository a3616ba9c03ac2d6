import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { tidy } from './tidy.mjs';

let root: string;
const git = (...args: string[]) => execFileSync('git', ['-C', root, '-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args]);
const write = (path: string, text: string) => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
};
const faults = (): string[] => tidy(root).map(({ path, rule }: { path: string; rule: string }) => `${path}: ${rule}`);

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'tiendo-tidy-'));
  git('init', '-q');
  write('libs/event-log/event-log.ts', 'export const log = 1;\n');
  write('README.md', 'See [the map](docs/README.md) and [a site](https://example.org).\n');
  write('docs/README.md', 'Back to [the start](../README.md#top).\n');
  write('test/histories/0.1.0/project.jsonl', '{"type":"A"}\n');
  git('add', '.');
  git('commit', '-q', '-m', 'Start');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('a tidy tree', () => {
  it('has no faults', () => expect(faults()).toEqual([]));

  it('may gain histories', () => {
    write('test/histories/0.2.0/project.jsonl', '{"type":"B"}\n');
    git('add', '.');
    expect(faults()).toEqual([]);
  });
});

describe('a fault is found:', () => {
  it.each([
    ['a file of 301 lines', 'libs/event-log/long.ts', 'x;\n'.repeat(301), 'at most 300 lines'],
    ['a barrel', 'libs/event-log/index.ts', '', 'no barrels'],
    ['an empty name of a file', 'libs/event-log/date-utils.ts', '', 'a name says what is inside'],
    ['an empty name of a folder', 'libs/common/date.ts', '', 'a name says what is inside'],
    ['a name in capitals', 'libs/event-log/EventLog.ts', '', 'kebab-case'],
    ['work left for later', 'apps/cli/main.ts', `// TO${'DO'} write it\n`, 'left for later'],
    ['a path of one machine', 'docs/run.md', `Go to /${'home'}/someone/tiendo.\n`, 'path of one machine'],
    ['a plan in the root', 'PLAN.md', '# Plan\n', 'pages live in docs/'],
    ['a link that leads nowhere', 'docs/run.md', 'See [there](gone.md).\n', 'link to gone.md'],
  ])('%s', (_what, path, text, rule) => {
    write(path, text);
    expect(faults()).toEqual([expect.stringMatching(new RegExp(`^${path}: .*${rule}`))]);
  });

  it('a stored history that is edited, before and after the commit', () => {
    write('test/histories/0.1.0/project.jsonl', '{"type":"B"}\n');
    const fault = ['test/histories/0.1.0/project.jsonl: a stored history is never edited'];
    expect(faults()).toEqual(fault);
    git('commit', '-qam', 'Edit the past');
    expect(faults()).toEqual(fault);
  });

  it('a stored history that is removed', () => {
    git('rm', '-q', 'test/histories/0.1.0/project.jsonl');
    expect(faults()).toEqual(['test/histories/0.1.0/project.jsonl: a stored history is never edited']);
  });
});

it('links in code blocks are examples, not links', () => {
  write('docs/run.md', '```md\n[x](gone.md)\n```\nand `[y](gone.md)`\n');
  expect(faults()).toEqual([]);
});
