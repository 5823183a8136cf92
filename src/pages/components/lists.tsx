import type { ComponentChildren, ComponentProps, VNode } from 'preact';
import { texts } from '../../core/i18n';
import { Badge } from './badge';
import { Icon, type IconName } from './icon';
import { NoValue } from './table';
import { Time } from './text';

export interface TimelineEntry {
  readonly key: string | number;
  readonly icon: IconName;
  readonly tone?: 'ok' | 'warn' | 'bad';
  /** The originator and the change. */
  readonly text: ComponentChildren;
  /** Undefined while it is under way. */
  readonly at?: Date;
  readonly evidence?: ComponentChildren;
  /** Why, below the evidence. */
  readonly reason?: string;
}

interface TimelineProps {
  readonly entries: readonly TimelineEntry[];
  readonly timesAs?: ComponentProps<typeof Time>['as'];
}

/** Events, newest first. */
export function Timeline({ entries, timesAs }: TimelineProps): VNode {
  return (
    <ol class="timeline">
      {entries.map(({ key, icon, tone, text, at, evidence, reason }) => (
        <li key={key}>
          <span class={`timeline-icon ${tone === undefined ? '' : `timeline-${tone}`}`}>
            <Icon name={icon} size={12} />
          </span>
          <span>{text}</span>
          {at && <Time at={at} as={timesAs} />}
          {evidence && <span class="timeline-evidence">{evidence}</span>}
          {reason && <span class="timeline-evidence">{reason}</span>}
        </li>
      ))}
    </ol>
  );
}

/** The steps of a task that takes several pages. */
export function Steps({ steps, current }: { readonly steps: readonly string[]; readonly current: number }): VNode {
  const t = texts('components');
  return (
    <ol class="steps">
      {steps.map((step, index) => (
        <li key={step} aria-current={index === current ? 'step' : undefined}>
          {index < current && <Icon name="circle-check" />}
          {step}
          {index < current && <span class="visually-hidden"> {t.done}</span>}
        </li>
      ))}
    </ol>
  );
}

export interface ImportCell {
  readonly value: string;
  /** Why the value is wrong, and what is right. */
  readonly problem?: string;
  /** For a problem that is not in the viewer's language. */
  readonly problemLang?: 'en';
}

export interface ImportRow {
  /** Line in the file. */
  readonly line: number;
  readonly cells: readonly ImportCell[];
  readonly result: 'error' | 'new' | 'update' | 'text';
}

const RESULTS = {
  error: { tone: 'bad', icon: 'circle-x' },
  new: { tone: 'ok', icon: 'plus' },
  update: { tone: 'neutral', icon: 'refresh-cw' },
  text: { tone: 'info', icon: 'sticky-note' },
} as const;

interface ImportTableProps {
  readonly label: string;
  readonly heads: readonly string[];
  readonly rows: readonly ImportRow[];
}

/** Rows of a file before their import, with what is wrong in which cell. */
export function ImportTable({ label, heads, rows }: ImportTableProps): VNode {
  const t = texts('components');
  return (
    <div class="scroller" role="region" aria-label={label} tabIndex={0}>
      <table class="table">
        <thead>
          <tr>
            <th scope="col" class="right">
              {t.row}
            </th>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
            <th scope="col">{t.result}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ line, cells, result }) => (
            <tr key={line}>
              <td class="right row-number">{line}</td>
              {cells.map((cell, index) => (
                <ImportCellView key={heads[index]} {...cell} />
              ))}
              <td>
                <Badge tone={RESULTS[result].tone} icon={RESULTS[result].icon} text={t.importResults[result]} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ImportCellView({ value, problem, problemLang }: ImportCell): VNode {
  if (problem === undefined) {
    return <td>{value === '' ? <NoValue /> : value}</td>;
  }
  return (
    <td class="cell-bad">
      {value === '' ? <span class="unset">{texts('components').empty}</span> : <code>{value}</code>}
      <span class="cell-reason" lang={problemLang}>
        {problem}
      </span>
    </td>
  );
}

export interface Consequence {
  readonly icon: IconName;
  readonly tone?: 'bad';
  readonly text: ComponentChildren;
}

/** The consequences of an action, with counts. */
export function Consequences({ items }: { readonly items: readonly Consequence[] }): VNode {
  return (
    <ul class="consequences">
      {items.map(({ icon, tone, text }, index) => (
        <li key={index}>
          <span class={`timeline-icon ${tone === undefined ? '' : `timeline-${tone}`}`}>
            <Icon name={icon} size={12} />
          </span>
          <span>{text}</span>
        </li>
      ))}
    </ul>
  );
}
