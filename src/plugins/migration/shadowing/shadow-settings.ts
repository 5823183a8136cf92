import { type DialectDefinition, isWebUrl, type SettingDefinition, text, wholeNumber } from '../../../core/common';

/** The old server of an API, while programs move from it to this one. */
export interface ShadowSettings {
  readonly url: SettingDefinition<string>;
  readonly percent: SettingDefinition<number>;
  readonly learn: SettingDefinition<string>;
}

/** Settings of an API of another product; undefined for the native API and for pages. */
export function shadowSettings({ name, label }: DialectDefinition): ShadowSettings | undefined {
  if (label === undefined) {
    return undefined;
  }
  return {
    url: {
      ...text({
        name: `shadow.${name}.url`,
        description: `Address of the old server of the ${label} API, without a path. Empty: this server alone answers.`,
        expected: 'an http(s) URL without a path, of at most 255 characters',
        isValid: isOrigin,
      }),
      api: label,
    },
    percent: wholeNumber({
      name: `shadow.${name}.percent`,
      description: `Percentage of the license keys whose requests to the ${label} API this server answers; the old server answers the others.`,
      api: label,
      default: 0,
      min: 0,
      max: 100,
    }),
    learn: {
      ...text({
        name: `shadow.${name}.learn`,
        description: `Reference of the product that gets a license for each unknown key that the old server of the ${label} API accepts, unless the request or the answer names a product that exists. Until a key is known, the old server answers. Empty: no licenses are created.`,
      }),
      api: label,
    },
  };
}

function isOrigin(url: string): boolean {
  const parsed = URL.parse(url);
  return parsed !== null && isWebUrl(url) && parsed.pathname === '/' && parsed.search === '' && parsed.hash === '';
}
