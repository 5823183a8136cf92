import type { DialectTexts, SettingDefinition, SettingText } from '../../core/common';
import { textFor, texts } from '../../core/i18n';
import { presentedDialects } from '../../core/i18n/internal';

const LIMIT = /^limits\.([^.]+)\.([^.]+)$/;
const SHADOW = /^shadow\.([^.]+)\.([^.]+)$/;

/** The text of a setting; undefined if it has none, which a test prevents. */
export function settingText(name: string): SettingText | undefined {
  const { settings, limits, shadow } = texts('settingNames');
  const [, , limit = ''] = LIMIT.exec(name) ?? [];
  const [, , ofShadow = ''] = SHADOW.exec(name) ?? [];
  return (
    ofDialects(({ settings: own }) => own?.[name]) ??
    textFor(settings, name) ??
    textFor(limits, limit) ??
    textFor(shadow, ofShadow)
  );
}

/** The title of a setting, as its field has it; the name of one without a text, such as a variable of the environment. */
export function settingTitle(name: string): string {
  return settingText(name)?.[0] ?? name;
}

type Choices = Readonly<Record<string, string>>;

/** A choice of a setting, which has no text if it is a name. */
export function choiceText(choice: string): string {
  return (
    ofDialects(({ choices }) => choices?.[choice]) ?? textFor<Choices>(texts('settings').choices, choice) ?? choice
  );
}

function ofDialects<Text>(find: (texts: DialectTexts) => Text | undefined): Text | undefined {
  return presentedDialects()
    .map(find)
    .find((text) => text !== undefined);
}

/** The name of the API of another product that a setting belongs to; undefined for all other settings. */
export function apiOfSetting(name: string): string | undefined {
  const [, api] = LIMIT.exec(name) ?? SHADOW.exec(name) ?? [];
  return presentedDialects().find((dialect) => dialect.name === api || dialect.settings?.[name])?.name;
}

/** The API of a rate limit or an old server; undefined for all other settings. */
export function apiOf({ name, api: label }: Pick<SettingDefinition, 'name' | 'api'>): string | undefined {
  const [, api] = LIMIT.exec(name) ?? SHADOW.exec(name) ?? [];
  return api === undefined ? undefined : (label ?? textFor(texts('settingNames').apis, api) ?? api);
}
