import { Get, Param, Post, Injectable, type PipeTransform } from '@nestjs/common';
import { Authorized } from '../../common/access/authorized.decorator';
import type { FormValues } from '../../common/http/form-fields';
import { RecordsService, type LatestEntry } from '../../events/records/records.service';
import { type Caller, CurrentCaller, isPermitted } from '../../identity/permissions/caller';
import { Permission } from '../../identity/permissions/permission';
import { SettingsService, type SettingWithValue } from '../../platform/settings/settings.service';
import { ConsoleController } from '../frame/console-controller.decorator';
import { FormState } from '../kit/form-state';
import { Page, SeeOther } from '../kit/page';
import { attemptChange, submitForm } from '../kit/submit-form';
import { texts } from '../../i18n/texts';
import { changesIn, messagesOf, valuesOf, settingFormPage, shownValue } from './setting-form';
import { settingsIn, settingGroups, groupPath, changePath } from './setting-groups';
import { settingText, apiOf } from './setting-texts';
import { FormBody } from '../kit/parameters';
import { IsName } from '../../common/validation/fields';
import { problem } from '../../common/errors/domain-error';
import { isDeepStrictEqual } from 'node:util';
import type { VNode } from 'preact';
import type { SettingText } from '../../common/dialects/dialect-texts';
import type { SettingDefinition } from '../../common/settings/setting-definition';
import { Tag } from '../components/badge';
import { ButtonLink } from '../components/button';
import { PageHeader, Section, Tabs } from '../components/page-parts';
import { type Column, Cut, Table } from '../components/table';
import { Time } from '../components/text';

class ResetDto {
  /** Name of a setting. */
  @IsName(128)
  name!: string;
}

@Injectable()
class SettingGroupPipe implements PipeTransform<string> {
  transform(group: string): string {
    if (!settingGroups().has(group)) {
      throw problem('PAGE_NOT_FOUND');
    }
    return group;
  }
}

@ConsoleController('console/settings')
export class SettingPagesController {
  constructor(
    private readonly settings: SettingsService,
    private readonly records: RecordsService,
  ) {}

  @Get()
  @Authorized(Permission.SettingsRead)
  async showSettings(@CurrentCaller() caller: Caller): Promise<Page> {
    const settings = await this.settings.all();
    const changes = await this.records.latestOf(
      'settings',
      settings.map(({ setting }) => setting.name),
    );
    return settingsPage({
      settings,
      changes: new Map(changes.map((change) => [change.targetId, change])),
      canWrite: isPermitted(caller, Permission.SettingsWrite),
    });
  }

  @Get(':group')
  @Authorized(Permission.SettingsWrite)
  async showSettingGroup(@Param('group', SettingGroupPipe) group: string): Promise<Page> {
    const settings = settingsIn(group, await this.settings.all());
    return settingFormPage({ group, settings, form: FormState.of(valuesOf(settings)) });
  }

  @Post(':group')
  @Authorized(Permission.SettingsWrite)
  async saveSettingGroup(
    @Param('group', SettingGroupPipe) group: string,
    @FormBody() body: FormValues,
  ): Promise<Page | SeeOther> {
    const settings = settingsIn(group, await this.settings.all());
    const changes = changesIn(body, settings);
    return attemptChange({
      body,
      messages: messagesOf(body, settings),
      submit: async () => {
        await this.settings.change(changes);
        const { saved, unchanged } = texts('settings');
        return SeeOther.done(groupPath(group), Object.keys(changes).length > 0 ? saved : unchanged);
      },
      show: (form) => settingFormPage({ group, settings, form }),
    });
  }

  @Post(':group/reset')
  @Authorized(Permission.SettingsWrite)
  resetSetting(
    @Param('group', SettingGroupPipe) group: string,
    @FormBody() body: FormValues,
  ): Promise<Page | SeeOther> {
    return submitForm({
      body,
      input: ResetDto,
      submit: async ({ name }) => {
        await this.settings.change({ [name]: null });
        const [title = name] = settingText(name) ?? [];
        return SeeOther.done(groupPath(group), texts('settings').wasReset({ title }));
      },
      show: async (form) => settingFormPage({ group, settings: settingsIn(group, await this.settings.all()), form }),
    });
  }
}

interface SettingsData {
  readonly settings: readonly SettingWithValue[];
  /** The last change of each setting that was ever changed, by its name. */
  readonly changes: ReadonlyMap<string, LatestEntry>;
  readonly canWrite: boolean;
}

interface GroupData extends SettingsData {
  readonly group: string;
  readonly text: SettingText;
}

function settingsPage(data: SettingsData): Page {
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
