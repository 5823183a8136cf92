/** Value of a setting. */
export type SettingValue = number | boolean | string | readonly string[];

export const SETTING_KINDS = ['whole_number', 'flag', 'choice', 'list', 'text', 'secret'] as const;
export type SettingKind = (typeof SETTING_KINDS)[number];

/** A value as the API document describes it. */
export type SettingSchema =
  | { readonly type: 'integer'; readonly minimum: number; readonly maximum: number }
  | { readonly type: 'boolean' }
  | { readonly type: 'string'; readonly enum: readonly string[] }
  | { readonly type: 'string'; readonly maxLength: number }
  | { readonly type: 'array'; readonly maxItems: number; readonly items: object };

/** A setting that admins can change at run time. */
export interface SettingDefinition<T extends SettingValue = SettingValue> {
  readonly name: string;
  /** Alternative name, from another server. */
  readonly alias?: string;
  readonly description: string;
  /** Proper name of the API that the setting belongs to. */
  readonly api?: string | undefined;
  /** Settings, and environment variables in capitals, without which it has no effect although it is on. */
  readonly needs?: readonly string[] | undefined;
  readonly kind: SettingKind;
  readonly default: T;
  readonly min?: number;
  readonly max?: number;
  readonly choices?: readonly string[];
  readonly schema: SettingSchema;
  /** Completes the error message "<name> must be …". */
  readonly expected: string;
  /** Parses a value; undefined if it is invalid. */
  readonly read: (value: unknown) => T | undefined;
  /** Detail of the error message for an invalid value. */
  readonly explain?: (value: unknown) => string | undefined;
}

type Described<T extends SettingValue> = Pick<
  SettingDefinition<T>,
  'name' | 'alias' | 'description' | 'api' | 'needs' | 'default'
>;

/** Defines a setting that is a whole number from `min` to `max`. */
export function wholeNumber(
  setting: Described<number> & { readonly min: number; readonly max: number },
): SettingDefinition<number> {
  const { min, max } = setting;
  return {
    ...setting,
    kind: 'whole_number',
    schema: { type: 'integer', minimum: min, maximum: max },
    expected: `a whole number from ${min} to ${max}`,
    read: (value) =>
      typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max ? value : undefined,
  };
}

/** Defines a setting that is true or false. */
export function flag(setting: Described<boolean>): SettingDefinition<boolean> {
  return {
    ...setting,
    kind: 'flag',
    schema: { type: 'boolean' },
    expected: 'true or false',
    read: (value) => (typeof value === 'boolean' ? value : undefined),
  };
}

export const MOST_ENTRIES = 10_000;
export const LONGEST_TEXT = 255;

interface TextSetting extends Pick<Described<string>, 'name' | 'description' | 'needs'> {
  readonly default?: string;
  /** Completes the error message "<name> must be …". */
  readonly expected?: string;
  /** Whether a text that is not empty is valid; any by default. */
  readonly isValid?: (text: string) => boolean;
}

/** Defines a setting that is a text of one line without surrounding spaces; empty if there is none. */
export function text(setting: TextSetting): SettingDefinition<string> {
  const { name, description, needs, default: byDefault = '', isValid = () => true } = setting;
  return {
    name,
    description,
    needs,
    kind: 'text',
    default: byDefault,
    schema: { type: 'string', maxLength: LONGEST_TEXT },
    expected: setting.expected ?? `a text of at most ${LONGEST_TEXT} characters in one line`,
    read: (value) => {
      const line = value === '' ? '' : trimmed(value, LONGEST_TEXT);
      return line !== undefined && !/\p{Cc}/u.test(line) && (line === '' || isValid(line)) ? line : undefined;
    },
  };
}

/** Shown instead of a secret that is set; sent back, it leaves the secret as it is. */
export const HIDDEN_SECRET = '********';

/** A text that is stored encrypted if SECRETS_KEY is set, and never shown. */
export function secret(setting: Omit<TextSetting, 'default'>): SettingDefinition<string> {
  return { ...text(setting), kind: 'secret' };
}

/** The value of a setting as people and logs may see it. */
export function shownSetting<T extends SettingValue>({ kind }: SettingDefinition<T>, value: T): T | string {
  return kind === 'secret' && value !== '' ? HIDDEN_SECRET : value;
}

/** Defines a setting that is one of several words. */
export function choice<C extends string>(
  setting: Described<NoInfer<C>> & { readonly choices: readonly C[] },
): SettingDefinition<C> {
  const { choices } = setting;
  return {
    ...setting,
    kind: 'choice',
    schema: { type: 'string', enum: choices },
    expected: `one of ${choices.join(', ')}`,
    read: (value) => choices.find((one) => one === value),
  };
}

/** The longest entry of a list, which may be a device's fingerprint. */
export const LONGEST_ENTRY = 512;

/** A list of unique texts, by default of at most `MOST_ENTRIES` texts of `LONGEST_TEXT` characters. */
export function list(
  setting: Pick<Described<readonly string[]>, 'name' | 'alias' | 'description'> & {
    /** Plural noun for the entries. */
    readonly of: string;
    readonly isEntry: (text: string) => boolean;
    readonly default?: readonly string[];
    readonly mostEntries?: number;
    readonly longestText?: number;
  },
): SettingDefinition<readonly string[]> {
  const { name, alias, description, of, isEntry, default: entries = [] } = setting;
  const { mostEntries = MOST_ENTRIES, longestText = LONGEST_TEXT } = setting;
  const entriesIn = (value: unknown): (string | undefined)[] | undefined =>
    Array.isArray(value) && value.length <= mostEntries ? value.map((text) => trimmed(text, longestText)) : undefined;
  const isKnown = (entry: string | undefined): entry is string => entry !== undefined && isEntry(entry);
  return {
    name,
    alias,
    description,
    kind: 'list',
    default: entries,
    schema: { type: 'array', maxItems: mostEntries, items: { type: 'string', minLength: 1, maxLength: longestText } },
    expected: `a list of at most ${mostEntries} ${of}, of at most ${longestText} characters each`,
    read: (value) => {
      const entries = entriesIn(value);
      return entries?.every(isKnown) ? [...new Set(entries)] : undefined;
    },
    explain: (value) => {
      const wrong = entriesIn(value)?.findIndex((entry) => !isKnown(entry));
      return wrong === undefined ? undefined : `entry ${wrong + 1} is invalid`;
    },
  };
}

function trimmed(value: unknown, longest: number): string | undefined {
  const text = typeof value === 'string' ? value.trim() : '';
  return text !== '' && Array.from(text).length <= longest ? text : undefined;
}
