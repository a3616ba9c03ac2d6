import type { ChangedProject, ComparedMoment, FigureChange, FigureDifference, StageMove } from '#contracts/explanations';
import { vietnameseDate } from '#reports/terminal-table';
import { fill, heading, type Column, line, widthsOf } from '#reports/terminal-text';
import { eventText, signed } from './figure-text.ts';
import type { Terminal } from './terminal.ts';

const LAYOUT: readonly Column[] = [
  { align: 'left', gap: 0 },
  { align: 'right', gap: 2 },
  { align: 'right', gap: 2 },
  { align: 'right', gap: 2 },
];

/** What changed, for people: the figures, the stages, then the projects with the events behind. */
export function differenceText(found: FigureDifference, terminal: Terminal, first: number): string {
  const { from, to, figures, stages, projects, year } = found;
  const say = terminal.say.bind(terminal);
  const title = say({ vi: `So sánh kế hoạch năm ${year}`, en: `Plan year ${year} compared` });
  const lines = [heading(`${title}: ${momentText(from, terminal)} → ${momentText(to, terminal)}`, terminal.tty), ''];
  if (figures.length === 0 && projects.length === 0) {
    lines.push(say({ vi: 'Không có gì thay đổi.', en: 'Nothing changed.' }));
    return lines.join('\n');
  }
  const head = say({ vi: 'Số liệu|trước|sau|thay đổi', en: 'Figure|before|after|change' }).split('|');
  const rows = [head, ...figures.map((figure) => figureCells(figure, terminal))];
  const widths = widthsOf(LAYOUT, rows);
  lines.push(...rows.map((cells) => line(LAYOUT, widths, cells)));
  if (stages.length > 0) {
    lines.push('', say({ vi: 'Đề án chuyển bước:', en: 'Projects that moved stage:' }));
    lines.push(...stages.map((move) => `  ${fill(String(move.projects), 5, 'right')}  ${moveText(move)}`));
  }
  const shown = projects.slice(0, first);
  const count = say({ vi: 'đề án, thay đổi lớn nhất trước', en: 'projects, the largest change first' });
  lines.push('', `${shown.length} / ${projects.length} ${count}:`, ...shown.flatMap((project) => projectLines(project, terminal)));
  return lines.join('\n');
}

function momentText({ asOf, knownAt }: ComparedMoment, { language }: Terminal): string {
  if (language === 'vi') return `${vietnameseDate(asOf)}${knownAt === null ? '' : ` (biết đến ${vietnameseDate(knownAt)})`}`;
  return `${asOf}${knownAt === null ? '' : ` (as known on ${knownAt})`}`;
}

function figureCells({ path, unit, change, printed }: FigureChange, terminal: Terminal): readonly string[] {
  const moved = change === null ? '–' : unit === 'percent' ? points(change, terminal) : signed(change, terminal);
  return [path, printed.from, printed.to, moved];
}

const points = (change: number, { language }: Terminal): string => {
  const text = `${change > 0 ? '+' : ''}${change}`;
  return language === 'vi' ? text.replace('.', ',') : text;
};

const moveText = ({ from, to }: StageMove): string => `${from ?? '–'} → ${to ?? '–'}`;

function projectLines({ code, title, changes, stage, events }: ChangedProject, terminal: Terminal): readonly string[] {
  const sums = Object.entries(changes)
    .filter(([, change]) => change !== 0)
    .map(([key, change]) => `${key} ${signed(change, terminal)}`);
  const moves = stage === null ? [] : [moveText(stage)];
  return [
    `${code}  ${[...sums, ...moves].join(' · ')}`,
    `│ ${fill(title, terminal.columns - 2, 'left').trimEnd()}`,
    ...events.map((event, index) => {
      const effects = Object.entries(event.effects).map(([key, effect]) => `${key} ${signed(effect, terminal)}`);
      const gone = event.counts === 'left' ? [terminal.say({ vi: 'không còn tính', en: 'counts no longer' })] : [];
      const moved = event.stage === null ? [] : [moveText(event.stage)];
      return eventText(event, [...effects, ...moved, ...gone], { terminal, last: index === events.length - 1 });
    }),
  ];
}
