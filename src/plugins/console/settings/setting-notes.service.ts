import { PartitionsService, type SettingWithValue } from '../../../core/platform';
import { Injectable } from '@nestjs/common';
import { formatDay, texts, viewer } from '../../../core/i18n';
import { ExpiringLicensesService } from '../overview/expiring-licenses.service';
import { VerdictSeriesService } from '../../../core/licensing/internal';
import type { SettingNotes, SettingNotesSource } from '../../../pages/settings/settings-page.view';

/** Counts what settings are about, today and after a change. */
@Injectable()
export class SettingNotesService implements SettingNotesSource {
  constructor(
    private readonly partitions: PartitionsService,
    private readonly expiring: ExpiringLicensesService,
    private readonly verdicts: VerdictSeriesService,
  ) {}

  /** Today's figures. @param names of the settings */
  async today(names: readonly string[]): Promise<SettingNotes> {
    const t = texts('settings');
    const logs = (await this.partitions.months()).flatMap(({ setting, months }): [string, string][] => {
      const filled = months.filter((month) => month.rows > 0);
      const rows = filled.reduce((sum, month) => sum + month.rows, 0);
      const [first] = filled;
      return first ? [[setting, t.rowsToday({ rows, from: dayOf(first.from) })]] : [];
    });
    const { within7Days: within7, within30Days: within30 } = await this.expiring.count();
    const refused = t.refusedToday({ count: await this.blacklisted() });
    return new Map([
      ...logs,
      // Once: it is about all blocklists together.
      ...names
        .filter((name) => name.startsWith('blacklist.'))
        .slice(0, 1)
        .map((name): [string, string] => [name, refused]),
      ['licenses.expiry_warning_days', t.expireToday({ within7, within30 })],
    ]);
  }

  /** Answers of the last 24 hours. */
  private async blacklisted(): Promise<number> {
    const { refusals } = await this.verdicts.read('24h', viewer().zone);
    return refusals.find(({ code }) => code === 'BLACKLISTED')?.count ?? 0;
  }

  /** Warnings about changes that delete or refuse something. */
  async warnings(
    changes: Readonly<Record<string, unknown>>,
    settings: readonly SettingWithValue[],
  ): Promise<SettingNotes> {
    const warnings = new Map<string, string>();
    for (const row of settings) {
      const { name } = row.setting;
      const change = Object.hasOwn(changes, name) ? row.setting.read(changes[name]) : undefined;
      const warning = typeof change === 'number' ? await this.deletion(row, change) : warningOf(row, change);
      if (warning !== undefined) {
        warnings.set(name, warning);
      }
    }
    return warnings;
  }

  private async deletion({ setting, value }: SettingWithValue, days: number): Promise<string | undefined> {
    const isStricter = days > 0 && (value === 0 || days < Number(value));
    const months =
      setting.name.startsWith('retention.') && isStricter
        ? await this.partitions.expiring(setting.name, days)
        : undefined;
    return months && texts('settings').deletes({ rows: months.rows, from: dayOf(months.from), to: dayOf(months.to) });
  }
}

const dayOf = (at: Date): string => formatDay(at.toISOString().slice(0, 10));

/** New entries of a blacklist, and rate limits that are switched off. */
function warningOf({ setting, value }: SettingWithValue, change: unknown): string | undefined {
  if (setting.name === 'limits' && change === 'off') {
    return texts('settings').limitsOff;
  }
  if (!setting.name.startsWith('blacklist.') || !Array.isArray(change) || !Array.isArray(value)) {
    return undefined;
  }
  const known = new Set<unknown>(value);
  const count = change.filter((entry) => !known.has(entry)).length;
  return count > 0 ? texts('settings').refuses({ count }) : undefined;
}
