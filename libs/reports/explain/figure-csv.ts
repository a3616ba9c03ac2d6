/** An explanation or a comparison as a flat list: one line an event with its project in front, so that a column of effects adds up. */
import type { ChangedProject, ChangeEvent, Explanation, FigureDifference, FigureEvent, FigureProject } from '#contracts/explanations';
import { provinceName } from '#reference/provinces';
import { type CsvCell, toCsv } from '../csv.ts';
import { MONEY_KEYS } from './changes.ts';

type Language = 'vi' | 'en';

const PROJECT: Readonly<Record<Language, readonly string[]>> = {
  vi: ['Mã đề án', 'Tên đề án', 'Nguồn', 'Tỉnh', 'Nội dung', 'Năm kế hoạch'],
  en: ['Project', 'Title', 'Source', 'Province', 'Content', 'Plan year'],
};
const EVENT: Readonly<Record<Language, readonly string[]>> = {
  vi: ['Sự kiện', 'Diễn giải', 'Ngày xảy ra', 'Ghi lúc', 'Văn bản', 'Dòng sự kiện', 'Số thứ tự', 'Vị trí sổ'],
  en: ['Event', 'Sentence', 'Occurred on', 'Recorded at', 'Document', 'Stream', 'Revision', 'Position'],
};
const STAGE: Readonly<Record<Language, readonly string[]>> = { vi: ['Từ bước', 'Sang bước'], en: ['From stage', 'To stage'] };

const projectCells = ({ code, title, source, province, content, planYear }: FigureProject | ChangedProject): readonly CsvCell[] => [
  code,
  title,
  source,
  provinceName(province),
  content,
  planYear,
];

const eventCells = (event: FigureEvent | ChangeEvent, language: Language): readonly CsvCell[] => {
  const { type, sentence, occurredOn, recordedAt, document, stream, revision, position } = event;
  return [type, sentence[language], occurredOn, recordedAt, document, stream, revision, position];
};

/** The effects of a term add up to the term; its sum is in the head of its column. */
export function explanationCsv({ terms, projects }: Explanation, language: Language): string {
  const heads = terms.map(({ name, path, sum }) => `${name[language]} [${path}] = ${sum}`);
  const lines = projects.flatMap((project) =>
    project.events.map((event) => [
      ...projectCells(project),
      ...terms.map(({ key }) => event.effects[key] ?? 0),
      ...eventCells(event, language),
    ]),
  );
  return toCsv([[...PROJECT[language], ...heads, ...EVENT[language]], ...lines]);
}

/** Figures that changed, a blank line, then the events behind. */
export function differenceCsv({ figures, projects }: FigureDifference, language: Language): string {
  const [from, to, change] = language === 'vi' ? ['Trước', 'Sau', 'Thay đổi'] : ['Before', 'After', 'Change'];
  const figureHead = language === 'vi' ? ['Số liệu', 'Tên'] : ['Figure', 'Name'];
  const lines = projects.flatMap((project) =>
    project.events.map((event) => [
      ...projectCells(project),
      ...MONEY_KEYS.map((key) => event.effects[key] ?? 0),
      event.stage?.from ?? null,
      event.stage?.to ?? null,
      ...eventCells(event, language),
    ]),
  );
  return toCsv([
    [...figureHead, from ?? '', to ?? '', change ?? ''],
    ...figures.map((figure) => [figure.path, figure.name[language], figure.from, figure.to, figure.change]),
    [],
    [...PROJECT[language], ...MONEY_KEYS, ...STAGE[language], ...EVENT[language]],
    ...lines,
  ]);
}
