import { type NamedScopes, scopeTexts } from '../context/scope-columns';

const MAX_FINGERPRINT = 512;
const MAX_APP_VERSION = 255;

/** Values that a program sent, by the columns of the database. */
interface Sent {
  readonly key: string;
  readonly fingerprint?: string | null;
  readonly app_version?: string | null;
  readonly username?: string | null;
  readonly scopes?: NamedScopes;
}

/** Whether the database accepts the values. Others stay out of batches, which would fail because of them. */
export function isStorable({ key, fingerprint, app_version, username, scopes }: Sent): boolean {
  const texts = [key, fingerprint ?? '', app_version ?? '', username ?? '', ...scopeTexts(scopes)];
  return (
    !texts.some((text) => text.includes('\0')) &&
    (fingerprint ?? '').length <= MAX_FINGERPRINT &&
    (app_version ?? '').length <= MAX_APP_VERSION
  );
}
