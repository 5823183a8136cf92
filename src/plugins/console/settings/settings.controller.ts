import { Get, Param, Post, Query } from '@nestjs/common';
import { Authorized, type FormValues, IsName } from '../../../core/common';
import { texts } from '../../../core/i18n';
import { type Caller, CurrentCaller, isPermitted, Permission } from '../../../core/identity';
import { OpenIdProviderService } from '../../../core/identity/internal';
import { ScheduledBackupsService, type TriedTarget } from '../../../core/platform/internal';
import { withQuery } from '../../../pages/components/filters';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import { OptionalField } from '../../../pages/kit/optional-field';
import { type Page, SeeOther } from '../../../pages/kit/page';
import { FormBody } from '../../../pages/kit/parameters';
import { attemptChange } from '../../../pages/kit/submit-form';
import { SETTING_SEARCH_PATH, settingsPath } from '../../../pages/settings/setting-places';
import { SettingPagesService } from '../../../pages/settings/setting-pages.service';
import { SettingUndoQueryDto } from '../../../pages/settings/setting-undo-query.dto';
import type { SettingsPageDescription } from '../../../pages/settings/settings-page.view';
import { describedPage, type PlainPage } from './setting-descriptions';
import { SettingNotesService } from './setting-notes.service';
import { SettingPagePipe } from './setting-page.pipe';
import { settingSearchPage } from './setting-search.view';

class SettingSearchDto {
  @OptionalField()
  @IsName()
  q?: string;
}

@ConsoleController('console/settings')
@Authorized(Permission.SettingsWrite)
export class SettingPagesController {
  constructor(
    private readonly pages: SettingPagesService,
    private readonly notes: SettingNotesService,
    private readonly provider: OpenIdProviderService,
    private readonly backups: ScheduledBackupsService,
  ) {}

  /** The address of the page that had all settings. */
  @Get()
  @Authorized(Permission.SettingsRead)
  showFirstSettings(@Query() { q }: SettingSearchDto): SeeOther {
    return new SeeOther(q === undefined ? settingsPath('general') : withQuery(SETTING_SEARCH_PATH, { q }));
  }

  @Get('search')
  @Authorized(Permission.SettingsRead)
  async searchSettings(@Query() { q }: SettingSearchDto): Promise<Page> {
    return settingSearchPage(await this.pages.settingsAlone(), q);
  }

  @Get(':page')
  @Authorized(Permission.SettingsRead)
  async showSettings(@CurrentCaller() caller: Caller, @Param('page', SettingPagePipe) page: PlainPage): Promise<Page> {
    return this.pages.show(caller, await this.describe(page, caller));
  }

  @Post(':page')
  async saveSettings(
    @CurrentCaller() caller: Caller,
    @Param('page', SettingPagePipe) page: PlainPage,
    @FormBody() body: FormValues,
  ): Promise<Page | SeeOther> {
    return this.pages.save(caller, await this.describe(page, caller), body);
  }

  @Post(':page/undo')
  async undoSettings(
    @CurrentCaller() caller: Caller,
    @Param('page', SettingPagePipe) page: PlainPage,
    @Query() { entries }: SettingUndoQueryDto,
  ): Promise<Page | SeeOther> {
    return this.pages.undo(caller, await this.describe(page, caller), entries);
  }

  @Post('sign-in/test')
  testProvider(@CurrentCaller() caller: Caller): Promise<Page | SeeOther> {
    return this.try(caller, 'sign-in', () => this.provider.test());
  }

  @Post('system/test')
  testBackupFolder(@CurrentCaller() caller: Caller): Promise<Page | SeeOther> {
    return this.try(caller, 'system', () => this.backups.test());
  }

  private async try(caller: Caller, page: PlainPage, attempt: () => Promise<TriedTarget>): Promise<Page | SeeOther> {
    const t = texts('settings');
    const values = await this.pages.values();
    return attemptChange({
      body: values,
      submit: async () => {
        const { failure, ...target } = await attempt();
        return failure === undefined
          ? SeeOther.done(settingsPath(page), t.answered(target))
          : new SeeOther(settingsPath(page), { tone: 'bad', text: t.failedTest({ ...target, failure }) });
      },
      show: async (form) => this.pages.show(caller, await this.describe(page, caller), { values, form }),
    });
  }

  private async describe(page: PlainPage, caller: Caller): Promise<SettingsPageDescription> {
    const all = (await this.pages.settingsAlone()).map(({ setting }) => setting.name);
    const canWrite = isPermitted(caller, Permission.SettingsWrite);
    return { ...describedPage(page, all, canWrite), notes: this.notes };
  }
}
