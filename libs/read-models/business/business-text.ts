import type { EventBehind, DifferingFigure, GroupDifference, GroupFigures, ProjectDifference } from '#contracts/read-models';

export interface Sentence {
  readonly vi: string;
  readonly en: string;
}

/** Whole đồng and counts, grouped as in Vietnam. */
const grouped = (number: number): string => String(number).replace(/\B(?=(\d{3})+$)/g, '.');

const day = (date: string): string => date.split('-').toReversed().join('/');

const FIGURES: readonly (readonly [figure: keyof GroupFigures, vi: (change: string) => string, en: (change: string) => string])[] = [
  ['projects', (change) => `${change} đề án`, (change) => `${change} projects`],
  ['plan', (change) => `kế hoạch ${change} đồng`, (change) => `plan ${change} đồng`],
  ['executed', (change) => `thực hiện ${change} đồng`, (change) => `executed ${change} đồng`],
  ['late', (change) => `${change} đề án trễ hạn`, (change) => `${change} projects late`],
];

type GroupFound = Omit<GroupDifference, 'samples' | 'sentence'>;

/** "Thanh Hóa, KCĐP 2023: 73 → 74 đề án, kế hoạch … → … đồng". */
export function groupSentence({ provinceName, source, planYear, before, after, differing }: GroupFound): Sentence {
  const changed = FIGURES.filter(([figure]) => before[figure] !== after[figure]);
  const change = (figure: keyof GroupFigures): string => `${grouped(before[figure])} → ${grouped(after[figure])}`;
  const [vi, en] = [changed.map(([figure, words]) => words(change(figure))), changed.map(([figure, , words]) => words(change(figure)))];
  const place = (name: string): string => `${provinceName}, ${name} ${planYear}`;
  const [inVi, inEn] = [place(source === 'KCDP' ? 'KCĐP' : source), place(source)];
  if (changed.length > 0) return { vi: `${inVi}: ${vi.join(', ')}`, en: `${inEn}: ${en.join(', ')}` };
  return { vi: `${inVi}: ${differing} đề án khác, các tổng không đổi`, en: `${inEn}: ${differing} projects differ, the sums do not` };
}

const WHAT: Readonly<Record<ProjectDifference['what'], Sentence>> = {
  appears: { vi: 'xuất hiện', en: 'appears' },
  disappears: { vi: 'không còn', en: 'disappears' },
  changes: { vi: 'thay đổi', en: 'changes' },
};

/** "KCDP-2023-38-001: thực hiện 0 → 50.000.000, do sự kiện AdvancePaid ngày 12/03/2023 (project-…, lần 14, vị trí …)". */
export function projectSentence({ code, what, figures, events, eventsInAll }: Omit<ProjectDifference, 'sentence'>): Sentence {
  const more = eventsInAll - events.length;
  const of = (language: keyof Sentence): string => {
    const changes = figures.map((figure) => `${figure.name[language]} ${printed(figure.before)} → ${printed(figure.after)}`);
    const said = changes.length > 0 ? changes.join(', ') : WHAT[what][language];
    if (events.length === 0) return `${code}: ${said}`;
    const behind = events.map((event) => eventWords(event, language)).join('; ');
    const others = more > 0 ? { vi: ` và ${more} sự kiện khác`, en: ` and ${more} other events` }[language] : '';
    return `${code}: ${said}, ${{ vi: 'do sự kiện', en: 'because of' }[language]} ${behind}${others}`;
  };
  return { vi: of('vi'), en: of('en') };
}

const printed = (value: DifferingFigure['before']): string => (value === null ? '–' : typeof value === 'number' ? grouped(value) : value);

function eventWords({ type, occurredOn, stream, revision, position, error }: EventBehind, language: keyof Sentence): string {
  const words = {
    vi: `${type} ngày ${day(occurredOn)} (${stream}, lần ${revision}, vị trí ${position})`,
    en: `${type} of ${day(occurredOn)} (${stream}, revision ${revision}, position ${position})`,
  }[language];
  if (error === null) return words;
  return `${words}${{ vi: ', bản đang dùng không nhận được: ', en: ', which the live rows could not take: ' }[language]}${error}`;
}
