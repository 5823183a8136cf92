import type { VNode } from 'preact';
import { type CsvReading, DAMAGED_VALUES, type FormValues, MAX_HEADINGS } from '../../core/common';
import { requireCharset } from '../../core/common/internal';
import { texts } from '../../core/i18n';
import { Select, TextField } from '../components/fields';
import { Section } from '../components/page-parts';
import { type FormState, refusedField } from '../kit/form-state';

/** The field with what was checked. */
export const CHECKED_FIELD = 'checked';

/** Options of reading as an address or a form has them; an empty text counts as missing. */
export interface ReadingFields {
  readonly charset: string;
  readonly damaged: string;
  readonly header_line: string;
}

const NAMES = ['charset', 'damaged', 'header_line'] as const;

export function readingFields(values: FormValues): ReadingFields {
  const [charset = '', damaged = '', header_line = ''] = NAMES.map((name) => {
    const { [name]: value } = values;
    return typeof value === 'string' ? value.trim() : '';
  });
  return { charset, damaged, header_line };
}

/** Throws if a field is invalid. */
export function readingOf({ charset, damaged, header_line: line }: ReadingFields): CsvReading {
  if (line !== '' && !(/^\d{1,2}$/.test(line) && Number(line) >= 1 && Number(line) <= MAX_HEADINGS)) {
    throw refusedField('header_line', texts('import').headerLineHint({ max: MAX_HEADINGS }));
  }
  requireCharset(charset || undefined);
  return {
    charset: charset || undefined,
    damaged: DAMAGED_VALUES.find((value) => value === damaged),
    headerLine: line === '' ? undefined : Number(line),
  };
}

/** The answers as parameters of an address. */
export function readingParameters(fields: ReadingFields): [string, string][] {
  return NAMES.filter((name) => fields[name] !== '').map((name) => [name, fields[name]]);
}

/** Mark of the columns and options that were checked. */
export function checkedMark(columns: readonly string[], fields: ReadingFields): string {
  return [columns.join(' '), ...readingParameters(fields).map((field) => field.join('='))].join('|');
}

/** Whether a mark says that the file was read in another way. */
export function isReadAnew(mark: unknown, fields: ReadingFields): boolean {
  return typeof mark === 'string' && mark.replace(/^[^|]*/, '') !== checkedMark([], fields);
}

interface ReadingProps {
  readonly form: FormState;
  /** Mark of the columns and options that were checked. */
  readonly mark: string;
}

/** Fields about reading the file. If one that matters is left empty, the check stops. */
export function ReadingSection({ form, mark }: ReadingProps): VNode {
  const [t, words] = [texts('import'), texts('serverImports')];
  return (
    <Section id="reading" title={t.reading}>
      <input type="hidden" name={CHECKED_FIELD} value={mark} />
      <TextField form={form} name="charset" label={words.charset} hint={words.charsetHint} isOptional />
      <TextField
        form={form}
        name="header_line"
        label={t.headerLine}
        hint={t.headerLineHint({ max: MAX_HEADINGS })}
        isOptional
      />
      <Select
        form={form}
        name="damaged"
        label={words.damaged}
        hint={words.damagedHint}
        choices={[
          { value: '', title: words.ask },
          ...DAMAGED_VALUES.map((value) => ({ value, title: words.damagedValues[value] })),
        ]}
      />
    </Section>
  );
}
