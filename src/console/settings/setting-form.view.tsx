import { isDeepStrictEqual } from 'node:util';
import type { VNode } from 'preact';
import type { SettingDefinition } from '../../common/settings/setting-definition';
import type { SettingWithValue } from '../../platform/settings/settings.service';
import { Button } from '../components/button';
import { Radios, TextArea, TextField } from '../components/fields';
import { FormGroup } from '../components/form';
import { Section } from '../components/page-parts';
import type { FormState } from '../kit/form-state';
import type { Page } from '../kit/page';
import { texts } from '../../i18n/texts';
import { isTooLong, shownField, shownValue, textOf } from './setting-form';
import { settingGroups } from './setting-groups';
import { groupPath, resetPath, SETTINGS_PATH } from './setting-paths';
import { apiOf, choiceText, settingText } from './setting-texts';
import { formPage } from '../components/form-page';

const MAX_LINES = 12;

export interface SettingFormData {
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
