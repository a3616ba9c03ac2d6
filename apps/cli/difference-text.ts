import type { ChangedProject, ComparedMoment, FigureChange, FigureDifference, StageMove, Sums } from '#contracts/explanations';
import { FIGURE_WORDS } from '#reports/explain/words';
import { vietnameseDate } from '#reports/printed-dates';
import { fill, heading, type Column, line, widthsOf, wrap } from '#reports/terminal-text';
import { eventText } from './figure-text.ts';
import { signed, stageText } from './reading-words.ts';
import type { Terminal } from './terminal.ts';

const LAYOUT: readonly Column[] = [
  { align: 'left', gap: 0 },
  { align: 'right', gap: 2 },
  { align: 'right', gap: 2 },
  { align: 'right', gap: 2 },
];

/** What changed, for people: the figures, the stages, then the projects with the events behind. */
export function differenceText(found: FigureDifference, terminal: Terminal, first: number): string {
  const { from, to, figures, stages, projects, year, path } = found;
  const say = terminal.say.bind(terminal);
  const title = say({ vi: `So sánh kế hoạch năm ${year}`, en: `Plan year ${year} compared` });
  const lines = [heading(`${title}: ${momentText(from, terminal)} → ${momentText(to, terminal)}`, terminal.tty), ''];
  if (figures.length === 0 && projects.length === 0) {
    lines.push(say({ vi: 'Không có gì thay đổi.', en: 'Nothing changed.' }));
    return lines.join('\n');
  }
  const head = say({ vi: 'Số liệu|trước|sau|thay đổi, đồng', en: 'Figure|before|after|change, đồng' }).split('|');
  const printed = path === null ? figures.filter(isPrinted) : figures;
  const rows = [head, ...printed.map((figure) => figureCells(figure, terminal))];
  const widths = widthsOf(LAYOUT, rows);
  lines.push(...rows.map((cells) => line(LAYOUT, widths, cells)));
  if (printed.length < figures.length) lines.push(wrap(restText(figures.length - printed.length, terminal), terminal.columns));
  if (stages.length > 0) {
    lines.push('', say({ vi: 'Đề án chuyển bước:', en: 'Projects that moved stage:' }));
    lines.push(...stages.map((move) => `  ${fill(String(move.projects), 5, 'right')}  ${moveText(move, terminal)}`));
  }
  const shown = projects.slice(0, first);
  const count = say({ vi: 'đề án, thay đổi lớn nhất trước', en: 'projects, the largest change first' });
  lines.push('', `${shown.length} / ${projects.length} ${count}:`, ...shown.flatMap((project) => projectLines(project, terminal)));
  return lines.join('\n');
}

function momentText({ asOf, knownAt }: ComparedMoment, { language }: Terminal): string {
  if (knownAt === null) return vietnameseDate(asOf);
  return `${vietnameseDate(asOf)} (${language === 'vi' ? 'biết đến' : 'as known on'} ${vietnameseDate(knownAt)})`;
}

/** What a page holds: the region in all, and plan and executed of each province. A region has up to a thousand figures. */
const isPrinted = ({ path }: FigureChange): boolean => /^(totals\.|byProvince\..*\.all\.(plan|executed)$)/.test(path);

const restText = (count: number, terminal: Terminal): string =>
  terminal.say({
    vi: `… và ${count} số liệu khác theo tỉnh và theo nội dung: --json, hoặc --path byProvince.38.KCQG.executed`,
    en: `… and ${count} other figures by province and by content: --json, or --path byProvince.38.KCQG.executed`,
  });

function figureCells({ name, unit, change, printed }: FigureChange, terminal: Terminal): readonly string[] {
  const moved = change === null ? '–' : unit === 'percent' ? points(change, terminal) : signed(change, terminal);
  const of = unit === 'vnd' ? terminal.say({ vi: ' tỷ', en: ' bn' }) : '';
  return [terminal.say(name), `${printed.from}${of}`, `${printed.to}${of}`, moved];
}

/** Percentage points with one decimal, as the figures themselves. */
function points(change: number, terminal: Terminal): string {
  const text = new Intl.NumberFormat(terminal.language, { signDisplay: 'exceptZero', minimumFractionDigits: 1, maximumFractionDigits: 1 });
  return `${text.format(change)} ${terminal.say({ vi: 'điểm %', en: 'points' })}`;
}

const moveText = ({ from, to }: StageMove, terminal: Terminal): string => `${stageText(from, terminal)} → ${stageText(to, terminal)}`;

/** By how much each figure moved, by its name. */
const sumsText = (sums: Sums, terminal: Terminal): readonly string[] =>
  Object.entries(sums)
    .filter(([, change]) => change !== 0)
    .map(([key, change]) => `${terminal.say(FIGURE_WORDS[key as 'plan'])} ${signed(change, terminal)}`);

function projectLines({ code, title, changes, stage, events }: ChangedProject, terminal: Terminal): readonly string[] {
  const moves = stage === null ? [] : [moveText(stage, terminal)];
  return [
    `${code}  ${[...sumsText(changes, terminal), ...moves].join(' · ')}`,
    `│ ${fill(title, terminal.columns - 2, 'left').trimEnd()}`,
    ...events.map((event, index) => {
      const gone = event.counts === 'left' ? [terminal.say({ vi: 'không còn tính', en: 'counts no longer' })] : [];
      const moved = event.stage === null ? [] : [moveText(event.stage, terminal)];
      return eventText(event, [...sumsText(event.effects, terminal), ...moved, ...gone], { terminal, last: index === events.length - 1 });
    }),
  ];
}
