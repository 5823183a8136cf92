import type { VNode } from 'preact';
import { type SettingText } from '../../../core/common';
import { shownSetting } from '../../../core/common/internal';
import { formatNumber, texts } from '../../../core/i18n';
import { Button, ButtonLink } from '../../../pages/components/button';
import { DifferenceList } from '../../../pages/components/difference-list';
import { withQuery } from '../../../pages/components/filters';
import { Fold, Folds, QuietFold } from '../../../pages/components/fold';
import { EnterButton, ErrorSummary, Form, FormFoot, HiddenFields } from '../../../pages/components/form';
import { Icon } from '../../../pages/components/icon';
import { PageHeader } from '../../../pages/components/page-parts';
import { ReasonFields } from '../../../pages/components/reason-fields';
import { Segmented } from '../../../pages/components/segmented';
import type { FormState } from '../../../pages/kit/form-state';
import { Page } from '../../../pages/kit/page';
import type { SettingWithValue } from '../../../core/platform/internal';
import type { SettingNotes } from './setting-notes.service';
import { effectOf, isUnsaved, SettingRow, titleOf, valueWithUnit } from '../../../pages/settings/setting-row.view';
import { settingGroups, settingsIn, SETTINGS_PATH } from './setting-groups';
import { isChanged, shownValue, typedText } from '../../../pages/settings/setting-values';

/** The number in the text from which scripts make that of any other number. */
const SAMPLE = 2;
/** Values in the line of a fold. */
const LINE_VALUES = 3;

export interface SettingsQuery {
  /** Text that is looked for in all settings. */
  readonly q?: string;
  /** Everything is open. */
  readonly show?: 'all';
}

export interface SettingsPageData {
  readonly settings: readonly SettingWithValue[];
  readonly form: FormState;
  readonly query: SettingsQuery;
  /** Figures of today by setting. */
  readonly today: SettingNotes;
  /** Warnings about changes that are not saved. */
  readonly warnings: SettingNotes;
  /** The changes whose warnings this page shows. */
  readonly warned?: string;
  readonly canWrite: boolean;
  readonly canAudit: boolean;
}

/** All settings: those that were changed are open. */
export function settingsPage(data: SettingsPageData): Page {
  const { settings, canWrite, canAudit, form, query } = data;
  const t = texts('settings');
  const lead = t.lead({ count: settings.filter(isChanged).length, all: settings.length });
  const audit = withQuery('/console/audit', { action: 'setting.updated' });
  const groups = <Groups {...data} />;
  const body = (
    <>
      <PageHeader
        title={t.title}
        lead={canWrite ? lead : `${lead} ${t.readOnly}`}
        actions={canAudit ? <ButtonLink href={audit} text={t.who} /> : undefined}
      />
      <ErrorSummary form={form} title={t.notSaved} />
      <Search {...data} />
      {canWrite ? (
        <Form action={SETTINGS_PATH}>
          <EnterButton>{t.save}</EnterButton>
          <HiddenFields fields={{ ...query, warned: data.warned }} />
          {groups}
          <Foot {...data} />
        </Form>
      ) : (
        groups
      )}
    </>
  );
  return new Page({ title: t.title, body });
}

function Search({ query: { q, show }, settings }: SettingsPageData): VNode {
  const t = texts('settings');
  const label = t.search({ all: settings.length });
  const found = settings.filter((row) => isFound(row, q)).length;
  return (
    <>
      <div class="filters">
        <form class="search" method="get" action={SETTINGS_PATH} role="search">
          <HiddenFields fields={{ show }} />
          <Icon name="search" />
          <input type="search" name="q" value={q} placeholder={label} aria-label={label} />
        </form>
        <Segmented
          label={t.views}
          segments={[
            { title: t.changedFirst, href: withQuery(SETTINGS_PATH, { q }), isCurrent: show === undefined },
            { title: t.allOpen, href: withQuery(SETTINGS_PATH, { q, show: 'all' }), isCurrent: show === 'all' },
          ]}
        />
      </div>
      {q !== undefined && (
        <p class="hint" role="status">
          {t.found({ count: found, q })} <a href={SETTINGS_PATH}>{t.showAll}</a>
        </p>
      )}
    </>
  );
}

/** Whether a text is in the name, the title or the effect of a setting. */
function isFound({ setting }: SettingWithValue, q = ''): boolean {
  const words = [setting.name, setting.alias ?? '', titleOf(setting), effectOf(setting)];
  return words.some((text) => text.toLowerCase().includes(q.toLowerCase()));
}

function Groups(data: SettingsPageData): VNode {
  return (
    <Folds>
      {[...settingGroups()].map(([group, text]) => (
        <Group key={group} {...data} group={group} text={text} />
      ))}
    </Folds>
  );
}

type GroupProps = SettingsPageData & { readonly group: string; readonly text: SettingText };

/** Changed settings are shown; in their group, the others are in a fold of their own. */
function Group(props: GroupProps): VNode | null {
  const { group, text, settings, form, query } = props;
  const t = texts('settings');
  const [title, note] = text;
  const all = settingsIn(group, settings).filter((row) => isFound(row, query.q));
  const isShown = (row: SettingWithValue): boolean =>
    isChanged(row) || isUnsaved(row, form) || form.problemOf(row.setting.name) !== undefined;
  const isAllOpen = query.show === 'all' || query.q !== undefined;
  const shown = isAllOpen ? all : all.filter(isShown);
  const rest = all.filter((row) => !shown.includes(row));
  if (all.length === 0) {
    return null;
  }
  const count = all.filter(isChanged).length;
  return (
    <Fold
      id={`group-${group}-title`}
      title={title}
      line={note}
      count={count > 0 ? t.changedCount({ count, all: all.length }) : t.allDefault({ all: all.length })}
      isOpen={shown.length > 0}
    >
      {shown.length === 0 ? (
        <Rows {...props} rows={all} />
      ) : (
        <>
          <Rows {...props} rows={shown} />
          {rest.length > 0 && (
            <QuietFold title={t.rest({ count: rest.length })} line={lineOf(rest)}>
              <Rows {...props} rows={rest} />
            </QuietFold>
          )}
        </>
      )}
    </Fold>
  );
}

function lineOf(rows: readonly SettingWithValue[]): string {
  const t = texts('settings');
  const values = rows
    .slice(0, LINE_VALUES)
    .map(({ setting, value }) => t.restValue({ title: titleOf(setting), value: valueWithUnit(setting, value) }));
  return values.join(' · ');
}

type RowsProps = SettingsPageData & { readonly rows: readonly SettingWithValue[] };

/** Fields or, for those who may not change them, texts. */
function Rows({ rows, form, today, warnings, canWrite }: RowsProps): VNode {
  if (!canWrite) {
    return <DifferenceList items={rows.map((row) => readOnly(row, today))} />;
  }
  return (
    <>
      {rows.map((row) => {
        const { name } = row.setting;
        return <SettingRow key={name} row={row} form={form} today={today.get(name)} warning={warnings.get(name)} />;
      })}
    </>
  );
}

function readOnly({ setting, value }: SettingWithValue, today: SettingNotes) {
  return {
    name: setting.name,
    sentence: texts('settings').restValue({ title: titleOf(setting), value: valueWithUnit(setting, value) }),
    consequence: effectOf(setting, today.get(setting.name)),
    byDefault: valueWithUnit(setting, setting.default),
  };
}

/** The button, and the changes that are not saved. Scripts keep both up to date, and hide the foot without changes. */
function Foot({ settings, form, warnings }: SettingsPageData): VNode {
  const t = texts('settings');
  const unsaved = settings.filter((row) => isUnsaved(row, form));
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
      <ReasonFields form={form} />
      <FormFoot>
        <Button look="primary" name="do" value="save" text={count > 0 ? t.saveCount({ count }) : t.save} />
        <ButtonLink look="quiet" href={SETTINGS_PATH} text={t.discard} />
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
