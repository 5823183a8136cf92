import { Injectable } from '@nestjs/common';
import { Clock } from '../common/clock';
import { InvalidRequest } from '../common/http/request-validation.pipe';
import type { FieldProblem } from '../common/errors/problem';
import { type Happening, UnitOfWork } from '../database/unit-of-work';
import { type KnownSetting, KnownSettings } from './known-settings';
import { Setting } from './setting.entity';
import { SettingValues } from './setting-values';

export interface SettingWithValue {
  readonly setting: KnownSetting;
  readonly value: number;
}

/** Null puts the default back. */
type Change = readonly [setting: KnownSetting, value: number | null];

/** Of a request with thousands of wrong names, so many are told. */
const MOST_TOLD = 20;

@Injectable()
export class SettingsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly known: KnownSettings,
    private readonly values: SettingValues,
    private readonly clock: Clock,
  ) {}

  async list(): Promise<SettingWithValue[]> {
    const values = await this.values.read();
    return this.known.all.map((setting) => ({ setting, value: values.get(setting.name) ?? setting.default }));
  }

  /** All of the changes, by the settings' names, or, where one is wrong, none. */
  change(values: Readonly<Record<string, unknown>>): Promise<SettingWithValue[]> {
    const changes = this.check(values);
    return this.work.run(async (manager) => {
      await manager.query(`SELECT pg_advisory_xact_lock(hashtextextended('keyward: the settings', 0))`);
      const before = await this.values.read();
      for (const [{ name }, value] of changes) {
        await (value === null
          ? manager.delete(Setting, { name })
          : manager.save(Setting, { name, value, updatedAt: this.clock.now() }));
      }
      await this.work.record(changes.flatMap((change) => happeningsOf(change, before)));
      this.work.afterCommit(() => this.values.drop());
      return this.list();
    });
  }

  private check(values: Readonly<Record<string, unknown>>): Change[] {
    const problems: FieldProblem[] = [];
    const changes = Object.entries(values).flatMap(([name, value]): Change[] => {
      const setting = this.known.find(name);
      if (setting && isValueOf(setting, value)) {
        return [[setting, value]];
      }
      problems.push(problemOf(name, setting));
      return [];
    });
    if (problems.length > 0) {
      throw new InvalidRequest(problems.slice(0, MOST_TOLD));
    }
    return changes;
  }
}

function isValueOf({ min, max }: KnownSetting, value: unknown): value is number | null {
  return value === null || (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max);
}

function problemOf(field: string, setting: KnownSetting | undefined): FieldProblem {
  return setting
    ? {
        field,
        reason: 'invalid',
        message: `${field} must be a whole number from ${setting.min} to ${setting.max}, or null`,
      }
    : { field, reason: 'unknown', message: `There is no setting ${field}` };
}

function happeningsOf([setting, value]: Change, values: ReadonlyMap<string, number>): Happening[] {
  const before = values.get(setting.name) ?? setting.default;
  const after = value ?? setting.default;
  return before === after
    ? []
    : [
        {
          event: 'setting.changed',
          targetType: 'settings',
          targetId: setting.name,
          before: { value: before },
          after: { value: after },
        },
      ];
}
