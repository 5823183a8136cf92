import { hash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { FormValues } from '../../core/common';
import { texts } from '../../core/i18n';
import { type Caller, isPermitted, Permission } from '../../core/identity';
import { Settings, SettingsService, type SettingWithValue } from '../../core/platform';
import { FormState } from '../kit/form-state';
import { type Page, SeeOther } from '../kit/page';
import { attemptChange } from '../kit/submit-form';
import { SettingChangesService } from '../../core/events';
import { settingsPath, undoPath } from './setting-places';
import { presetRows, withoutPresets } from './setting-presets';
import { changesIn, messagesOf, touchedValues, valuesOf, withReset } from './setting-values';
import { rowsOf, settingsPage, type SettingsPageDescription } from './settings-page.view';

/** A form as it was filled in. */
interface Filled {
  readonly values: FormValues;
  readonly form: FormState;
}

type SettingValues = Readonly<Record<string, unknown>>;

/** The pages of settings: each is a form with some of them. */
@Injectable()
export class SettingPagesService {
  constructor(
    private readonly settings: SettingsService,
    private readonly changes: SettingChangesService,
    private readonly environment: Settings,
  ) {}

  /** The fields of a form in which nothing was changed. */
  async values(): Promise<FormValues> {
    return valuesOf(await this.rows());
  }

  settingsAlone(): Promise<SettingWithValue[]> {
    return this.settings.all();
  }

  async show(caller: Caller, description: SettingsPageDescription, filled?: Filled): Promise<Page> {
    const all = await this.rows();
    const rows = rowsOf(description, all);
    const { notes } = description;
    const changes = changesIn(filled?.values ?? {}, rows);
    const warnings = (await notes?.warnings(changes, rows)) ?? new Map<string, string>();
    return settingsPage(description, {
      rows,
      warnings,
      form: filled?.form ?? FormState.of(valuesOf(rows)),
      warned: warnings.size === 0 ? undefined : markOf(changes),
      today: (await notes?.today(rows.map(({ setting }) => setting.name))) ?? new Map<string, string>(),
      missing: this.missingIn(all),
      canWrite: isPermitted(caller, Permission.SettingsWrite),
      canAudit: isPermitted(caller, Permission.AuditRead),
    });
  }

  /** Saves the changes, once their warnings were shown; other buttons only change the form. */
  async save(caller: Caller, description: SettingsPageDescription, body: FormValues): Promise<Page | SeeOther> {
    const all = await this.rows();
    const rows = rowsOf(description, all);
    const reset = withReset(body, rows);
    const values = touchedValues(reset ?? body, rows);
    const show = (form = FormState.of(values)): Promise<Page> => this.show(caller, description, { values, form });
    if (reset || body.do === 'preview') {
      return show();
    }
    const changes = changesIn(values, rows);
    return attemptChange({
      body: values,
      messages: messagesOf(values, rows),
      submit: async () => {
        const warnings = (await description.notes?.warnings(changes, rows)) ?? new Map<string, string>();
        const isWarned = warnings.size === 0 || body.warned === markOf(changes);
        return isWarned ? this.put(description, withoutPresets(changes, all)) : show();
      },
      show,
      asksReason: true,
    });
  }

  /** Changes settings without their form: a refusal is shown on the page. */
  async set(
    caller: Caller,
    description: SettingsPageDescription,
    changes: () => SettingValues | Promise<SettingValues>,
  ): Promise<Page | SeeOther> {
    const values = await this.values();
    return attemptChange({
      body: values,
      submit: async () => this.put(description, await changes()),
      show: (form) => this.show(caller, description, { values, form }),
    });
  }

  /** Restores the values before a change. */
  async undo(caller: Caller, description: SettingsPageDescription, entries: string): Promise<Page | SeeOther> {
    const values = await this.values();
    return attemptChange({
      body: values,
      submit: async () => {
        const count = await this.changes.undo(entries.split(',').map(Number));
        return SeeOther.done(settingsPath(description.page), texts('settings').undone({ count }));
      },
      show: (form) => this.show(caller, description, { values, form }),
    });
  }

  /** The needs of a setting that are not met. */
  async missing(name: string): Promise<readonly string[]> {
    return this.missingIn(await this.settings.all()).get(name) ?? [];
  }

  /** Every setting, and the choices that stand for many of them. */
  private async rows(): Promise<SettingWithValue[]> {
    const settings = await this.settings.all();
    return [...presetRows(settings), ...settings];
  }

  private missingIn(settings: readonly SettingWithValue[]): ReadonlyMap<string, readonly string[]> {
    const set = new Set(settings.flatMap(({ setting, value }) => (isEmpty(value) ? [] : [setting.name])));
    const isMet = (need: string): boolean => set.has(need) || this.environment[need as keyof Settings] !== undefined;
    return new Map(
      settings.map(({ setting: { name, needs = [] } }) => [name, needs.filter((need) => !isMet(need))] as const),
    );
  }

  private async put({ page }: SettingsPageDescription, changes: Readonly<Record<string, unknown>>): Promise<SeeOther> {
    const t = texts('settings');
    const entries = await this.changes.save(changes);
    const path = settingsPath(page);
    return entries.length === 0
      ? SeeOther.done(path, t.unchanged)
      : SeeOther.done(path, t.saved, { text: t.undo, path: undoPath(page, entries), isPost: true });
  }
}

const isEmpty = (value: SettingWithValue['value']): boolean =>
  value === '' || (Array.isArray(value) && value.length === 0);

/** A text by which a form knows the changes whose warnings it has shown. */
function markOf(changes: Readonly<Record<string, unknown>>): string {
  return hash('sha256', JSON.stringify(changes), 'base64url').slice(0, 16);
}
