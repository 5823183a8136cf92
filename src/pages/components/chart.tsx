import type { ComponentChildren, VNode } from 'preact';
import { formatNumber, texts } from '../../core/i18n';
import { chartClass, type FigureKind } from './chart-looks';
import { type Scale, scaleOf } from './chart-scale';

export interface ChartSeries {
  readonly title: string;
  readonly figure: FigureKind;
  /** If the numbers add up to one. */
  readonly total?: number;
}

/** A bar, or two that are stacked or opposed. */
export interface ChartColumn {
  /** The whole step, such as "Thu 20 Nov, 05:00–06:00". */
  readonly title: string;
  /** Below the axis; few columns have one. */
  readonly label?: ComponentChildren;
  /** A number for each series. */
  readonly values: readonly number[];
}

export interface ChartProps {
  /** Unique on the page. */
  readonly id: string;
  /** Describes the chart for screen readers. */
  readonly label: string;
  readonly series: readonly ChartSeries[];
  /** Oldest first; the last one is in progress unless `isWhole`. */
  readonly columns: readonly ChartColumn[];
  /** Numbers that add up are stacked; opposed ones stand above and below zero. */
  readonly kind: 'stacked' | 'opposed';
  /** A dashed line. */
  readonly limit?: { readonly title: string; readonly value: number };
  /** The unit, the omissions, the time zone. */
  readonly children: ComponentChildren;
  /** The head of the table's first column. */
  readonly stepTitle: string;
  /** The same data as a table, or as a chart if this is the table. */
  readonly otherHref: string;
  readonly isTable: boolean;
  /** No column is in progress. */
  readonly isWhole?: boolean;
}

const HEIGHT = 168;
const COLUMN = 10;
const GAP = 1.5;
/** Fewer columns stand at the right, so that a single one does not fill the chart. */
const MIN_COLUMNS = 12;

/** Bars over time, drawn by the server. */
export function Chart(props: ChartProps): VNode {
  const { id, series, limit, isTable, otherHref, children } = props;
  const t = texts('charts');
  return (
    <figure class="chart" id={id}>
      <ul class="legend">
        {series.map(({ title, figure, total }) => (
          <li key={title}>
            <svg width="10" height="10" aria-hidden="true">
              <rect class={chartClass(figure)} width="10" height="10" rx="2" />
            </svg>
            {title} {total !== undefined && <b>{formatNumber(total)}</b>}
          </li>
        ))}
        {limit && (
          <li>
            <svg width="10" height="10" aria-hidden="true">
              <path class="plot-limit" d="M0 5H10" />
            </svg>
            {limit.title}
          </li>
        )}
      </ul>
      {isTable ? <ChartTable {...props} /> : <Plot {...props} />}
      <figcaption>
        {children} <a href={`${otherHref}#${id}`}>{isTable ? t.showChart : t.showTable}</a>
      </figcaption>
    </figure>
  );
}

function Plot({ id, label, columns, kind, series, limit, isWhole }: ChartProps): VNode {
  const scale = scaleOf(columns, kind, limit?.value);
  const empty = Math.max(0, MIN_COLUMNS - columns.length);
  const width = (empty + columns.length) * COLUMN;
  const zero = scale.heightOf(0);
  return (
    <div class="plot">
      <svg
        class="plot-bars"
        viewBox={`0 0 ${width} ${HEIGHT}`}
        height={HEIGHT}
        preserveAspectRatio="none"
        role="img"
        aria-labelledby={`${id}-label`}
      >
        <title id={`${id}-label`}>{label}</title>
        {scale.lines.map((line) => (
          <path key={line} class="plot-line" d={`M0 ${HEIGHT * scale.heightOf(line)}H${width}`} />
        ))}
        {columns.map((column, index) => (
          <Bars
            key={column.title}
            {...{ column, kind, scale, series }}
            index={empty + index}
            isLast={!isWhole && index === columns.length - 1}
          />
        ))}
        <path class="plot-zero" d={`M0 ${HEIGHT * zero}H${width}`} />
        {limit && <path class="plot-limit" d={`M0 ${HEIGHT * scale.heightOf(limit.value)}H${width}`} />}
      </svg>
      <ol class="plot-scale" aria-hidden="true">
        {scale.lines.map((line) => (
          <li key={line}>{line < 0 ? '' : formatNumber(line)}</li>
        ))}
      </ol>
      <ol class="plot-labels" aria-hidden="true">
        {Array.from({ length: empty }, (_, index) => (
          <li key={index} />
        ))}
        {columns.map(({ title, label: text }) => (
          <li key={title}>{text !== undefined && <span>{text}</span>}</li>
        ))}
      </ol>
    </div>
  );
}

interface BarsProps {
  readonly column: ChartColumn;
  readonly index: number;
  readonly kind: ChartProps['kind'];
  readonly series: readonly ChartSeries[];
  readonly scale: Scale;
  readonly isLast: boolean;
}

function Bars({ column, index, kind, scale, series, isLast }: BarsProps): VNode {
  const [first = 0, second = 0] = column.values;
  const spans: readonly (readonly [number, number])[] =
    kind === 'stacked' ? [[0, first], [first, first + second]] : [[0, first], [-second, 0]]; // prettier-ignore
  return (
    <g class={isLast ? 'plot-now' : undefined}>
      <title>{titleOf(column, series)}</title>
      {series.map(({ figure }, part) => {
        const [from, to] = spans[part] ?? [0, 0];
        return (
          <rect
            key={part}
            class={chartClass(figure)}
            x={index * COLUMN + GAP}
            width={COLUMN - 2 * GAP}
            y={HEIGHT * scale.heightOf(to)}
            height={HEIGHT * (scale.heightOf(from) - scale.heightOf(to))}
          />
        );
      })}
    </g>
  );
}

function titleOf({ title, values }: ChartColumn, series: readonly ChartSeries[]): string {
  const numbers = series.map((one, index) => `${one.title} ${formatNumber(values[index] ?? 0)}`);
  return `${title}: ${numbers.join(', ')}`;
}

function ChartTable({ label, columns, series, stepTitle }: ChartProps): VNode {
  return (
    <div class="scroller chart-table" role="region" aria-label={label} tabIndex={0}>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{stepTitle}</th>
            {series.map(({ title }) => (
              <th key={title} scope="col" class="right">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[...columns].reverse().map(({ title, values }) => (
            <tr key={title}>
              <td>{title}</td>
              {values.map((value, index) => (
                <td key={index} class="right">
                  {formatNumber(value)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
