import type { TimeStep } from '../../core/common/internal';
import { formatTime, texts } from '../../core/i18n';
import { formatDayOfMonth, formatWeekday, formatWeekdayDate } from '../../core/i18n/internal';
import type { ChartColumn } from './chart';

/** Spans of time that charts offer. */
export const CHART_SPANS = ['24h', '7d', '30d'] as const;
export type ChartSpan = (typeof CHART_SPANS)[number];

/** All that a label shows. */
type Start = Pick<TimeStep, 'from'>;

/** Every so many columns have a label. */
const LABEL_EVERY = { '24h': 6, '7d': 4, '30d': 7 };
/** Labels that are nearer to the last one are left out. */
const LABEL_DISTANCE = 3;

/** The whole step, such as "Thu 20 Nov, 05:00–06:00". */
export function titleOfStep({ from, until }: TimeStep, span: ChartSpan): string {
  const date = formatWeekdayDate(from);
  return span === '30d' ? date : `${date}, ${formatTime(from)}–${formatTime(until)}`;
}

/** The label below a column, if it has one. */
export function labelOfStep(index: number, steps: readonly Start[], span: ChartSpan): string | undefined {
  const t = texts('charts');
  const step = steps[index];
  const left = steps.length - 1 - index;
  if (left === 0 || !step) {
    return span === '30d' ? t.today : t.now;
  }
  return index % LABEL_EVERY[span] === 0 && left >= LABEL_DISTANCE ? labelOf[span](step.from, index === 0) : undefined;
}

/** A column for each day up to today. */
export function dayColumns<T extends Start>(days: readonly T[], valuesOf: (day: T) => number[]): ChartColumn[] {
  return days.map((day, index) => ({
    title: formatWeekdayDate(day.from),
    label: labelOfStep(index, days, '30d'),
    values: valuesOf(day),
  }));
}

const labelOf = {
  '24h': (from: Date, isFirst: boolean) =>
    isFirst || isMorning(from) ? `${formatWeekday(from)} ${formatTime(from)}` : formatTime(from),
  '7d': (from: Date) => formatWeekday(from),
  '30d': (from: Date) => formatDayOfMonth(from),
};

/** Whether a label after it is the first one of the day, as labels are six hours apart. */
function isMorning(from: Date): boolean {
  return Number(formatTime(from).slice(0, 2)) < LABEL_EVERY['24h'];
}
