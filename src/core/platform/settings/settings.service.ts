import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { Clock } from '../../common/clock';
import { InvalidRequest } from '../../common/http/request-validation.pipe';
import { fieldProblem, problem } from '../../common/errors/domain-error';
import type { FieldProblem } from '../../common/errors/problem';
import { advisoryLock } from '../database/advisory-lock';
import { NotificationsService } from '../database/notifications.service';
import { UnitOfWork } from '../database/unit-of-work';
import type { ChangeRecord } from '../database/change-record';
import { SecretCipher } from '../config/secret-cipher';
import { KnownSettings, underAllNames } from './known-settings';
import { encryptionName, Setting } from './setting.entity';
import {
  HIDDEN_SECRET,
  type SettingDefinition,
  type SettingValue,
  shownSetting,
} from '../../common/settings/setting-definition';
import { type SettingsSnapshot, SettingValuesService } from './setting-values.service';

/** A setting and its current value. */
export interface SettingWithValue {
  readonly setting: SettingDefinition;
  /** Secrets are hidden. */
  readonly value: SettingValue;
}

/** The settings as they would be after a change. */
export interface IntendedSettings {
  readonly before: SettingsSnapshot;
  readonly after: SettingsSnapshot;
  /** Names of the settings that were sent. */
  readonly names: readonly string[];
}

/** Finds what is wrong with a change beyond its single values. It runs in the transaction of the change. */
export type SettingsCheck = (intended: IntendedSettings) => Promise<readonly FieldProblem[]>;

/** Null resets the setting to its default. */
type Change = readonly [setting: SettingDefinition, value: SettingValue | null];

const MAX_PROBLEMS = 20;

/** Lists and changes the settings of admins. */
@Injectable()
export class SettingsService {
  private readonly checks: SettingsCheck[] = [];

  constructor(
    private readonly work: UnitOfWork,
    private readonly notifications: NotificationsService,
    private readonly known: KnownSettings,
    private readonly values: SettingValuesService,
    private readonly clock: Clock,
    private readonly cipher: SecretCipher,
  ) {}

  /** Adds rules about several settings together. */
  addCheck(check: SettingsCheck): void {
    this.checks.push(check);
  }

  /** Every setting without its value. */
  get definitions(): readonly SettingDefinition[] {
    return this.known.all;
  }

  /** Every setting once, under its own name. */
  async all(): Promise<SettingWithValue[]> {
    const values = await this.values.read();
    return this.known.all.map((setting) => shown(setting, values));
  }

  /** @param q case-insensitive part of the name or of the description */
  async list(q = ''): Promise<SettingWithValue[]> {
    const text = q.toLowerCase();
    return this.listed(await this.values.read()).filter(({ setting: { name, description } }) =>
      `${name}\n${description}`.toLowerCase().includes(text),
    );
  }

  /**
   * Changes settings by name: all of them, or none if one value is invalid.
   * @param expected values, by name, without which nothing is changed
   */
  change(
    values: Readonly<Record<string, unknown>>,
    expected: ReadonlyMap<string, unknown> = new Map(),
  ): Promise<SettingWithValue[]> {
    const changes = this.check(values);
    return this.work.run(async (manager) => {
      await advisoryLock(manager, 'keyward: the settings');
      const before = await this.values.read();
      if (changes.some(([setting]) => !isExpected(setting, before, expected))) {
        throw problem('SETTINGS_CHANGED');
      }
      for (const change of changes) {
        await this.store(manager, change);
      }
      await this.work.record(changes.flatMap((change) => changeRecordsOf(change, before)));
      const after = await this.values.read();
      await this.runChecks({ before, after, names: changes.map(([{ name }]) => name) });
      this.values.adoptAfterCommit(after);
      await this.notifications.announce('settings');
      return this.listed(after);
    });
  }

  private async store(manager: EntityManager, [{ name, alias = name, kind }, value]: Change): Promise<void> {
    await manager.delete(Setting, { name: In([name, alias]) });
    if (value !== null) {
      const isSecret = kind === 'secret' && typeof value === 'string';
      const stored = isSecret ? this.cipher.encrypt(encryptionName(name), value) : value;
      await manager.insert(Setting, { name, value: stored, updatedAt: this.clock.now() });
    }
  }

  private async runChecks(intended: IntendedSettings): Promise<void> {
    for (const check of this.checks) {
      const problems = await check(intended);
      if (problems.length > 0) {
        throw new InvalidRequest(problems);
      }
    }
  }

  private listed(values: SettingsSnapshot): SettingWithValue[] {
    return this.known.all.flatMap((setting) =>
      underAllNames(setting).map((named) => ({ setting: named, value: shownIn(values, setting) })),
    );
  }

  private check(values: Readonly<Record<string, unknown>>): Change[] {
    const problems: FieldProblem[] = [];
    const changes = Object.entries(values).flatMap(([name, given]): Change[] => {
      const setting = this.known.find(name);
      if (setting?.kind === 'secret' && given === HIDDEN_SECRET) {
        return [];
      }
      const value = given === null ? null : setting?.read(given);
      if (setting && value !== undefined) {
        return [[setting, value]];
      }
      problems.push(problemOf(name, given, setting));
      return [];
    });
    problems.push(...contradictionsIn(changes));
    if (problems.length > 0) {
      throw new InvalidRequest(problems.slice(0, MAX_PROBLEMS));
    }
    return [...new Map(changes)];
  }
}

function isExpected(
  setting: SettingDefinition,
  values: SettingsSnapshot,
  expected: ReadonlyMap<string, unknown>,
): boolean {
  return !expected.has(setting.name) || isDeepStrictEqual(shownIn(values, setting), expected.get(setting.name));
}

/** Settings that a request changes to different values, by name and by alias. */
function contradictionsIn(changes: readonly Change[]): FieldProblem[] {
  const values = new Map<SettingDefinition, SettingValue | null>();
  return changes.flatMap(([setting, value]) => {
    const isRepeated = values.has(setting) && !isDeepStrictEqual(values.get(setting), value);
    values.set(setting, value);
    return isRepeated ? bothNamesOf(setting) : [];
  });
}

function bothNamesOf({ name, alias = name }: SettingDefinition): FieldProblem[] {
  return [name, alias].map((field) => fieldProblem('SETTING_CONTRADICTORY', { field, name, alias }));
}

function problemOf(field: string, value: unknown, setting: SettingDefinition | undefined): FieldProblem {
  if (!setting) {
    return fieldProblem('SETTING_UNKNOWN', { field });
  }
  const { expected } = setting;
  const detail = setting.explain?.(value);
  return detail === undefined
    ? fieldProblem('SETTING_INVALID', { field, expected })
    : fieldProblem('SETTING_ENTRY_INVALID', { field, expected, detail });
}

function changeRecordsOf([setting, value]: Change, values: SettingsSnapshot): ChangeRecord[] {
  const before = values.get(setting);
  const after = value ?? setting.default;
  return isDeepStrictEqual(before, after) && !values.isUnreadable(setting)
    ? []
    : [
        {
          event: 'setting.updated',
          targetType: 'settings',
          targetId: setting.name,
          before: { value: shownIn(values, setting) },
          after: { value: shownSetting(setting, after) },
        },
      ];
}

function shown(setting: SettingDefinition, values: SettingsSnapshot): SettingWithValue {
  return { setting, value: shownIn(values, setting) };
}

function shownIn(values: SettingsSnapshot, setting: SettingDefinition): SettingValue {
  return values.isUnreadable(setting) ? HIDDEN_SECRET : shownSetting(setting, values.get(setting));
}
