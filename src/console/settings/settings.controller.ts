import { Get, Param, Post } from '@nestjs/common';
import { Authorized } from '../../common/access/authorized.decorator';
import type { FormValues } from '../../common/http/form-fields';
import { RecordsService } from '../../events/records/records.service';
import { type Caller, CurrentCaller, isPermitted } from '../../identity/permissions/caller';
import { Permission } from '../../identity/permissions/permission';
import { SettingsService } from '../../platform/settings/settings.service';
import { ConsoleController } from '../frame/console-controller.decorator';
import { FormState } from '../kit/form-state';
import { type Page, SeeOther } from '../kit/page';
import { attemptChange, submitForm } from '../kit/submit-form';
import { texts } from '../../i18n/texts';
import { changesIn, messagesOf, valuesOf } from './setting-form';
import { settingFormPage } from './setting-form.view';
import { settingsIn } from './setting-groups';
import { SettingGroupPipe } from './setting-group.pipe';
import { settingText } from './setting-texts';
import { groupPath } from './setting-paths';
import { ResetDto } from './reset.dto';
import { settingsPage } from './settings.view';
import { FormBody } from '../kit/parameters';

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
