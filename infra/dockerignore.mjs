import { matchesGlob } from 'node:path';

/** @returns whether .dockerignore keeps a path of the context out of it: the last line that matches it, or a folder above it, decides */
export function ignoring(dockerignore) {
  const rules = dockerignore
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => ({ pattern: line.replace(/^!/, ''), ignores: !line.startsWith('!') }));
  return (path) => {
    const above = path.split('/').map((_part, index, parts) => parts.slice(0, index + 1).join('/'));
    return rules.findLast(({ pattern }) => above.some((folder) => matchesGlob(folder, pattern)))?.ignores ?? false;
  };
}
