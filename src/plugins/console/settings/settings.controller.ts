import { Get, Post, Query } from '@nestjs/common';
import { hash } from 'node:crypto';
import { IsIn, Matches } from 'class-validator';
import { Authorized, type FormValues, IsName } from '../../../core/common';
import { SettingChangesService } from '../../../pages/settings/setting-changes.service';
import { texts } from '../../../core/i18n';
import { type Caller, CurrentCaller, isPermitted, Permission } from '../../../core/identity';
import { SettingsService } from '../../../core/platform';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import { FormState } from '../../../pages/kit/form-state';
import { OptionalField } from '../../../pages/kit/optional-field';
import { type Page, SeeOther } from '../../../pages/kit/page';
import { FormBody } from '../../../pages/kit/parameters';
import { attemptChange } from '../../../pages/kit/submit-form';
import { SETTINGS_PATH, undoPath } from './setting-groups';
import { SettingNotesService } from './setting-notes.service';
import { changesIn, messagesOf, touchedValues, valuesOf, withReset } from '../../../pages/settings/setting-values';
import { settingsPage, type SettingsPageData, type SettingsQuery } from './settings.view';

class SettingsQueryDto implements SettingsQuery {
  @OptionalField()
  @IsName()
  q?: string;

  @OptionalField()
  @IsIn(['all'])
  show?: 'all';
}

class UndoQueryDto {
  /** Numbers of audit entries. */
  @Matches(/^[1-9]\d{0,14}(,[1-9]\d{0,14}){0,99}$/)
  entries!: string;
}

@ConsoleController('console/settings')
@Authorized(Permission.SettingsWrite)
export class SettingPagesController {
  constructor(
    private readonly settings: SettingsService,
    private readonly changes: SettingChangesService,
    private readonly notes: SettingNotesService,
  ) {}

  @Get()
  @Authorized(Permission.SettingsRead)
  showSettings(@CurrentCaller() caller: Caller, @Query() query: SettingsQueryDto): Promise<Page> {
    return this.page(caller, { query });
  }

  /** Saves the changes, once their warnings were shown; other buttons only change the form. */
  @Post()
  async saveSettings(@CurrentCaller() caller: Caller, @FormBody() body: FormValues): Promise<Page | SeeOther> {
    const settings = await this.settings.all();
    const query = queryIn(body);
    const values = touchedValues(withReset(body, settings) ?? body, settings);
    const shown = (form = FormState.of(values)): Promise<Page> => this.page(caller, { query, values, form });
    if (withReset(body, settings)) {
      return shown();
    }
    const changes = changesIn(values, settings);
    return attemptChange({
      body: values,
      messages: messagesOf(values, settings),
      submit: async () => {
        const warnings = await this.notes.warnings(changes, settings);
        return warnings.size === 0 || body.warned === markOf(changes) ? this.save(changes) : shown();
      },
      show: shown,
      asksReason: true,
    });
  }

  /** Restores the values before a change. */
  @Post('undo')
  async undoSettings(@CurrentCaller() caller: Caller, @Query() { entries }: UndoQueryDto): Promise<Page | SeeOther> {
    const values = valuesOf(await this.settings.all());
    return attemptChange({
      body: values,
      submit: async () => {
        const count = await this.changes.undo(entries.split(',').map(Number));
        return SeeOther.done(SETTINGS_PATH, texts('settings').undone({ count }));
      },
      show: (form) => this.page(caller, { query: {}, values, form }),
    });
  }

  private async save(changes: Readonly<Record<string, unknown>>): Promise<SeeOther> {
    const t = texts('settings');
    const entries = await this.changes.save(changes);
    return entries.length === 0
      ? SeeOther.done(SETTINGS_PATH, t.unchanged)
      : SeeOther.done(SETTINGS_PATH, t.saved, { text: t.undo, path: undoPath(entries), isPost: true });
  }

  private async page(caller: Caller, { query, values, form }: Shown): Promise<Page> {
    const settings = await this.settings.all();
    const changes = changesIn(values ?? {}, settings);
    const warnings = await this.notes.warnings(changes, settings);
    return settingsPage({
      settings,
      query,
      warnings,
      form: form ?? FormState.of(valuesOf(settings)),
      warned: warnings.size === 0 ? undefined : markOf(changes),
      today: await this.notes.today(settings.map(({ setting }) => setting.name)),
      canWrite: isPermitted(caller, Permission.SettingsWrite),
      canAudit: isPermitted(caller, Permission.AuditRead),
    });
  }
}

/** A page with what a form has; without it, with the saved values. */
interface Shown extends Pick<SettingsPageData, 'query'> {
  readonly values?: FormValues;
  readonly form?: FormState;
}

function queryIn({ q, show }: FormValues): SettingsQuery {
  return { q: typeof q === 'string' && q !== '' ? q : undefined, show: show === 'all' ? show : undefined };
}

/** A text by which a form knows the changes whose warnings it has shown. */
function markOf(changes: Readonly<Record<string, unknown>>): string {
  return hash('sha256', JSON.stringify(changes), 'base64url').slice(0, 16);
}
