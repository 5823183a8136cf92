import type { DialectTexts, SettingDefinition, SettingText } from '../../core/common';
import { presentedDialects, textFor, texts } from '../../core/i18n';

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

/** A choice of a setting, which has no text if it is a name. */
export function choiceText(choice: string): string {
  return ofDialects(({ choices }) => choices?.[choice]) ?? choice;
}

function ofDialects<Text>(find: (texts: DialectTexts) => Text | undefined): Text | undefined {
  return presentedDialects()
    .map(find)
    .find((text) => text !== undefined);
}

/** The API of a rate limit or an old server; undefined for all other settings. */
export function apiOf({ name, api: label }: Pick<SettingDefinition, 'name' | 'api'>): string | undefined {
  const [, api] = LIMIT.exec(name) ?? SHADOW.exec(name) ?? [];
  return api === undefined ? undefined : (label ?? textFor(texts('settingNames').apis, api) ?? api);
}
