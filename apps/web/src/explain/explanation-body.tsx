import type { Explanation, FigureProject, Split, Term } from '#contracts/explanations';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { formatDay } from '../format/dates.ts';
import { formatCount, type MoneyUnit } from '../format/numbers.ts';
import { useLanguage } from '../frame/settings.ts';
import { printEffect, printSum } from './print-figure.ts';
import { type More, ProjectEvents } from './project-events.tsx';

interface Props {
  readonly found: Explanation;
  /** Of all pages that are there. */
  readonly projects: readonly FigureProject[];
  readonly unit: MoneyUnit;
  readonly more: More | null;
}

/** Formula, terms, parts, and the projects with their events. */
export function ExplanationBody({ found, projects, unit, more }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { terms, splits, projectCount } = found;
  return (
    <>
      <Formula found={found} unit={unit} />
      <LeftOut found={found} unit={unit} />
      {splits.length > 0 && projectCount > 0 && (
        <>
          <h3>{t('explain.parts')}</h3>
          {splits.map((split, index) => (
            <SplitTable key={split.by} split={split} terms={terms} unit={unit} open={index === 0} />
          ))}
        </>
      )}
      <h3>{t('explain.projects', { n: formatCount(projectCount, language) })}</h3>
      {projectCount === 0 && <p className="empty">{t('explain.none')}</p>}
      <ProjectEvents
        key={found.path}
        rows={projects.map((project) => ({ project, sums: project.shares, note: null, events: project.events }))}
        terms={terms.map(({ key, name, unit: of }) => ({ key, name: terms.length > 1 ? shortName(name[language]) : '', of }))}
        total={projectCount}
        unit={unit}
        more={more}
      />
    </>
  );
}

/** `Thực hiện, cả hai nguồn, …` → `Thực hiện`: the cell is that of the whole panel. */
const shortName = (name: string): string => name.split(',')[0] ?? name;

function Formula({ found: { formula, ratio, terms }, unit }: { readonly found: Explanation; readonly unit: MoneyUnit }) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <section className="formula" aria-label={t('explain.formula')}>
      <p>{formula[language]}</p>
      <p>
        <code>{formula.symbols}</code>
      </p>
      {ratio && (
        <>
          <p className="fraction">
            {printSum(ratio.numerator, { of: 'vnd', unit, language })} / {printSum(ratio.denominator, { of: 'vnd', unit, language })} × 100{' '}
            <small>({t(`unit.${unit}`)})</small>
          </p>
          <p className="note">{ratio.rounding[language]}</p>
        </>
      )}
      {terms.length > 1 && (
        <ul className="terms" aria-label={t('explain.terms')}>
          {terms.map((term) => (
            <li key={term.key}>
              <OpenFigure path={term.path} text={term.name[language]} />
              <span className="note">
                {t('explain.year')} {term.year ?? t('explain.allYears')} · {t('explain.of')} {formatDay(term.asOf)}
              </span>
              <span className="numeric">{printSum(term.sum, { of: term.unit, unit, language })}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** Opens another figure in the place of this one. */
export function OpenFigure({ path, text }: { readonly path: string; readonly text: string }) {
  return (
    <Link
      to="."
      search={(previous: Readonly<Record<string, unknown>>) => ({ ...previous, explain: path })}
      resetScroll={false}
      preload={false}
    >
      {text}
    </Link>
  );
}

function LeftOut({ found: { leftOut, knownAt, terms }, unit }: { readonly found: Explanation; readonly unit: MoneyUnit }) {
  const { t } = useTranslation();
  const language = useLanguage();
  if (leftOut === null || knownAt === null) return null;
  const day = formatDay(knownAt);
  if (leftOut.events === 0) return <p className="note">{t('explain.leftOutNone', { day })}</p>;
  const moved = terms.map(
    ({ key, name, unit: of }) => `${shortName(name[language])} ${printEffect(leftOut.sums[key] ?? 0, { of, unit, language })}`,
  );
  return (
    <p className="left-out">
      {t('explain.leftOut', { n: formatCount(leftOut.events, language), day })} {moved.join(' · ')} {t(`unit.${unit}`)}.
    </p>
  );
}

interface SplitProps {
  readonly split: Split;
  readonly terms: readonly Term[];
  readonly unit: MoneyUnit;
  readonly open: boolean;
}

function SplitTable({ split: { by, parts }, terms, unit, open }: SplitProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <details open={open} className="split">
      <summary>
        {t(`explain.by.${by}`)} ({parts.length})
      </summary>
      <div className="table-scroll" tabIndex={0} role="region" aria-label={t('table.scroll', { name: t(`explain.by.${by}`) })}>
        <table aria-label={t(`explain.by.${by}`)}>
          <thead>
            <tr>
              <th scope="col">{t(`explain.by.${by}`)}</th>
              {terms.map(({ key, name, unit: of }) => (
                <th key={key} scope="col" className="numeric">
                  {shortName(name[language])}
                  {of === 'vnd' && <small>{t(`unit.${unit}`)}</small>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {parts.map(({ key, path, name, sums }) => (
              <tr key={key}>
                <th scope="row">{path === null ? name[language] : <OpenFigure path={path} text={name[language]} />}</th>
                {terms.map((term) => (
                  <td key={term.key} className="numeric">
                    {printSum(sums[term.key] ?? 0, { of: term.unit, unit, language })}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t('explain.total')}</th>
              {terms.map((term) => (
                <td key={term.key} className="numeric">
                  {printSum(term.sum, { of: term.unit, unit, language })}
                </td>
              ))}
            </tr>
          </tfoot>
        </table>
      </div>
    </details>
  );
}
