import { type SettingWithValue } from '../../core/platform';
import { isDeepStrictEqual } from 'node:util';
import { type SettingDefinition, choice, type SettingValue } from '../../core/common';
import { texts } from '../../core/i18n';
import { refusedField } from '../kit/form-state';

type ValueOf = (setting: SettingDefinition) => SettingValue;

/** One choice on a page that stands for the values of many settings. */
interface Preset {
  readonly name: string;
  readonly of: RegExp;
  readonly values: Readonly<Record<string, ValueOf>>;
}

const CUSTOM = 'custom';

const level =
  (value: string): ValueOf =>
  (setting) =>
    setting.name === 'limits.level' ? value : setting.default;

/** Thresholds are multiplied; times within which something is counted, and thresholds that are off, stay. */
const scaled =
  (factor: number): ValueOf =>
  ({ name, default: value, max = Infinity }) =>
    typeof value === 'number' && !name.endsWith('_minutes') ? Math.min(max, Math.ceil(value * factor)) : value;

const SENSITIVITY = { low: scaled(2), normal: scaled(1), high: scaled(0.5) };

const PRESETS: readonly Preset[] = [
  {
    name: 'limits',
    of: /^limits[.]/,
    values: { strict: level('strict'), normal: level('normal'), off: level('off') },
  },
  { name: 'anomalies', of: /^anomalies[.]/, values: SENSITIVITY },
  { name: 'alerts', of: /^alerts[.]/, values: SENSITIVITY },
];

/** The presets as settings with a choice; `custom` while single values differ from those of every preset. */
export function presetRows(settings: readonly SettingWithValue[]): SettingWithValue[] {
  return PRESETS.map(({ name, of, values }) => {
    const members = settings.filter(({ setting }) => of.test(setting.name));
    const chosen = Object.entries(values).find(([, valueOf]) =>
      members.every(({ setting, value }) => isDeepStrictEqual(value, valueOf(setting))),
    );
    const value = chosen?.[0] ?? CUSTOM;
    const choices = [...Object.keys(values), ...(chosen ? [] : [CUSTOM])];
    return { setting: choice({ name, description: '', choices, default: 'normal' }), value };
  });
}

/** Changes with the single values in place of the presets: those that differ. */
export function withoutPresets(
  changes: Readonly<Record<string, unknown>>,
  settings: readonly SettingWithValue[],
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(changes).flatMap(([name, value]): (readonly [string, unknown])[] => {
      const preset = PRESETS.find((each) => each.name === name);
      return preset ? valuesOf(preset, value, settings) : [[name, value]];
    }),
  );
}

function valuesOf({ name, of, values }: Preset, chosen: unknown, settings: readonly SettingWithValue[]) {
  const valueOf = typeof chosen === 'string' && Object.hasOwn(values, chosen) ? values[chosen] : undefined;
  if (!valueOf) {
    throw refusedField(name, texts('settings').wrongChoice);
  }
  return settings
    .filter(({ setting, value }) => of.test(setting.name) && !isDeepStrictEqual(value, valueOf(setting)))
    .map(({ setting }) => [setting.name, valueOf(setting)] as const);
}
