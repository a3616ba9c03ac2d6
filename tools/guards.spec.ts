import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Each test starts a compiler or a linter, which takes its time on a busy machine. */
jest.setTimeout(120_000);

const root = join(import.meta.dirname, '..');
const bin = (path: string) => join(root, 'node_modules', path);

/** Runs a guard as `npm run lint` does. */
function guard(args: string[], options: { cwd?: string; input?: string } = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: root,
    encoding: 'utf8',
    ...options,
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  return { status, output: stdout + stderr };
}

function plant(folder: string, files: Record<string, string>) {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

describe('eslint', () => {
  const lint = (path: string, source: string) =>
    guard([bin('eslint/bin/eslint.js'), '--stdin', '--stdin-filename', path, '--format=json'], { input: source });
  const messages = (output: string): { line: number; ruleId: string }[] => JSON.parse(output)[0].messages;

  it('finds every clock, chance and environment planted in the rules', () => {
    const planted = ['Date.now()', 'new Date()', 'Date()', 'Temporal.Now.instant()', 'Math.random()', 'randomUUID()', 'process.env'];
    const source = planted.map((expression, index) => `export const v${index} = ${expression};`).join('\n');
    const { status, output } = lint('libs/lifecycle/planted.ts', `${source}\nexport const fine = new Date('2022-09-30');\n`);
    expect(status).toBe(1);
    expect(messages(output).map(({ line }) => line)).toEqual(planted.map((_, index) => index + 1));
  });

  it('lets only libs/config read the environment', () => {
    expect(lint('libs/config/planted.ts', 'export const port = process.env.PORT;\n').status).toBe(0);
    expect(lint('apps/cli/planted.ts', 'export const port = process.env.PORT;\n').status).toBe(1);
  });

  it('finds a focused, a skipped and a postponed test and a swallowed error', () => {
    const source =
      "it.only('a', () => {});\ndescribe.skip('b', () => {});\nit.todo('c');\nxit('d', () => {});\ntry {\n  f();\n} catch {}\n";
    expect(messages(lint('libs/lifecycle/planted.spec.ts', source).output).map(({ line }) => line)).toEqual(
      expect.arrayContaining([1, 2, 3, 4, 7]),
    );
  });
});

describe('dependency-cruiser', () => {
  let tree: string;
  const cruise = () =>
    guard([bin('dependency-cruiser/bin/dependency-cruiser.mjs'), 'apps', 'libs', '--config', '.dependency-cruiser.cjs'], { cwd: tree });

  beforeAll(() => {
    tree = mkdtempSync(join(tmpdir(), 'tiendo-cruise-'));
    for (const file of ['.dependency-cruiser.cjs', 'package.json', 'tsconfig.json']) cpSync(join(root, file), join(tree, file));
    symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'));
    plant(tree, {
      'apps/api/main.ts':
        "import { append } from '#event-log/log';\nimport { rule } from '#lifecycle/rule';\nexport const api = [append, rule];\n",
      'libs/event-log/log.ts': 'export const append = 1;\n',
      'libs/lifecycle/rule.ts': "import { ceiling } from '#reference/ceiling';\nexport const rule = ceiling;\n",
      'libs/reference/ceiling.ts': 'export const ceiling = 1;\n',
    });
  });
  afterAll(() => rmSync(tree, { recursive: true, force: true }));

  it('accepts imports that the table allows', () => {
    expect(cruise()).toMatchObject({ status: 0 });
  });

  it('names every planted fault', () => {
    plant(tree, {
      'libs/lifecycle/reads-disk.ts': "import { readFileSync } from 'node:fs';\nexport const text = readFileSync;\n",
      'libs/lifecycle/uses-nest.ts': "import type { Type } from '@nestjs/common';\nexport type T = Type;\n",
      'libs/lifecycle/appends.ts': "import { append } from '#event-log/log';\nexport const a = append;\n",
      'libs/event-log/knows-rules.ts': "import { rule } from '#lifecycle/rule';\nexport const r = rule;\n",
      'libs/reference/cycle-a.ts': "import { b } from './cycle-b.ts';\nexport const a = () => b;\n",
      'libs/reference/cycle-b.ts': "import { a } from './cycle-a.ts';\nexport const b = () => a;\n",
      'libs/commands/ships-testkit.ts': "import { given } from '#testkit/given';\nexport const g = given;\n",
      'libs/testkit/given.ts': 'export const given = 1;\n',
      'libs/unheard-of/thing.ts': "import { append } from '#event-log/log';\nexport const t = append;\n",
      'libs/contracts/alone.ts': 'export const alone = 1;\n',
    });
    const { status, output } = cruise();
    expect(status).toBeGreaterThan(0);
    const faults = [
      /rules are pure: libs\/lifecycle\/reads-disk\.ts/,
      /rules are pure: libs\/lifecycle\/uses-nest\.ts/,
      /libs\/lifecycle imports only .*: libs\/lifecycle\/appends\.ts/,
      /libs\/event-log imports only itself: libs\/event-log\/knows-rules\.ts/,
      /no cycles: libs\/reference\/cycle-a\.ts/,
      /tests are not shipped: libs\/commands\/ships-testkit\.ts/,
      /every folder is in the table: libs\/unheard-of\/thing\.ts/,
      /no orphans: libs\/contracts\/alone\.ts/,
    ];
    for (const fault of faults) expect(output).toMatch(fault);
  });
});

describe('the types of the pure rules', () => {
  it('know neither process nor fetch nor a timer', () => {
    const tree = mkdtempSync(join(tmpdir(), 'tiendo-types-'));
    const settings = JSON.parse(readFileSync(join(root, 'libs/lifecycle/tsconfig.json'), 'utf8'));
    plant(tree, {
      'planted.ts': 'export const seen = [process, fetch, setTimeout, console];\n',
      'package.json': '{ "type": "module" }',
      'tsconfig.json': JSON.stringify({ ...settings, extends: join(root, 'tsconfig.json') }),
    });
    const { status, output } = guard([bin('typescript/bin/tsc'), '--noEmit', '-p', tree]);
    rmSync(tree, { recursive: true });
    expect(status).not.toBe(0);
    for (const name of ['process', 'fetch', 'setTimeout', 'console']) expect(output).toContain(`'${name}'`);
  });
});
