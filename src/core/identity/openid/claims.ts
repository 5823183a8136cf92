import { isDotSegment } from '../../common/validation/dot-segment';
import { isEmail } from 'class-validator';

export type Claims = Readonly<Record<string, unknown>>;

const MAX_LENGTH = 255;
/** Methods that are or prove a second factor (RFC 8176). */
const SECOND_FACTORS = ['mfa', 'otp', 'hwk', 'sc'];

/** The texts of a claim; a path with dots leads into objects unless a claim has the whole name. */
export function textsIn(claims: Claims, path: string): string[] {
  const value = Object.hasOwn(claims, path) ? claims[path] : path.split('.').reduce<unknown>(propertyOf, claims);
  return [value].flat().filter((one) => typeof one === 'string');
}

function propertyOf(object: unknown, name: string): unknown {
  return typeof object === 'object' && object !== null && Object.hasOwn(object, name)
    ? (object as Claims)[name]
    : undefined;
}

/** The roles of the entries (`value=role`) whose value the claim has, in the order of the entries. */
export function mappedRoles(claims: Claims, claim: string, entries: readonly string[]): string[] {
  const values = textsIn(claims, claim);
  return entries.map(splitEntry).flatMap(({ value, role }) => (values.includes(value) ? [role] : []));
}

export function splitEntry(entry: string): { value: string; role: string } {
  const at = entry.lastIndexOf('=');
  return { value: entry.slice(0, at).trim(), role: entry.slice(at + 1).trim() };
}

/** The name of a new account: the preferred user name, else the e-mail address, else the subject. */
export function usernameIn(claims: Claims): string | undefined {
  return ['preferred_username', 'email', 'sub']
    .flatMap((claim) => textsIn(claims, claim))
    .map((name) => name.toLowerCase())
    .find((name) => name.length <= MAX_LENGTH && /^[^\s\p{Cc}\p{Cf}]+$/u.test(name) && !isDotSegment(name));
}

/** Null if the provider has not verified it. */
export function emailIn(claims: Claims): string | null {
  const [email] = textsIn(claims, 'email');
  return email !== undefined && email.length <= MAX_LENGTH && isEmail(email) && claims.email_verified !== false
    ? email
    : null;
}

export function hasSecondFactor(claims: Claims): boolean {
  return textsIn(claims, 'amr').some((method) => SECOND_FACTORS.includes(method));
}
