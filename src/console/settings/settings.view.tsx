import { isDeepStrictEqual } from 'node:util';
import type { VNode } from 'preact';
import type { SettingText } from '../../common/dialects/dialect-texts';
import type { SettingDefinition } from '../../common/settings/setting-definition';
import type { SettingWithValue } from '../../platform/settings/settings.service';
import { Tag } from '../components/badge';
import { ButtonLink } from '../components/button';
import { PageHeader, Section, Tabs } from '../components/page-parts';
import { type Column, Cut, Table } from '../components/table';
import { Time } from '../components/text';
import { Page } from '../kit/page';
import { texts } from '../../i18n/texts';
import { shownValue } from './setting-form';
import { settingGroups, settingsIn } from './setting-groups';
import { changePath, groupPath } from './setting-paths';
import { apiOf, settingText } from './setting-texts';
import type { LatestEntry } from '../../events/records/records.service';

export interface SettingsData {
  readonly settings: readonly SettingWithValue[];
  /** The last change of each setting that was ever changed, by its name. */
  readonly changes: ReadonlyMap<string, LatestEntry>;
  readonly canWrite: boolean;
}

interface GroupData extends SettingsData {
  readonly group: string;
  readonly text: SettingText;
}

export function settingsPage(data: SettingsData): Page {
  const t = texts('settings');
  const groups = [...settingGroups()];
  const body = (
    <>
      <PageHeader title={t.title} lead={data.canWrite ? t.lead : `${t.lead} ${t.readOnly}`} />
      <Tabs label={t.title} tabs={groups.map(([group, [title]]) => ({ title, href: `#group-${group}-title` }))} />
      {groups.map(([group, text]) => (
        <Group key={group} group={group} text={text} {...data} />
      ))}
    </>
  );
  return new Page({ title: t.title, body });
}

function Group({ group, text: [title, note], settings, changes, canWrite }: GroupData): VNode {
  const t = texts('settings');
  return (
    <Section id={`group-${group}`} title={title} note={note}>
      <Table label={title} rows={settingsIn(group, settings)} columns={columnsOf(changes)} />
      {canWrite && (
        <p class="section-more">
          <ButtonLink
            isSmall
            icon="pencil"
            href={groupPath(group)}
            text={
              <>
                {t.edit}
                <span class="visually-hidden"> {title}</span>
              </>
            }
          />
        </p>
      )}
    </Section>
  );
}

function columnsOf(changes: ReadonlyMap<string, LatestEntry>): Column<SettingWithValue>[] {
  const t = texts('settings');
  return [
    { head: t.setting, onCard: 'wide', cell: ({ setting }) => <SettingTitle name={setting.name} api={setting.api} /> },
    { head: t.value, width: 20, isRight: true, onCard: 'left', cell: (row) => <Value {...row} /> },
    {
      head: t.default,
      width: 10,
      isRight: true,
      onCard: 'hidden',
      cell: ({ setting }) => <Cut text={shownValue(setting, setting.default)} />,
    },
    {
      head: t.changed,
      width: 20,
      isRight: true,
      onCard: 'right',
      cell: ({ setting }) => <LastChange change={changes.get(setting.name)} />,
    },
  ];
}

function SettingTitle({ name, api: label }: Pick<SettingDefinition, 'name' | 'api'>): VNode {
  const [title, effect] = settingText(name) ?? [name, ''];
  const api = apiOf({ name, api: label });
  return (
    <div class="setting" id={`setting-${name}`}>
      <b>{api === undefined ? title : `${api}: ${title}`}</b>
      <span class="row-note">{effect}</span>
      <Tag>{name}</Tag>
    </div>
  );
}

function Value({ setting, value }: SettingWithValue): VNode {
  const text = shownValue(setting, value);
  return isDeepStrictEqual(value, setting.default) ? (
    <span class="cut" title={text}>
      {text} <span class="visually-hidden">({texts('settings').isDefault})</span>
    </span>
  ) : (
    <b class="cut" title={text}>
      {text}
    </b>
  );
}

function LastChange({ change }: { readonly change: LatestEntry | undefined }): VNode {
  if (!change) {
    return <span class="unset">{texts('settings').never}</span>;
  }
  return (
    <>
      <a class="cut" href={changePath(change.id)}>
        {change.actor}
      </a>
      <span class="row-note">
        <Time at={change.at} as="age" />
      </span>
    </>
  );
}
