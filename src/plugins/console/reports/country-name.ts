import { viewer } from '../../../core/i18n';

/** The name of a country in the viewer's language; the code if it is none. */
export function countryName(code: string): string {
  const isCode = /^[A-Za-z]{2}$/.test(code);
  return (
    (isCode ? new Intl.DisplayNames([viewer().pageLanguage], { type: 'region' }).of(code.toUpperCase()) : code) ?? code
  );
}
