import { Fragment } from 'preact';
import type { ComponentChildren, VNode } from 'preact';
import { isDeepStrictEqual } from 'node:util';
import { DAY } from '../../core/common';
import { formatDate, formatDateTime, formatNumber, textFor, texts } from '../../core/i18n';
import type { AuditEntry } from '../../core/platform';

const MAX_FIGURES = 2;
const MAX_TEXT = 40;

export interface FieldChange {
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** The fields whose values differ. */
export function changesIn({ before, after }: Pick<AuditEntry, 'before' | 'after'>): FieldChange[] {
  const [old, fresh]: [Map<string, unknown>, Map<string, unknown>] = [
    new Map(Object.entries(before ?? {})),
    new Map(Object.entries(after ?? {})),
  ];
  const fields = [...new Set([...old.keys(), ...fresh.keys()])];
  return fields
    .map((field) => ({ field, before: old.get(field), after: fresh.get(field) }))
    .filter((change) => !isDeepStrictEqual(change.before, change.after));
}

/** The figures that a change of values moved; empty for rows that came or went. */
export function figureOf(entry: AuditEntry): ComponentChildren {
  if (entry.before === null || entry.after === null) {
    return '';
  }
  const changes = changesIn(entry);
  const end = changes.find(({ field }) => field === 'expires_at');
  return entry.action === 'license.extended' && end ? extension(end) : figuresOf(changes);
}

function extension({ before, after }: FieldChange): ComponentChildren {
  const t = texts('audit');
  if (typeof after !== 'string') {
    return t.withoutEnd;
  }
  const date = formatDate(new Date(after));
  const days = typeof before === 'string' ? Math.round((Date.parse(after) - Date.parse(before)) / DAY) : 0;
  return days > 0 ? t.extendedBy({ days, date }) : t.extendedTo({ date });
}

function figuresOf(changes: readonly FieldChange[]): ComponentChildren {
  const t = texts('audit');
  const shown = changes.filter(isFigure);
  if (shown.length === 0) {
    return '';
  }
  const rest = changes.length - Math.min(shown.length, MAX_FIGURES);
  const parts = shown
    .slice(0, MAX_FIGURES)
    .map(({ field, before, after }) =>
      t.changed({ field: fieldTitle(field), before: valueText(before), after: valueText(after) }),
    );
  const all: ComponentChildren[] = rest > 0 ? [...parts, t.moreChanges({ count: rest })] : parts;
  return t.figures({
    changes: all.map((part, index) => (
      <Fragment key={index}>
        {index > 0 && ', '}
        {part}
      </Fragment>
    )),
  });
}

/** Ids, marks of time, structures and long texts say nothing in a sentence. */
function isFigure({ field, before, after }: FieldChange): boolean {
  const isEnd = field === 'expires_at' || field === 'starts_at';
  return (isEnd || !/_(at|ids?)$/.test(field)) && [before, after].every(isShort);
}

function isShort(value: unknown): boolean {
  return typeof value === 'string' ? value.length <= MAX_TEXT : typeof value !== 'object' || value === null;
}

/** The name of a field, in words where there are any. */
export function fieldTitle(field: string): string {
  const text = textFor(texts('audit').fields, field) ?? textFor(texts('licenseHistory').fields, field);
  return text ?? field.replaceAll('_', ' ');
}

/** A value in the viewer's form. */
function valueText(value: unknown): string {
  const t = texts('audit');
  if (value === null || value === undefined || value === '') {
    return t.empty;
  }
  if (typeof value === 'number') {
    return formatNumber(value);
  }
  if (typeof value === 'boolean') {
    return value ? t.yes : t.no;
  }
  if (typeof value === 'string') {
    return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value) ? formatDateTime(new Date(value)) : cut(value);
  }
  return cut(JSON.stringify(value));
}

function cut(text: string): string {
  const characters = Array.from(text);
  return characters.length > MAX_TEXT ? `${characters.slice(0, MAX_TEXT).join('')}…` : text;
}

/** The values before and after. */
export function Change({ before, after }: FieldChange): VNode {
  return (
    <>
      {before !== undefined && (
        <>
          <s>{valueText(before)}</s> →{' '}
        </>
      )}
      {valueText(after)}
    </>
  );
}
