import type { BySource, ProvinceSet, RegionReport } from '#contracts/figures';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { regionReportQuery } from '../api/queries.ts';
import { ProvinceSetField } from '../board/board-own-filters.tsx';
import { ExplanationPanel } from '../explain/explanation-panel.tsx';
import { type CsvCell } from '../export/csv.ts';
import { downloadCsv } from '../export/download.ts';
import { formatCount, type MoneyUnit } from '../format/numbers.ts';
import { Failure } from '../frame/failure.tsx';
import { useLanguage, useMoneyUnit } from '../frame/settings.ts';
import { rowCode, useNames } from '../parts/names.ts';
import { PageHead } from '../parts/page-head.tsx';
import { TableSkeleton } from '../parts/skeleton.tsx';
import { FigureFilters } from '../search/figure-filters.tsx';
import type { ConferenceSearch } from '../search/parameters.ts';
import { usePlanYear } from '../search/plan-year.ts';
import { useSelectionWords } from '../search/selection.ts';
import { type ConferenceLine, ConferenceTable, FIGURES, GROUPS } from './conference-table.tsx';
import { SourceTable } from './source-table.tsx';

const route = getRouteApi('/conference');

/** The table that a region's conference publishes: plan, executed and growth by source, province and content. */
export function ConferencePage() {
  const { t } = useTranslation();
  const { source: _sideBySide, explain, ...search } = route.useSearch();
  const navigate = route.useNavigate();
  const language = useLanguage();
  const unit = useMoneyUnit('billion');
  const selectionWords = useSelectionWords();
  const year = usePlanYear(search.year);
  const region = search.region ?? 'north';
  const { data, error, refetch } = useQuery({ ...regionReportQuery({ ...search, region, year }), enabled: year !== undefined });
  const lines = useLines(data, search.set ?? 'vn63');
  const exportLines = useConferenceCsv();
  const change = (part: ConferenceSearch) =>
    void navigate({ search: (previous) => ({ ...previous, ...part }), replace: true, resetScroll: false });
  const words = selectionWords(data, { ...search, region, year });

  return (
    <>
      <PageHead
        title={t('conference.title')}
        unit={unit}
        of={[...words, ...(data ? [t('conference.provinces', { n: formatCount(data.provinces, language) })] : [])].join(' · ')}
        onCsv={data && (() => downloadCsv(`tiendo-conference-${region}-${year}-${data.asOf}.csv`, exportLines(lines, words)))}
      />
      <FigureFilters search={{ ...search, region }} year={year ?? 0} onChange={change} oneRegion withSource={false}>
        <ProvinceSetField search={search} onChange={change} />
      </FigureFilters>
      {error && <Failure error={error} onRetry={() => void refetch()} stale={data !== undefined} />}
      {data && lines ? <Tables data={data} lines={lines} unit={unit} /> : !error && <TableSkeleton rows={34} />}
      <ExplanationPanel path={explain} scope={{ ...search, region, year }} />
    </>
  );
}

interface TablesProps {
  readonly data: RegionReport;
  readonly lines: Lines;
  readonly unit: MoneyUnit;
}

function Tables({ data, lines, unit }: TablesProps) {
  const { t } = useTranslation();
  const total = { path: 'totals', name: t('conference.regionTotal'), figures: data.totals };
  return (
    <>
      <h2>{t('conference.bySource')}</h2>
      <SourceTable totals={data.totals} unit={unit} />
      <h2>{t('conference.byProvince')}</h2>
      <ConferenceTable name={t('conference.byProvince')} first={t('board.province')} lines={lines.provinces} total={total} unit={unit} />
      <h2>{t('conference.byContent')}</h2>
      <ConferenceTable name={t('conference.byContent')} first={t('filter.content')} lines={lines.contents} total={total} unit={unit} />
      <p className="note screen-only">{t('explain.hint')}</p>
      <p className="note">{t('conference.footnote', { previous: data.year - 1 })}</p>
    </>
  );
}

interface Lines {
  readonly totals: BySource;
  readonly provinces: readonly ConferenceLine[];
  readonly contents: readonly ConferenceLine[];
}

function useLines(report: RegionReport | undefined, set: ProvinceSet): Lines | undefined {
  const names = useNames();
  if (!report) return undefined;
  return {
    totals: report.totals,
    provinces: report.byProvince.map((each) => ({
      path: `byProvince.${rowCode(each.province, set)}`,
      name: names.province(each.province),
      figures: each,
    })),
    contents: report.byContent.map((each) => ({ path: `byContent.${each.content}`, name: names.content(each.content), figures: each })),
  };
}

function useConferenceCsv() {
  const { t } = useTranslation();
  return (lines: Lines | undefined, words: readonly string[]): readonly (readonly CsvCell[])[] => {
    if (!lines) return [];
    const heads = GROUPS.flatMap((group) =>
      FIGURES.map((figure) => `${t(group.label)}: ${t(figure.label)}${figure.money ? ` (${t('unit.dong')})` : ''}`),
    );
    const line = ({ name, figures }: ConferenceLine): readonly CsvCell[] => [
      name,
      ...GROUPS.flatMap(({ key }) => FIGURES.map((figure) => figures[key][figure.key])),
    ];
    const total = { path: 'totals', name: t('conference.regionTotal'), figures: lines.totals };
    return [
      [t('board.province'), ...heads],
      ...[...lines.provinces, total].map(line),
      [],
      [t('filter.content'), ...heads],
      ...[...lines.contents, total].map(line),
      [],
      ...words.map((word) => [word]),
    ];
  };
}
