import type { ComponentChildren, VNode } from 'preact';
import { formatAge, formatDate, formatDateTime, formatNumber, formatTime, texts, viewer } from '../../core/i18n';
import { Icon } from './icon';
import { meterTone } from './seats';

/** Number of characters at the end of a cut key that remain visible. */
const KEY_END = 5;

/** A license key or fingerprint. Where there is no room, it is cut in the middle. */
export function Key({ value, isCut }: { readonly value: string; readonly isCut?: boolean }): VNode {
  if (!isCut || value.length <= KEY_END) {
    return <code class="key key-whole">{value}</code>;
  }
  return (
    <code class="key key-cut" title={value}>
      <span class="key-start">{value.slice(0, -KEY_END)}</span>
      <span class="key-end">{value.slice(-KEY_END)}</span>
    </code>
  );
}

/** A link to a website that somebody typed; addresses that are not of the web stay texts. */
export function WebLink({ url }: { readonly url: string }): VNode {
  return /^https?:\/\//i.test(url) ? (
    <a href={url} rel="noreferrer noopener">
      {url}
    </a>
  ) : (
    <span>{url}</span>
  );
}

/** Copies a text. Only scripts show it; without them, the text is selected by one click. */
export function CopyButton({ value, what }: { readonly value: string; readonly what: string }): VNode {
  return (
    <button class="btn btn-default btn-small copy" type="button" hidden data-copy={value} data-what={what}>
      <Icon name="copy" />
      <span>{texts('components').copy}</span>
      <span class="visually-hidden"> {what}</span>
    </button>
  );
}

/** A program text or a number to copy. */
export function Code({ label, text }: { readonly label: string; readonly text: string }): VNode {
  return (
    <div class="code" role="region" aria-label={label}>
      <pre tabIndex={0}>{text}</pre>
      <CopyButton value={text} what={label} />
    </div>
  );
}

/** Codes and names of the API: `SEATS_EXHAUSTED`, `valid_until`. */
const CODE = /\b([A-Z]{4,}(?:_[A-Z]+)*|[A-Z]+(?:_[A-Z]+)+|[a-z]+(?:[._][a-z]+)+)\b/;

/** A sentence whose codes are shown as codes. */
export function Coded({ text }: { readonly text: string }): VNode {
  const parts = text.split(CODE);
  return <>{parts.map((part, index) => (index % 2 === 1 ? <code key={index}>{part}</code> : part))}</>;
}

interface TimeProps {
  readonly at: Date;
  /**
   * `age`: "4 min ago" within a day, then the date. `date`: for texts such as "until 20 Nov 2025". `clock`: hh:mm:ss, for
   * logs, with the date if it is another day. By default date, hours and minutes.
   */
  readonly as?: 'age' | 'date' | 'clock';
}

/** An instant in the viewer's form and time zone; the title has it to the second. */
export function Time({ at, as }: TimeProps): VNode {
  return (
    <time dateTime={at.toISOString()} title={`${formatDateTime(at, true)} ${viewer().zone}`}>
      {textOf(at, as)}
    </time>
  );
}

/** An instant, or a word for none. */
export function MaybeTime({ at, as, none }: Pick<TimeProps, 'as'> & { at: Date | null; none: string }): VNode {
  return at === null ? <span class="unset">{none}</span> : <Time at={at} as={as} />;
}

function textOf(at: Date, as: TimeProps['as']): string {
  switch (as) {
    case 'age':
      return formatAge(at);
    case 'date':
      return formatDate(at);
    case 'clock':
      return isToday(at) ? formatTime(at, true) : formatDateTime(at, true);
    case undefined:
      return formatDateTime(at);
  }
}

function isToday(at: Date): boolean {
  return formatDate(at) === formatDate(viewer().now);
}

export interface Detail {
  readonly term: string;
  /** Empty or null for what is not set. */
  readonly value: ComponentChildren;
}

/** A list of terms and their values; empty values are shown as not set. */
export function DescriptionList({ items }: { readonly items: readonly Detail[] }): VNode {
  return (
    <dl class="details">
      {items.map(({ term, value }) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{isSet(value) ? value : <span class="unset">{texts('components').notSet}</span>}</dd>
        </div>
      ))}
    </dl>
  );
}

function isSet(value: ComponentChildren): boolean {
  return value !== null && value !== undefined && value !== '';
}

/** A number with its label. */
export interface Figure {
  readonly label: string;
  readonly value: string;
  /** Describes the number: its unit, its span of time and what it leaves out. */
  readonly of: string;
  /** Leads to the rows that were counted. */
  readonly href?: string;
}

/** Up to four numbers. */
export function Figures({ items }: { readonly items: readonly Figure[] }): VNode {
  return (
    <dl class="figures">
      {items.map(({ label, value, of, href }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd class="figure-value">{href === undefined ? value : <a href={href}>{value}</a>}</dd>
          <dd class="figure-of">{of}</dd>
        </div>
      ))}
    </dl>
  );
}

interface MeterProps {
  readonly label: string;
  readonly used: number;
  /** Null without a limit: there is no bar then. */
  readonly limit: number | null;
}

/** Decimals of amounts of credits; whole numbers have none. */
const MAX_DECIMALS = 6;

/** Use of a limit. */
export function Meter({ label, used, limit }: MeterProps): VNode {
  const t = texts('components');
  const share = limit === null ? 0 : Math.min(used / Math.max(limit, 1), 1);
  return (
    <div class="meter">
      <p>
        <span>{label}</span>
        <span>
          {limit === null
            ? t.withoutLimit({ used: formatNumber(used, MAX_DECIMALS) })
            : t.ofLimit({ used: formatNumber(used, MAX_DECIMALS), limit: formatNumber(limit, MAX_DECIMALS) })}
        </span>
      </p>
      {limit !== null && (
        <svg class={`meter-bar ${meterTone(used, limit)}`} width="100%" height="6" aria-hidden="true">
          <rect class="meter-track" width="100%" height="6" rx="2" />
          <rect class="meter-fill" width={`${Math.round(share * 100)}%`} height="6" rx="2" />
        </svg>
      )}
    </div>
  );
}
