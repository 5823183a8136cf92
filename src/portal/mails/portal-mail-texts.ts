import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from '../../i18n/language';
import type { MailText } from '../../mail/render-mail';

export type PortalMailKind = 'portal_sign_in' | 'portal_change_email' | 'lost_key';

type StoredTexts = Readonly<Record<PortalMailKind, { readonly subject: string; readonly body: readonly string[] }>>;

const known = new Map<Language, StoredTexts>();

/** The text of an e-mail of the portal. In the body of `lost_key`, KEYS stands for the list of licenses. */
export function portalMailText(kind: PortalMailKind, language: Language): MailText {
  const texts = known.get(language) ?? read(language);
  known.set(language, texts);
  const { subject, body } = texts[kind];
  return { subject, body: body.join('\n') };
}

function read(language: Language): StoredTexts {
  return JSON.parse(readFileSync(join(__dirname, 'texts', `${language}.json`), 'utf8')) as StoredTexts;
}
