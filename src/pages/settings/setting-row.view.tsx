import { type SettingWithValue } from '../../core/platform';
import type { ComponentChildren, VNode } from 'preact';
import type { SettingDefinition } from '../../core/common';
import { texts } from '../../core/i18n';
import { HintAndError, idOf } from '../components/form';
import { Icon } from '../components/icon';
import { Coded } from '../components/text';
import type { FormState } from '../kit/form-state';
import { apiOf, settingText, settingTitle } from '../kit/setting-texts';
import { settingPath } from './setting-places';
import { SettingField } from './setting-field.view';
import { isTooLong, textOf, typedText, valueWithUnit } from './setting-values';

interface SettingRowProps {
  readonly row: SettingWithValue;
  readonly form: FormState;
  /** A figure of today. */
  readonly today?: string;
  /** Entries that an unsaved change deletes or refuses. */
  readonly warning?: string;
  /** Needs that are not met. */
  readonly missing?: readonly string[];
  /** A page about the setting. */
  readonly link?: SettingLink;
  /** On the page of its API, whose name the title leaves out. */
  readonly isOfPage?: boolean;
}

export interface SettingLink {
  readonly title: string;
  readonly href: string;
}

/** The title of a setting, with its API if it is a rate limit, unless the page is that of the API. */
export function titleOf(setting: SettingDefinition, isOfPage = false): string {
  const title = settingTitle(setting.name);
  const api = isOfPage ? undefined : apiOf(setting);
  return api === undefined ? title : `${api}: ${title}`;
}

/** The effect of a setting, with what can be entered. */
export function effectOf(setting: SettingDefinition, today?: string): string {
  const t = texts('settings');
  const { kind, name, description, min = 0, max = 0 } = setting;
  const [, effect] = settingText(name) ?? ['', description];
  const input = kind === 'list' ? t.linesHint : kind === 'whole_number' ? t.range({ min, max }) : '';
  return [effect, today, input].filter(Boolean).join(' ');
}

/** Whether a form has another value than the saved one. */
export function isUnsaved({ setting, value }: SettingWithValue, form: FormState): boolean {
  const typed = typedText({ [setting.name]: form.value(setting.name) }, setting);
  return !isTooLong(value) && typed !== textOf(value);
}

/** A setting with its field, its default, and what a change that is not saved means. */
export function SettingRow({ row, form, today, warning, missing = [], link, isOfPage }: SettingRowProps): VNode {
  const { setting, value } = row;
  const id = idOf(setting.name);
  const title = titleOf(setting, isOfPage);
  form.setLabel(setting.name, title);
  const isOpen = isUnsaved(row, form);
  return (
    <div
      class="setting"
      id={`setting-${setting.name}`}
      data-setting={title}
      data-saved={isTooLong(value) ? undefined : textOf(value)}
    >
      <div class="setting-text">
        <Title row={row} id={id}>
          {title}
          <span class="setting-dot" hidden={!isOpen}>
            <span class="visually-hidden"> ({texts('settings').unsaved})</span>
          </span>
        </Title>
        <p class="hint" id={`${id}-hint`}>
          <Coded text={effectOf(setting, today)} />
        </p>
        {missing.length > 0 && <Missing needs={missing} />}
      </div>
      <div class="setting-field">
        <SettingField row={row} form={form} id={id} />
        <HintAndError id={id} problem={form.shownProblemOf(setting.name)} />
      </div>
      <Side row={row} form={form} title={title} link={link} />
      {warning !== undefined && (
        <p class="setting-warning">
          <Icon name="triangle-alert" />
          <span>{warning}</span>
        </p>
      )}
    </div>
  );
}

/** Links to what a setting needs and does not have; variables of the environment have no page. */
export function Missing({ needs }: { readonly needs: readonly string[] }): VNode {
  const t = texts('settings');
  const variables = needs.filter(isVariable);
  return (
    <p class="setting-missing">
      <Icon name="circle-alert" size={14} />
      <span>
        {t.needs}{' '}
        {needs.map((name, index) => (
          <>
            {index > 0 && ', '}
            {isVariable(name) ? <code>{name}</code> : <a href={settingPath(name)}>{settingTitle(name)}</a>}
          </>
        ))}
        .{variables.length > 0 && ` ${t.needsVariable({ names: variables.join(', ') })}`}
      </span>
    </p>
  );
}

const isVariable = (name: string): boolean => /^[A-Z_]+$/.test(name);

interface TitleProps {
  readonly row: SettingWithValue;
  readonly id: string;
  readonly children: ComponentChildren;
}

/** The label of a field; the name of a group of choices. */
function Title({ row: { setting, value }, id, children }: TitleProps): VNode {
  const hasLabel = setting.kind !== 'choice' && !isTooLong(value);
  return hasLabel ? (
    <label for={id} title={setting.name}>
      {children}
    </label>
  ) : (
    <p class="setting-title" id={`${id}-title`} title={setting.name}>
      {children}
    </p>
  );
}

/** The saved value and the default, with the buttons that bring them back. */
function Side({
  row,
  form,
  title,
  link,
}: Pick<SettingRowProps, 'row' | 'form' | 'link'> & { readonly title: string }): VNode {
  const t = texts('settings');
  const { setting, value } = row;
  const typed = typedText({ [setting.name]: form.value(setting.name) }, setting);
  const saved = valueWithUnit(setting, value);
  const hasDefault = typed === textOf(setting.default);
  return (
    <div class="setting-side">
      {isUnsaved(row, form) && <p>{t.savedValue({ value: saved })}</p>}
      {setting.kind !== 'flag' && valueWithUnit(setting, setting.default) !== texts('settings').emptyList && (
        <p>{texts('components').byDefault({ value: valueWithUnit(setting, setting.default) })}</p>
      )}
      {isUnsaved(row, form) && (
        <ResetButton name="saved" value={setting.name} text={t.setSaved({ value: saved })} title={title} />
      )}
      {!hasDefault && setting.kind !== 'flag' && !isTooLong(value) && (
        <ResetButton name="default" value={setting.name} text={t.setDefault} title={title} />
      )}
      {link && (
        <a href={link.href}>
          {link.title}
          <span class="visually-hidden"> {title}</span>
        </a>
      )}
    </div>
  );
}

interface ResetButtonProps {
  readonly name: 'default' | 'saved';
  readonly value: string;
  readonly text: string;
  readonly title: string;
}

function ResetButton({ name, value, text, title }: ResetButtonProps): VNode {
  return (
    <button class="setting-reset" type="submit" name={name} value={value}>
      {text}
      <span class="visually-hidden"> {title}</span>
    </button>
  );
}
