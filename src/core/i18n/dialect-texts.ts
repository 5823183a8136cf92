import type { DialectDefinition } from '../common/dialects/define-dialect';
import type { DialectTexts } from '../common/dialects/dialect-texts';
import { viewer } from './viewer';

interface Presented {
  readonly name: string;
  readonly label: string;
  readonly texts: Readonly<Record<string, DialectTexts>>;
}

/** A dialect in the language of the viewer. */
export interface DialectInLanguage extends DialectTexts {
  readonly name: string;
  readonly label: string;
}

let presented: readonly Presented[] = [];

/** Called once at the start, which knows the dialects. */
export function presentDialects(dialects: readonly DialectDefinition[]): void {
  presented = dialects.flatMap(({ name, title, label = title, texts }) => (texts ? [{ name, label, texts }] : []));
}

/** The dialects that declare texts, in the language of the viewer. */
export function presentedDialects(): DialectInLanguage[] {
  const { language } = viewer();
  return presented.flatMap(({ name, label, texts }) => {
    const own = texts[language];
    return own ? [{ name, label, ...own }] : [];
  });
}

/** Title and texts of an API in the viewer's language; undefined if no API has the name. */
export function presentedDialect(name: string): DialectInLanguage | undefined {
  return presentedDialects().find((dialect) => dialect.name === name);
}
