import { type SettingWithValue } from '../../core/platform';
import { hash } from 'node:crypto';
import type { FormValues, SettingDefinition } from '../../core/common';
import { formatNumber, texts } from '../../core/i18n';
import type { FormMessages } from '../kit/form-state';
import { choiceText } from '../kit/setting-texts';

/** A body has at most 1 MB, in which some characters take three bytes. */
const MAX_LIST_TEXT = 300_000;
const SHOWN_ENTRIES = 3;

/** Name of the field with what the form showed for a setting. */
export const shownField = (name: string): string => `shown.${name}`;

/** A short text by which a form knows whether a value was changed in it. */
function mark(text: string): string {
  return hash('sha256', text, 'base64url').slice(0, 16);
}

/** The value of a setting in the field of a form. */
export function textOf(value: SettingWithValue['value']): string {
  return Array.isArray(value) ? value.join('\n') : String(value);
}

/** Whether a list has too many entries for a form. */
export function isTooLong(value: SettingWithValue['value']): boolean {
  return textOf(value).length > MAX_LIST_TEXT;
}

export function valuesOf(settings: readonly SettingWithValue[]): FormValues {
  return Object.fromEntries(
    settings.flatMap(({ setting: { name }, value }) => [
      [name, textOf(value)],
      [shownField(name), mark(textOf(value))],
    ]),
  );
}

/** The settings that a form changes: those whose value is not the one that it showed. Others may be changing them, too. */
export function changesIn(body: FormValues, settings: readonly SettingWithValue[]): Record<string, unknown> {
  return Object.fromEntries(
    settings.flatMap(({ setting }) => {
      const text = typedText(body, setting);
      const isChanged = text !== undefined && mark(text) !== body[shownField(setting.name)];
      return isChanged ? [[setting.name, parsed(text, setting)]] : [];
    }),
  );
}

/**
 * The fields of a form in which a button was pressed that gives a setting its default or its saved value; undefined
 * without one.
 */
export function withReset(body: FormValues, settings: readonly SettingWithValue[]): FormValues | undefined {
  const row = settings.find(({ setting: { name } }) => name === body.default || name === body.saved);
  if (!row) {
    return undefined;
  }
  const { setting, value } = row;
  return { ...body, [setting.name]: textOf(body.default === setting.name ? setting.default : value) };
}

/** The fields of a form; those that were not changed in it, and those that it does not have, get the saved values. */
export function touchedValues(body: FormValues, settings: readonly SettingWithValue[]): FormValues {
  const touched = Object.keys(changesIn(body, settings)).flatMap((name) => [name, shownField(name)]);
  return { ...valuesOf(settings), ...Object.fromEntries(touched.map((name) => [name, body[name] ?? 'false'])) };
}

/** Undefined if the form has no such field. A switch that is off is not sent. */
export function typedText(body: FormValues, { name, kind }: SettingDefinition): string | undefined {
  const text = Object.hasOwn(body, name) ? body[name] : undefined;
  if (typeof text !== 'string') {
    const isOff = kind === 'flag' && text === undefined && Object.hasOwn(body, shownField(name));
    return isOff ? 'false' : undefined;
  }
  return kind === 'list' ? linesIn(text).join('\n') : text.trim();
}

function linesIn(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** The value as the API takes it; a text that is none is left as it is, and refused. */
function parsed(text: string, { kind }: SettingDefinition): unknown {
  switch (kind) {
    case 'whole_number':
      return /^\d{1,15}$/.test(text) ? Number(text) : text;
    case 'flag':
      return text === 'true' ? true : text === 'false' ? false : text;
    case 'list':
      return linesIn(text);
    case 'choice':
    case 'text':
    case 'secret':
      return text;
  }
}

/** The problem of each field whose value is invalid on its own, in the language of the viewer. */
export function messagesOf(body: FormValues, settings: readonly SettingWithValue[]): FormMessages {
  return Object.fromEntries(settings.map(({ setting }) => [`${setting.name}:invalid`, messageOf(body, setting)]));
}

function messageOf(body: FormValues, setting: SettingDefinition): string {
  const t = texts('settings');
  const { kind, min = 0, max = 0 } = setting;
  if (kind !== 'list') {
    return kind === 'whole_number'
      ? t.wrongNumber({ min, max })
      : kind === 'choice' || kind === 'flag'
        ? t.wrongChoice
        : t.wrongText;
  }
  const lines = linesIn(typedText(body, setting) ?? '');
  const wrong = lines.findIndex((line) => setting.read([line]) === undefined);
  return wrong === -1 ? t.wrongList : t.wrongLine({ line: wrong + 1, text: (lines[wrong] ?? '').slice(0, 80) });
}

/** A value for people. */
export function shownValue({ choices }: SettingDefinition, value: SettingWithValue['value']): string {
  const t = texts('settings');
  if (typeof value === 'boolean') {
    return value ? t.on : t.off;
  }
  if (typeof value === 'number') {
    return formatNumber(value);
  }
  if (typeof value === 'string') {
    return choices ? choiceText(value) : value === '' ? t.emptyList : value;
  }
  const first = value.slice(0, SHOWN_ENTRIES).join(', ');
  const rest = value.length - SHOWN_ENTRIES;
  return value.length === 0 ? t.emptyList : rest > 0 ? t.more({ text: first, count: rest }) : first;
}

/** A value with its unit: "90 days". */
export function valueWithUnit(setting: SettingDefinition, value: SettingWithValue['value']): string {
  const t = texts('settings');
  if (value === 0 && setting.kind === 'whole_number') {
    return setting.name.startsWith('retention.') ? t.forever : setting.min === 0 ? t.turnedOff : '0';
  }
  const unit = unitOf(setting);
  const text = shownValue(setting, value);
  return unit === undefined ? text : `${text} ${unit}`;
}

const UNITS = [
  [/^(retention\..*_days|.*_days$)/, 'days'],
  [/_seconds$/, 'seconds'],
  [/_ms$/, 'milliseconds'],
  [/_percent$/, 'percent'],
  [/^limits\.|_rate_limiting_period$/, 'minute'],
] as const;

export function unitOf({ name, kind }: SettingDefinition): string | undefined {
  const [, unit] = UNITS.find(([pattern]) => pattern.test(name)) ?? [];
  return unit === undefined || kind !== 'whole_number' ? undefined : texts('settings').units[unit];
}
