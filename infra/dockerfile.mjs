/** Reads what infra/Dockerfile uses of the language: instructions, continuation lines, comments, JSON forms, flags. No ARG and no here-document. */

/** Instructions, and the flags that each may have. */
const KNOWN = {
  ...{ FROM: [], WORKDIR: [], RUN: [], ENV: [], VOLUME: [], USER: [], EXPOSE: [], CMD: [] },
  COPY: ['from', 'chown'],
  HEALTHCHECK: ['interval', 'timeout', 'start-period'],
};

/**
 * @returns stages in order, each `{name, image, instructions: [{name, flags, text}]}`; a stage without a name has its index
 * @throws Error an instruction, or a flag of one, that this reader does not know
 */
export function stagesOf(dockerfile) {
  const stages = [];
  for (const line of logicalLines(dockerfile)) {
    const [, name = '', rest = ''] = /^(\w+)\s+(.*)$/s.exec(line) ?? [];
    const { flags, text } = flagsOf(rest);
    if (!(name in KNOWN) || !Object.keys(flags).every((flag) => KNOWN[name].includes(flag)))
      throw new Error(`infra/Dockerfile: ${line.split('\n', 1)[0]} is not understood`);
    if (name === 'FROM') {
      const [image, , as] = rest.split(/\s+/);
      stages.push({ name: as ?? String(stages.length), image, instructions: [] });
    } else stages.at(-1).instructions.push({ name, flags, text });
  }
  return stages;
}

function logicalLines(text) {
  const lines = text.split('\n').filter((line) => !/^\s*#/.test(line));
  return lines
    .join('\n')
    .replace(/\\\n\s*/g, ' ')
    .split('\n')
    .filter((line) => line.trim() !== '');
}

function flagsOf(rest) {
  const flags = {};
  let text = rest;
  for (let flag; (flag = /^--([a-z-]+)=(\S+)\s+/.exec(text)) !== null; text = text.slice(flag[0].length)) flags[flag[1]] = flag[2];
  return { flags, text };
}

/** `CMD`'s and `HEALTHCHECK CMD`'s JSON form. @throws SyntaxError it has another */
export const argumentsOf = ({ text }) => JSON.parse(text.replace(/^CMD\s+/, ''));

/** Where and what a COPY copies: `{from, sources, to}`. */
export function copyOf({ flags, text }) {
  const words = text.split(/\s+/);
  return { from: flags.from, sources: words.slice(0, -1), to: words.at(-1) };
}

/** Of `ENV A=1 B=2`. */
export const settingsOf = ({ text }) =>
  Object.fromEntries(text.split(/\s+/).map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]));
