import type { Explanation, FigureEvent, FigureProject, Split, Sums, Term } from '#contracts/explanations';
import { instantText, vietnameseDate } from '#reports/printed-dates';
import { displayWidth, fill, heading, wrap } from '#reports/terminal-text';
import { amount, signed } from './reading-words.ts';
import type { Terminal } from './terminal.ts';

/** Parts of a split that the tree shows; the rest are added up. */
const PARTS_MAX = 8;

/** A figure for people: the formula, its terms, its parts, and the projects with their events as a tree. */
export function explanationText(found: Explanation, terminal: Terminal, first: number): string {
  const { name, path, formula, ratio, terms, splits, leftOut, projects } = found;
  const say = terminal.say.bind(terminal);
  const lines = [
    heading(`${say(name)}: ${resultText(found, terminal)}`, terminal.tty),
    `${path} · ${momentText(found, terminal)}`,
    '',
    wrap(say(formula), terminal.columns),
    `  ${formula.symbols}`,
  ];
  if (ratio !== null) {
    lines.push(`  = ${amount(ratio.numerator, terminal)} / ${amount(ratio.denominator, terminal)} × 100`);
    lines.push(wrap(say(ratio.rounding), terminal.columns));
  }
  if (terms.length > 1) lines.push('', ...termLines(terms, terminal));
  lines.push(...splits.flatMap((split) => splitLines(split, terms, terminal)));
  if (leftOut !== null) lines.push('', leftOutText(leftOut, terms, terminal));
  const shown = projects.slice(0, first);
  lines.push(
    '',
    say({
      vi: `${shown.length} / ${projects.length} đề án, lớn nhất trước:`,
      en: `${shown.length} / ${projects.length} projects, the largest first:`,
    }),
    ...shown.flatMap((project) => projectLines(project, terms, terminal)),
  );
  return lines.join('\n');
}

function resultText({ unit, result, printed }: Explanation, terminal: Terminal): string {
  if (result === null) return printed;
  if (unit === 'percent') return `${printed} %`;
  return unit === 'count' ? printed : `${printed} ${terminal.say({ vi: 'tỷ', en: 'bn' })} (${amount(result, terminal)} đ)`;
}

function momentText({ year, asOf, knownAt, position }: Explanation, { language }: Terminal): string {
  return [
    ...(year === null ? [] : [language === 'vi' ? `kế hoạch năm ${year}` : `plan year ${year}`]),
    language === 'vi' ? `tính đến ${vietnameseDate(asOf)}` : `as of ${vietnameseDate(asOf)}`,
    ...(knownAt === null ? [] : [language === 'vi' ? `biết đến ${vietnameseDate(knownAt)}` : `as known on ${vietnameseDate(knownAt)}`]),
    ...(position === null ? [] : [language === 'vi' ? `vị trí sổ ${bare(position)}` : `log position ${bare(position)}`]),
  ].join(' · ');
}

const bare = (position: string): string => position.replace(/^0+(?=\d)/, '');

const termLines = (terms: readonly Term[], terminal: Terminal): readonly string[] =>
  terms.map(({ name, path, sum }) => `  ${fill(amount(sum, terminal), 19, 'right')}  ${terminal.say(name)} [${path}]`);

const BY: Readonly<Record<Split['by'], { readonly vi: string; readonly en: string }>> = {
  source: { vi: 'Theo nguồn', en: 'By source' },
  province: { vi: 'Theo tỉnh', en: 'By province' },
  content: { vi: 'Theo nội dung', en: 'By content' },
  act: { vi: 'Theo loại việc', en: 'By kind of act' },
};

function splitLines({ by, parts }: Split, terms: readonly Term[], terminal: Terminal): readonly string[] {
  if (parts.length === 0) return [];
  const [term] = terms as readonly [Term];
  const sorted = [...parts].sort((a, b) => Math.abs(b.sums[term.key] ?? 0) - Math.abs(a.sums[term.key] ?? 0));
  const shown = sorted.slice(0, PARTS_MAX).map(({ name, sums }) => ({ name: terminal.say(name), sums }));
  const rest = sorted.slice(PARTS_MAX);
  if (rest.length > 0)
    shown.push({
      name: terminal.say({ vi: `${rest.length} phần khác`, en: `${rest.length} others` }),
      sums: Object.fromEntries(terms.map(({ key }) => [key, rest.reduce((sum, { sums }) => sum + (sums[key] ?? 0), 0)])),
    });
  const width = Math.max(...shown.map(({ name }) => displayWidth(name)));
  const lines = shown.map(({ name, sums }) => `  ${fill(name, width, 'left')}${sumCells(sums, terms, terminal)}`);
  const total = Object.fromEntries(terms.map(({ key, sum }) => [key, sum]));
  return ['', terminal.say(BY[by]), ...lines, `  ${fill('=', width, 'left')}${sumCells(total, terms, terminal)}`];
}

const sumCells = (sums: Sums, terms: readonly Term[], terminal: Terminal): string =>
  terms.map(({ key }) => fill(amount(sums[key] ?? 0, terminal), 20, 'right')).join('');

function leftOutText({ events, sums }: NonNullable<Explanation['leftOut']>, terms: readonly Term[], terminal: Terminal): string {
  if (events === 0)
    return terminal.say({ vi: 'Không có sự kiện nào được ghi sau ngày biết.', en: 'No event was recorded after that day.' });
  const moved = terms.map(({ key, name }) => `${terminal.say(name)} ${signed(sums[key] ?? 0, terminal)}`).join('; ');
  return wrap(
    terminal.say({
      vi: `Không tính ${events} sự kiện được ghi sau ngày biết (${moved}).`,
      en: `${events} events recorded after that day are left out (${moved}).`,
    }),
    terminal.columns,
  );
}

/** What an amount is of, where there is more than one it could be: up to the comma a term's name says it. */
const termPrefix = ({ name }: Term, terms: readonly Term[], terminal: Terminal): string =>
  terms.length > 1 ? `${terminal.say(name).replace(/,.*/, '')} ` : '';

function projectLines({ code, title, shares, events }: FigureProject, terms: readonly Term[], terminal: Terminal): readonly string[] {
  const sums = terms.map((term) => `${termPrefix(term, terms, terminal)}${amount(shares[term.key] ?? 0, terminal)}`).join(' · ');
  return [`${code}  ${sums}`, `│ ${fill(title, terminal.columns - 2, 'left').trimEnd()}`, ...branches(events, terms, terminal)];
}

const branches = (events: readonly FigureEvent[], terms: readonly Term[], terminal: Terminal): readonly string[] =>
  events.map((event, index) => {
    const effects = terms
      .filter(({ key }) => event.effects[key] !== undefined)
      .map((term) => `${termPrefix(term, terms, terminal)}${signed(event.effects[term.key] ?? 0, terminal)}`);
    return eventText(event, effects, { terminal, last: index === events.length - 1 });
  });

interface Branch {
  readonly terminal: Terminal;
  readonly last: boolean;
}

/** What happened and what it moved; under it where it stands in the log and which document is behind it. */
export function eventText(event: FigureEvent, effects: readonly string[], { terminal, last }: Branch): string {
  const { occurredOn, recordedAt, sentence, document, type, revision, position } = event;
  const recorded = `${terminal.say({ vi: 'ghi', en: 'recorded' })} ${instantText(recordedAt)}`;
  const place = [document, `${type} r${revision}`, recorded, `@${bare(position)}`].filter((part) => part !== null).join(' · ');
  return `${last ? '└' : '├'}─ ${vietnameseDate(occurredOn)}  ${terminal.say(sentence)}  [${effects.join(', ')}]\n${last ? ' ' : '│'}    ${place}`;
}
