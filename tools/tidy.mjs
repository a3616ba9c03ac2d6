/**
 * The rules of the tree that no other check holds: sizes, names, stored histories, links of the documentation.
 *
 *   node tools/tidy.mjs [root]
 *
 * Each rule is a function from a file to its faults; `tidy.spec.ts` plants every fault once.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const MAX_LINES = 300;
const CODE = /\.(ts|tsx|mjs|js|cjs)$/;
const TEST = /[.-](spec|contract|conformance|fixture)\.tsx?$/;
const ROOT_PAGES = new Set(['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md']);
/** Names that say nothing about what is inside. */
const EMPTY_NAMES = new Set(['util', 'utils', 'helper', 'helpers', 'common', 'shared', 'misc', 'manager', 'base', 'impl']);
const LEFT_FOR_LATER = new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME', 'XX' + 'X', 'HA' + 'CK'].join('|')})\\b`);
const FOREIGN_PATH = new RegExp(`(^|[\\s"'\`(=])/(${['work', 'root', 'home'].join('|')})/[a-z]`);
const SNAKE_OR_CAMEL = /[A-Z_]/;
/** Names that a tool or a convention fixes. */
const FIXED_NAMES = /^(README|CHANGELOG|CONTRIBUTING|LICENSE|NOTICE|Dockerfile)|^\.|^__|^[A-Z]{2,}/;

const lineRules = [
  { rule: 'nothing is left for later in the code', of: CODE, bad: LEFT_FOR_LATER },
  { rule: 'no path of one machine', of: /\.(ts|tsx|mjs|js|cjs|md|json|yml|yaml)$/, bad: FOREIGN_PATH },
];

/** @returns the faults of one tracked file: `{path, line?, rule}` */
export function faultsOf(path, text) {
  return [...nameFaults(path), ...sizeFaults(path, text), ...lineFaults(path, text)];
}

function nameFaults(path) {
  const parts = path.split('/');
  const name = parts.at(-1);
  const words = parts.flatMap((part) => part.replace(/\.[a-z.]+$/, '').split(/[-.]/));
  const faults = [];
  if (CODE.test(path) && /^index\./.test(name)) faults.push('no barrels: imports name the file');
  if (CODE.test(path) && /^(apps|libs|test|tools)\//.test(path) && words.some((word) => EMPTY_NAMES.has(word)))
    faults.push('a name says what is inside');
  if (CODE.test(path) && SNAKE_OR_CAMEL.test(name) && !FIXED_NAMES.test(name)) faults.push('file names are kebab-case');
  if (parts.length === 1 && name.endsWith('.md') && !ROOT_PAGES.has(name)) faults.push('pages live in docs/, not in the root');
  return faults.map((rule) => ({ path, rule }));
}

function sizeFaults(path, text) {
  if (!CODE.test(path) || TEST.test(path) || path.includes('.generated.')) return [];
  const lines = text.split('\n').length - 1;
  return lines > MAX_LINES ? [{ path, line: lines, rule: `a file has at most ${MAX_LINES} lines` }] : [];
}

function lineFaults(path, text) {
  const rules = lineRules.filter(({ of }) => of.test(path));
  if (rules.length === 0) return [];
  return text
    .split('\n')
    .flatMap((line, index) => rules.filter(({ bad }) => bad.test(line)).map(({ rule }) => ({ path, line: index + 1, rule })));
}

/** @returns the relative links of a page that lead nowhere; `exists` answers for a path from the root */
export function brokenLinks(path, text, exists) {
  const prose = text
    .replace(/^(```|~~~)[\s\S]*?^\1/gm, (block) => block.replace(/[^\n]/g, ' '))
    .replace(/`[^`\n]*`/g, (code) => ' '.repeat(code.length));
  const links = [...prose.matchAll(/\]\(\s*<?([^)\s>]+)>?[^)]*\)|^\s{0,3}\[[^\]]+\]:\s*(\S+)/gm)];
  return links
    .map((link) => ({ target: (link[1] ?? link[2]).split('#')[0], line: prose.slice(0, link.index).split('\n').length }))
    .filter(({ target }) => target !== '' && !/^[a-z][a-z+.-]*:/i.test(target))
    .filter(
      ({ target }) =>
        !exists(posix.normalize(target.startsWith('/') ? target.slice(1) : posix.join(posix.dirname(path), decodeURI(target)))),
    )
    .map(({ target, line }) => ({ path, line, rule: `link to ${target}, which is not there` }));
}

function git(root, ...args) {
  const run = spawnSync('git', ['-C', root, ...args], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (run.status !== 0) throw new Error(`git ${args.join(' ')}: ${run.stderr}`);
  return run.stdout;
}

/** A stored history is the past: once committed it may be neither changed nor removed, only joined by newer ones. */
export function editedHistories(root) {
  const rule = 'a stored history is never edited';
  const hasCommit = spawnSync('git', ['-C', root, 'rev-parse', '--verify', '-q', 'HEAD']).status === 0;
  if (!hasCommit) return [];
  const since = git(root, 'log', '--diff-filter=MDRT', '--name-only', '--format=', '--', 'test/histories/*/*');
  const now = git(root, 'diff', 'HEAD', '--diff-filter=MDRT', '--name-only', '--', 'test/histories/*/*');
  return [...new Set(`${since}\n${now}`.split('\n').filter(Boolean))].map((path) => ({ path, rule }));
}

function trackedFiles(root) {
  const listed = git(root, 'ls-files', '-z', '--cached', '--others', '--exclude-standard').split('\0');
  return [...new Set(listed)].filter((path) => path !== '' && statSync(join(root, path), { throwIfNoEntry: false })?.isFile());
}

const DATA = /^(libs\/reference\/data|test\/histories|test\/load\/results)\//;

export function tidy(root) {
  const faults = editedHistories(root);
  for (const path of trackedFiles(root)) {
    if (DATA.test(path) || !/\.(ts|tsx|mjs|js|cjs|md|json|yml|yaml)$/.test(path)) {
      faults.push(...nameFaults(path));
      continue;
    }
    const text = readFileSync(join(root, path), 'utf8');
    faults.push(...faultsOf(path, text));
    if (path.endsWith('.md')) faults.push(...brokenLinks(path, text, (target) => existsSync(join(root, target))));
  }
  return faults;
}

if (process.argv[1] && import.meta.url === pathToFileURL(realpathSync(process.argv[1])).href) {
  const faults = tidy(process.argv[2] ?? dirname(dirname(fileURLToPath(import.meta.url))));
  for (const { path, line, rule } of faults) console.log(`${path}${line ? `:${line}` : ''}  ${rule}`);
  process.exitCode = faults.length > 0 ? 1 : 0;
}
