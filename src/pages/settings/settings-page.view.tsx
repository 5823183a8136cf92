import { type SettingWithValue } from '../../core/platform';
import type { ComponentChildren, VNode } from 'preact';
import { shownSetting } from '../../core/common/internal';
import { formatNumber, texts } from '../../core/i18n';
import { type Actions, actionLinks, Button, ButtonLink } from '../components/button';
import { withQuery } from '../components/filters';
import { EnterButton, ErrorSummary, Form, FormFoot, HiddenFields } from '../components/form';
import { Icon } from '../components/icon';
import { PageHeader, Section, WithAside } from '../components/page-parts';
import { ReasonFields } from '../components/reason-fields';
import { type Rule, RuleList } from '../components/rule-list';
import { ASSETS } from '../kit/assets';
import type { FormState } from '../kit/form-state';
import { Page } from '../kit/page';
import { SETTING_SEARCH_PATH, type SettingPage, settingsPath } from './setting-places';
import { effectOf, isUnsaved, Missing, type SettingLink, SettingRow, titleOf } from './setting-row.view';
import { shownValue, typedText, valueWithUnit } from './setting-values';

/** The number in the text from which scripts make that of any other number. */
const SAMPLE = 2;

/** Sentences by the name of a setting. */
export type SettingNotes = ReadonlyMap<string, string>;

/** Sentences about settings, today and after a change. */
export interface SettingNotesSource {
  today(names: readonly string[]): Promise<SettingNotes>;
  /** Warnings about changes that delete or refuse something. */
  warnings(changes: Readonly<Record<string, unknown>>, settings: readonly SettingWithValue[]): Promise<SettingNotes>;
}

/** Settings under a heading. */
export interface SettingSection {
  /** Unique on the page. */
  readonly id: string;
  readonly title: string;
  readonly note?: string;
  /** The names of the settings, in their order. */
  readonly names: readonly string[];
  /** The labels stand above the fields, two in a line. */
  readonly isCompact?: boolean;
  readonly linkOf?: (name: string) => SettingLink | undefined;
  /** A page about all of them. */
  readonly link?: SettingLink;
}

/** A page with some of the settings. */
export interface SettingsPageDescription {
  readonly page: SettingPage;
  readonly lead?: string;
  readonly actions?: Actions;
  readonly sections: readonly SettingSection[];
  readonly notes?: SettingNotesSource;
  /** Above and below the form. */
  readonly above?: ComponentChildren;
  readonly below?: ComponentChildren;
  /** Beside the form, about the values in it. */
  readonly aside?: (form: FormState) => VNode;
}

export interface SettingsPageData {
  readonly rows: readonly SettingWithValue[];
  readonly form: FormState;
  /** Figures of today by setting. */
  readonly today: SettingNotes;
  /** Warnings about changes that are not saved. */
  readonly warnings: SettingNotes;
  /** The changes whose warnings this page shows. */
  readonly warned?: string;
  /** By the name of a setting, what it needs and does not have. */
  readonly missing: ReadonlyMap<string, readonly string[]>;
  readonly canWrite: boolean;
  readonly canAudit: boolean;
}

/** The settings of a page, without those of plug-ins that are off. */
export function rowsOf(
  { sections }: SettingsPageDescription,
  settings: readonly SettingWithValue[],
): SettingWithValue[] {
  const byName = new Map(settings.map((row) => [row.setting.name, row]));
  return sections.flatMap(({ names }) => names.flatMap((name) => byName.get(name) ?? []));
}

export function settingsPage(description: SettingsPageDescription, data: SettingsPageData): Page {
  const { page, actions, above, below, aside, lead = texts('settings').pages[description.page][1] } = description;
  const t = texts('settings');
  const [title] = t.pages[page];
  const { canWrite, canAudit, form, warned } = data;
  const audit = withQuery('/console/audit', { action: 'setting.updated' });
  const sections = description.sections.map((section) => <Rows key={section.id} {...section} data={data} />);
  const main = (
    <>
      {above}
      {canWrite ? (
        <Form action={settingsPath(page)}>
          <EnterButton>{t.save}</EnterButton>
          <HiddenFields fields={{ warned }} />
          {sections}
          <Foot page={page} {...data} hasPreview={aside !== undefined} />
        </Form>
      ) : (
        sections
      )}
      {below}
    </>
  );
  const body = (
    <>
      <PageHeader
        title={title}
        crumbs={[{ title: t.title, href: settingsPath('general') }]}
        lead={canWrite ? lead : `${lead} ${t.readOnly}`}
        actions={
          <>
            {canAudit && <ButtonLink href={audit} text={t.who} />}
            {actionLinks(actions)}
          </>
        }
      />
      <SettingSearch />
      <ErrorSummary form={form} title={t.notSaved} />
      <WithAside aside={aside?.(form)}>{main}</WithAside>
    </>
  );
  return new Page({ title, body });
}

/** Finds every setting, also those that are on no page. */
export function SettingSearch({ q }: { readonly q?: string }): VNode {
  const label = texts('settings').search;
  return (
    <div class="filters">
      <form class="search" method="get" action={SETTING_SEARCH_PATH} role="search">
        <Icon name="search" />
        <input type="search" name="q" value={q} placeholder={label} aria-label={label} />
      </form>
    </div>
  );
}

type RowsProps = SettingSection & { readonly data: SettingsPageData };

/** Fields or, for those who may not change them, texts. */
function Rows({ id, title, note, names, isCompact, link, linkOf, data }: RowsProps): VNode | null {
  const { rows, form, today, warnings, missing, canWrite } = data;
  const shown = rows.filter(({ setting }) => names.includes(setting.name));
  const missingOf = ({ setting }: SettingWithValue): readonly string[] => missing.get(setting.name) ?? [];
  const [first] = shown;
  const ofAll =
    first && shown.length > 1
      ? missingOf(first).filter((need) => shown.every((row) => missingOf(row).includes(need)))
      : [];
  return shown.length === 0 ? null : (
    <Section id={id} title={title} note={note} link={link}>
      {ofAll.length > 0 && <Missing needs={ofAll} />}
      {canWrite ? (
        <div class={isCompact ? 'settings settings-compact' : 'settings'}>
          {shown.map((row) => {
            const { name } = row.setting;
            return (
              <SettingRow
                key={name}
                row={row}
                form={form}
                today={today.get(name)}
                warning={warnings.get(name)}
                missing={missingOf(row).filter((need) => !ofAll.includes(need))}
                link={linkOf?.(name)}
              />
            );
          })}
        </div>
      ) : (
        <RuleList rules={shown.map((row) => readOnly(row, today))} />
      )}
    </Section>
  );
}

function readOnly({ setting, value }: SettingWithValue, today: SettingNotes): Rule {
  const now = valueWithUnit(setting, value);
  const byDefault = valueWithUnit(setting, setting.default);
  return {
    name: setting.name,
    title: titleOf(setting),
    means: effectOf(setting, today.get(setting.name)),
    value: now,
    byDefault: now === byDefault ? undefined : byDefault,
  };
}

type FootProps = Pick<SettingsPageData, 'rows' | 'form' | 'warnings'> & {
  readonly page: SettingPage;
  readonly hasPreview: boolean;
};

/** The button, and the changes that are not saved. Scripts keep both up to date, and hide the foot without changes. */
function Foot({ rows, form, warnings, page, hasPreview }: FootProps): VNode {
  const t = texts('settings');
  const unsaved = rows.filter((row) => isUnsaved(row, form));
  const count = unsaved.length;
  return (
    <div
      class="settings-foot"
      data-settings-foot
      data-one={t.saveCount({ count: 1 })}
      data-many={t.saveCount({ count: SAMPLE })}
      data-sample={formatNumber(SAMPLE)}
      data-none={t.save}
    >
      <script src={ASSETS.settings} defer />
      <ReasonFields form={form} />
      <FormFoot>
        <Button look="primary" name="do" value="save" text={count > 0 ? t.saveCount({ count }) : t.save} />
        {hasPreview && <Button name="do" value="preview" text={t.preview} />}
        <ButtonLink look="quiet" href={settingsPath(page)} text={t.discard} />
        <div class="settings-changes" role="status">
          {warnings.size > 0 && <p>{t.warned}</p>}
          <ul aria-label={t.changes}>
            {unsaved.map((row) => (
              <li key={row.setting.name}>
                {t.fromTo({
                  title: titleOf(row.setting),
                  before: shownValue(row.setting, row.value),
                  after: shownSetting(
                    row.setting,
                    typedText({ [row.setting.name]: form.value(row.setting.name) }, row.setting) ?? '',
                  ),
                })}
              </li>
            ))}
          </ul>
        </div>
      </FormFoot>
    </div>
  );
}
