import { useInfiniteQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { timelineQuery } from '../api/queries.ts';
import { formatDay } from '../format/dates.ts';
import { useReader } from '../frame/settings.ts';

interface Props {
  readonly code: string;
  readonly knownAt: string | undefined;
  readonly value: string | undefined;
  readonly onChange: (day: string | undefined) => void;
}

/** One step for each day on which something happened, the last for today; arrow keys step, a drag counts where it ends. */
export function DaySlider({ code, knownAt, value, onChange }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const { data } = useInfiniteQuery(timelineQuery(code, { knownAt }, useReader()));
  const [dragged, setDragged] = useState<number | null>(null);
  const days = [...new Set(data?.pages.flatMap(({ entries }) => entries.map(({ occurredOn }) => occurredOn)))];
  if (days.length === 0) return null;
  const at =
    value === undefined
      ? days.length
      : Math.max(
          0,
          days.findLastIndex((day) => day <= value),
        );
  const step = dragged ?? at;
  const name = (index: number): string => (days[index] === undefined ? t('lookBack.sliderToday') : formatDay(days[index]));
  const commit = () => {
    if (dragged !== null && dragged !== at) onChange(days[dragged]);
    setDragged(null);
  };
  return (
    <div className="field day-slider">
      <label htmlFor={id}>
        {t('lookBack.slider')}: <output htmlFor={id}>{name(step)}</output>
      </label>
      <input
        id={id}
        type="range"
        min={0}
        max={days.length}
        value={step}
        aria-valuetext={name(step)}
        onChange={(event) => setDragged(Number(event.target.value))}
        onPointerUp={commit}
        onKeyUp={commit}
        onBlur={commit}
      />
    </div>
  );
}
