import { Link } from '@tanstack/react-router';
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';

interface LinkProps {
  /** The figure's path in the report's JSON. */
  readonly path: string;
  /** Which figure it is, for those who hear it without its table. */
  readonly name: string;
  /** As it is printed. */
  readonly value: string;
  /** In no table: reached by the tab key like any link. */
  readonly alone?: boolean;
}

/** A figure that opens its explanation over the page, at an address of its own. */
export function FigureLink({ path, name, value, alone = false }: LinkProps) {
  const { t } = useTranslation();
  return (
    <Link
      to="."
      search={(previous: Readonly<Record<string, unknown>>) => ({ ...previous, explain: path })}
      resetScroll={false}
      preload={false}
      data-figure
      className="figure"
      tabIndex={alone ? 0 : -1}
      aria-label={t('figure.explain', { value, name })}
    >
      {value}
    </Link>
  );
}

const ARROWS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] } as const;

/** A table of figures is one stop of the tab key; arrows lead from figure to figure. */
export function FigureGrid({ children }: { readonly children: ReactNode }) {
  const grid = useRef<HTMLDivElement>(null);
  // After every rendering: rows come and go, and one figure must stay reachable.
  useEffect(() => {
    const [first] = grid.current?.querySelectorAll<HTMLElement>('[data-figure]') ?? [];
    if (first && !grid.current?.querySelector('[data-figure][tabindex="0"]')) first.tabIndex = 0;
  });
  const onKeyDown = (event: KeyboardEvent) => {
    const step = ARROWS[event.key as keyof typeof ARROWS];
    const here = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('[data-figure]') : null;
    if (!step || !here || !grid.current || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const next = neighbour(grid.current, here, step);
    if (!next) return;
    here.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
    next.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  };
  return (
    <div ref={grid} onKeyDown={onKeyDown}>
      {children}
    </div>
  );
}

/** The next figure to the left or right, or the one in the same place of the row above or below. */
function neighbour(grid: HTMLElement, here: HTMLElement, [down, right]: readonly [number, number]): HTMLElement | undefined {
  const rows = [...grid.querySelectorAll('tr')].map((row) => [...row.querySelectorAll<HTMLElement>('[data-figure]')]);
  const filled = rows.filter((figures) => figures.length > 0);
  const y = filled.findIndex((figures) => figures.includes(here));
  const x = filled[y]?.indexOf(here) ?? -1;
  return filled[y + down]?.[x + right];
}
