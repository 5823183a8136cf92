import type { ComponentChildren } from 'preact';
import { type FormValues } from '../../core/common';
import { camelCase } from '../../core/common/internal';
import type { Choice } from '../components/fields';
import { listIn, numberIn, objectIn, textIn } from './form-input';
import type { FormMessages, FormState } from './form-state';

/** The control of a field, from which follows how its text is read. */
export type FieldKind =
  | 'text'
  | 'email'
  | 'tel'
  | 'url'
  /** Not trimmed. */
  | 'password'
  /** Code of an authenticator app. */
  | 'code'
  | 'date'
  | 'select'
  | 'radios'
  /** Any number of choices: a list. */
  | 'checkboxes'
  /** A text of several lines, not trimmed. */
  | 'area'
  /** A whole number; null if it is empty. */
  | 'number'
  /** A checkbox. */
  | 'flag'
  /** A list, with a line for each value. */
  | 'lines'
  /** A list, with commas between the values. */
  | 'list'
  /** A JSON object; `{}` if it is empty. */
  | 'json';

/** A field of a form: its control, its initial value and its value in the input derive from it. */
export interface FormField {
  readonly name: string;
  /** By default `text`. */
  readonly kind?: FieldKind;
  /**
   * The key of its texts in those of the page; by default its name in camel case. With `seats`, its label is `seats`, its
   * hint `seatsHint` and its problem `seatsWrong`.
   */
  readonly textKey?: string;
  /** Instead of the texts of the page. */
  readonly label?: string;
  readonly hint?: ComponentChildren;
  /** Shown instead of the validator's message. */
  readonly problem?: string;
  readonly isOptional?: boolean;
  readonly isMono?: boolean;
  readonly hasFocus?: boolean;
  readonly placeholder?: string;
  readonly autoComplete?: string;
  readonly suggestions?: readonly string[];
  /** On a phone, it shares its line with the fields beside it, as numbers and dates do. */
  readonly isShort?: boolean;
  /** Lines of a text of several lines. */
  readonly rows?: number;
  /** Choices of `select` and `radios`. */
  readonly choices?: readonly Choice[];
  /** Whether each choice of `radios` has its own line. */
  readonly isStacked?: boolean;
  /** Shows the control: `checkboxes` have no other one. */
  readonly view?: FormPart;
  /** The initial value, if it is not that of the form's values by its name. */
  readonly value?: string | number | boolean | readonly string[] | object | null;
  /** The input for an empty text; by default the empty text. */
  readonly empty?: null | 'missing';
  /** Reads the text otherwise than the kind does. */
  readonly read?: (text: string) => unknown;
}

/** A part of a form without a field. */
type FormPart = (form: FormState) => ComponentChildren;

/** Rows in a panel: one of several equal parts of a form. */
interface Panel<Field> {
  /** The name of the panel for screen readers. */
  readonly panel: string;
  readonly rows: readonly Row<Field>[];
}

/** Rows that are closed until somebody needs them, or one of their fields is wrong. */
interface Folded<Field> {
  /** Unique in the page. */
  readonly fold: string;
  readonly title: string;
  /** The values inside, in one line. */
  readonly line: ComponentChildren;
  /** Number of changes or values, e.g. "1 changed". */
  readonly count?: ComponentChildren;
  readonly isOpen?: boolean;
  readonly rows: readonly Row<Field>[];
}

/** Radios, with rows below the choices that need them: those of the other choices are not shown. */
interface Choosing<Field> {
  readonly choose: Field;
  readonly choices: readonly ChoiceWithRows<Field>[];
}

interface ChoiceWithRows<Field> extends Choice {
  readonly rows?: readonly Row<Field>[];
}

/** A field, several in one line, a part without a field, or a container of rows. */
type Row<Field> = Field | readonly Field[] | FormPart | Panel<Field> | Folded<Field> | Choosing<Field>;

export type FormRow = Row<FormField>;

/** Fields that belong together. */
export interface FormGroup {
  /** Unique in the form, and the key of its texts: the title of `limits` is `limits`, its note `limitsNote`. Without it, the fields stand alone. */
  readonly id?: string;
  readonly title?: string;
  readonly note?: string;
  /** Attributes that scripts read, of a group without an id. */
  readonly data?: Readonly<Record<`data-${string}`, string>>;
  /** Without those that are false. */
  readonly rows: readonly (FormRow | false | undefined)[];
}

/** The groups of a form, without those that are false. */
export type FormGroups = readonly (FormGroup | false | undefined)[];

/** A field with its texts. */
export interface LabeledField extends FormField {
  readonly label: string;
}

/** A group with its texts. */
export interface LabeledGroup extends Pick<FormGroup, 'id' | 'note' | 'data'> {
  readonly title: string;
  readonly rows: readonly LabeledRow[];
}

export type LabeledRow = Row<LabeledField>;

/** The groups with the texts of a page, and with the values of a thing whose fields have the same names. */
export function labeled(groups: FormGroups, texts: object, values: object = {}): LabeledGroup[] {
  const textOf = (key: string): string | undefined => {
    const text: unknown = texts[key as keyof typeof texts];
    return typeof text === 'string' ? text : undefined;
  };
  const field = (row: FormField): LabeledField => {
    const key = row.textKey ?? camelCase(row.name);
    const label = row.label ?? textOf(key);
    if (label === undefined) {
      throw new Error(`The field ${row.name} has no label: there is no text ${key}`);
    }
    const value = row.value === undefined ? (values[row.name as keyof typeof values] as FormField['value']) : row.value;
    return { hint: textOf(`${key}Hint`), problem: textOf(`${key}Wrong`), ...row, label, value };
  };
  const labeledRow = (row: FormRow): LabeledRow => {
    if (typeof row === 'function') {
      return row;
    }
    if (isPanel(row) || isFold(row)) {
      return { ...row, rows: row.rows.map(labeledRow) };
    }
    if (isChoosing(row)) {
      const choices = row.choices.map((choice) => ({ ...choice, rows: choice.rows?.map(labeledRow) }));
      return { choose: field(row.choose), choices };
    }
    return isSeveral(row) ? row.map(field) : field(row);
  };
  return groups
    .filter((group) => group !== false && group !== undefined)
    .map(({ id = '', title = textOf(id) ?? '', note = textOf(`${id}Note`), data, rows }) => {
      if (id && !title) {
        throw new Error(`The group ${id} has no title: there is no text ${id}`);
      }
      const shown = rows.filter((row) => row !== false && row !== undefined);
      return { id: id || undefined, title, note, data, rows: shown.map(labeledRow) };
    });
}

/** The initial values of a form. */
export function initialValues(groups: readonly LabeledGroup[]): FormValues {
  return Object.fromEntries(
    fieldsOf(groups).map(({ name, kind, value }) => [
      name,
      kind === 'checkboxes' ? listOf(value) : textOf(value, kind),
    ]),
  );
}

/**
 * The input of the fields, as the API has it: what is not of its kind stays text, which the DTO refuses.
 * @param isPartial without the fields that are not in the body
 */
export function inputIn(groups: readonly LabeledGroup[], body: FormValues, isPartial = false): Record<string, unknown> {
  const fields = fieldsOf(groups).filter(({ name }) => !isPartial || Object.hasOwn(body, name));
  return Object.fromEntries(fields.map((field) => [field.name, valueIn(field, body)]));
}

/** The names of the fields in the body whose input differs from what the form shows at first. */
export function changedFields(groups: readonly LabeledGroup[], body: FormValues): string[] {
  const shown = inputIn(groups, initialValues(groups));
  const sent = inputIn(groups, body, true);
  return Object.keys(sent).filter((name) => JSON.stringify(sent[name]) !== JSON.stringify(shown[name]));
}

/** The texts of fields that are shown instead of the validators' messages. */
export function messagesOf(groups: readonly LabeledGroup[]): FormMessages {
  return Object.fromEntries(
    fieldsOf(groups).flatMap(({ name, problem }) => (problem === undefined ? [] : [[name, problem]])),
  );
}

export function isSeveral<F extends FormField>(row: F | readonly F[]): row is readonly F[] {
  return Array.isArray(row);
}

type Contained<F> = Exclude<Row<F>, FormPart>;

export function isPanel<F extends FormField>(row: Contained<F>): row is Panel<F> {
  return 'panel' in row;
}

export function isFold<F extends FormField>(row: Contained<F>): row is Folded<F> {
  return 'fold' in row;
}

export function isChoosing<F extends FormField>(row: Contained<F>): row is Choosing<F> {
  return 'choose' in row;
}

function fieldsOf(groups: readonly Pick<LabeledGroup, 'rows'>[]): LabeledField[] {
  return groups.flatMap(({ rows }) => fieldsIn(rows));
}

/** The fields in rows, and in the containers among them. */
export function fieldsIn(rows: readonly LabeledRow[]): LabeledField[] {
  return rows.flatMap((row) => {
    if (typeof row === 'function') {
      return [];
    }
    if (isPanel(row) || isFold(row)) {
      return fieldsIn(row.rows);
    }
    return isChoosing(row) ? [row.choose, ...row.choices.flatMap((choice) => fieldsIn(choice.rows ?? []))] : row;
  });
}

function textOf(value: FormField['value'], kind?: FieldKind): string {
  if (value === undefined || value === null) {
    return '';
  }
  if (typeof value === 'boolean') {
    return value ? '1' : '';
  }
  if (typeof value !== 'object') {
    return String(value);
  }
  if (Array.isArray(value)) {
    return value.join(kind === 'list' ? ', ' : '\n');
  }
  return Object.keys(value).length === 0 ? '' : JSON.stringify(value, null, 2);
}

function listOf(value: FormField['value']): readonly string[] {
  return Array.isArray(value) ? (value as string[]) : [];
}

function valueIn({ name, kind = 'text', empty, read }: FormField, body: FormValues): unknown {
  if (kind === 'checkboxes') {
    return Object.hasOwn(body, name) ? body[name] : undefined;
  }
  const text = kind === 'area' || kind === 'password' ? textIn(body, name) : textIn(body, name).trim();
  if (text === '' && empty !== undefined) {
    return empty === 'missing' ? undefined : empty;
  }
  if (read) {
    return read(text);
  }
  if (kind === 'number') {
    return numberIn(body, name);
  }
  if (kind === 'flag') {
    return text === '1';
  }
  if (kind === 'lines' || kind === 'list') {
    return listIn(body, name, kind === 'lines' ? /\n/ : /,/);
  }
  return kind === 'json' ? (objectIn(text) ?? {}) : text;
}
