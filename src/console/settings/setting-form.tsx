import { hash } from 'node:crypto';
import type { FormValues } from '../../common/http/form-fields';
import type { SettingDefinition, SettingValue } from '../../common/settings/setting-definition';
import type { SettingWithValue } from '../../platform/settings/settings.service';
import { formatNumber } from '../../i18n/format';
import type { FormMessages, FormState } from '../kit/form-state';
import { texts } from '../../i18n/texts';
import { choiceText, apiOf, settingText } from './setting-texts';
import { isDeepStrictEqual } from 'node:util';
import type { VNode } from 'preact';
import { Button } from '../components/button';
import { Radios, TextArea, TextField } from '../components/fields';
import { FormGroup } from '../components/form';
import { Section } from '../components/page-parts';
import type { Page } from '../kit/page';
import { settingGroups, groupPath, resetPath, SETTINGS_PATH } from './setting-groups';
import { formPage } from '../components/form-page';

/** A body has at most 1 MB, in which some characters take three bytes. */
const MAX_LIST_TEXT = 300_000;
const SHOWN_ENTRIES = 3;

/** Name of the field with what the form showed for a setting. */
const shownField = (name: string): string => `shown.${name}`;

/** A short text by which a form knows whether a value was changed in it. */
function mark(text: string): string {
  return hash('sha256', text, 'base64url').slice(0, 16);
}

/** The value of a setting in the field of a form. */
function textOf(value: SettingValue): string {
  return Array.isArray(value) ? value.join('\n') : String(value);
}

/** Whether a list has too many entries for a form. */
function isTooLong(value: SettingValue): boolean {
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

/** Undefined if the form has no such field. */
function typedText(body: FormValues, { name, kind }: SettingDefinition): string | undefined {
  const text = Object.hasOwn(body, name) ? body[name] : undefined;
  if (typeof text !== 'string') {
    return undefined;
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
      return text;
  }
}

/** The problem of each field, in the language of the viewer. */
export function messagesOf(body: FormValues, settings: readonly SettingWithValue[]): FormMessages {
  return Object.fromEntries(settings.map(({ setting }) => [setting.name, messageOf(body, setting)]));
}

function messageOf(body: FormValues, setting: SettingDefinition): string {
  const t = texts('settings');
  const { kind, min = 0, max = 0 } = setting;
  if (kind !== 'list') {
    return kind === 'whole_number' ? t.wrongNumber({ min, max }) : t.wrongChoice;
  }
  const lines = linesIn(typedText(body, setting) ?? '');
  const wrong = lines.findIndex((line) => setting.read([line]) === undefined);
  return wrong === -1 ? t.wrongList : t.wrongLine({ line: wrong + 1, text: (lines[wrong] ?? '').slice(0, 80) });
}

/** A value for people. */
export function shownValue({ choices }: SettingDefinition, value: SettingValue): string {
  const t = texts('settings');
  if (typeof value === 'boolean') {
    return value ? t.on : t.off;
  }
  if (typeof value === 'number') {
    return formatNumber(value);
  }
  if (typeof value === 'string') {
    return choices ? choiceText(value) : value;
  }
  const first = value.slice(0, SHOWN_ENTRIES).join(', ');
  const rest = value.length - SHOWN_ENTRIES;
  return value.length === 0 ? t.emptyList : rest > 0 ? t.more({ text: first, count: rest }) : first;
}

const MAX_LINES = 12;

interface SettingFormData {
  readonly group: string;
  readonly settings: readonly SettingWithValue[];
  readonly form: FormState;
}

export function settingFormPage(data: SettingFormData): Page {
  const t = texts('settings');
  const [title, note] = settingGroups().get(data.group) ?? [data.group, ''];
  return formPage({
    title,
    crumbs: [{ title: t.title, href: SETTINGS_PATH }],
    lead: note,
    form: data.form,
    refused: t.notSaved,
    action: groupPath(data.group),
    fields: partsOf(data, t.title).map((part) => (
      <FormGroup key={part.title} id={`part-${part.id}`} title={part.title}>
        {part.settings.map((setting) => (
          <SettingField key={setting.setting.name} form={data.form} {...setting} />
        ))}
      </FormGroup>
    )),
    verb: t.save,
    cancel: { title: t.cancel, href: SETTINGS_PATH },
    below: <Resets {...data} />,
  });
}

interface FormPart {
  readonly id: number;
  readonly title: string;
  readonly settings: readonly SettingWithValue[];
}

/** Rate limits by API, all others in one part. */
function partsOf({ settings }: SettingFormData, title: string): FormPart[] {
  const titleOf = ({ setting }: SettingWithValue): string => apiOf(setting) ?? title;
  const titles = [...new Set(settings.map(titleOf))];
  return titles.map((part, id) => ({ id, title: part, settings: settings.filter((one) => titleOf(one) === part) }));
}

function SettingField({ form, setting, value }: SettingWithValue & { readonly form: FormState }): VNode {
  const [title] = settingText(setting.name) ?? [setting.name];
  if (isTooLong(value)) {
    return (
      <div class="field">
        <p>{title}</p>
        <p class="hint">{texts('settings').tooLong({ count: Array.isArray(value) ? value.length : 0 })}</p>
      </div>
    );
  }
  return (
    <>
      <input type="hidden" name={shownField(setting.name)} value={form.value(shownField(setting.name))} />
      <Control form={form} setting={setting} label={title} lines={textOf(value).split('\n').length} />
    </>
  );
}

interface ControlProps {
  readonly form: FormState;
  readonly setting: SettingDefinition;
  readonly label: string;
  readonly lines: number;
}

function Control({ form, setting, label, lines }: ControlProps): VNode {
  const t = texts('settings');
  const { name, kind, choices = [] } = setting;
  const field = { form, name, label, hint: hintOf(setting) };
  switch (kind) {
    case 'whole_number':
      return (
        <div class="setting-number">
          <TextField {...field} type="number" />
        </div>
      );
    case 'flag':
      return (
        <Radios
          {...field}
          choices={[
            { value: 'true', title: t.on },
            { value: 'false', title: t.off },
          ]}
        />
      );
    case 'choice':
      return <Radios {...field} choices={choices.map((value) => ({ value, title: choiceText(value) }))} />;
    case 'list':
      return <TextArea {...field} rows={Math.min(Math.max(lines + 1, 3), MAX_LINES)} />;
  }
}

function hintOf(setting: SettingDefinition): string {
  const t = texts('settings');
  const [, effect] = settingText(setting.name) ?? ['', ''];
  const range = setting.kind === 'whole_number' ? t.range({ min: setting.min ?? 0, max: setting.max ?? 0 }) : '';
  const lines = setting.kind === 'list' ? t.linesHint : '';
  return [effect, lines, range, t.defaultHint({ value: shownValue(setting, setting.default) })]
    .filter(Boolean)
    .join(' ');
}

/** A button for each setting that differs from its default. */
function Resets({ group, settings }: SettingFormData): VNode | null {
  const t = texts('settings');
  const changed = settings.filter(({ setting, value }) => !isDeepStrictEqual(value, setting.default));
  if (changed.length === 0) {
    return null;
  }
  return (
    <Section id="resets" title={t.differs} note={t.resetNote}>
      <form class="actions" method="post" action={resetPath(group)}>
        {changed.map(({ setting }) => (
          <Button
            key={setting.name}
            isSmall
            icon="rotate-ccw"
            name="name"
            value={setting.name}
            text={t.reset({ title: nameOf(setting) })}
          />
        ))}
      </form>
    </Section>
  );
}

function nameOf(setting: SettingDefinition): string {
  const [title] = settingText(setting.name) ?? [setting.name];
  const api = apiOf(setting);
  return api === undefined ? title : `${api}: ${title}`;
}
