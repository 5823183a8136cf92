import type { EntitlementValue, GrantChange, SentEntitlements } from '../../../core/catalog';
import { texts } from '../../../core/i18n';
import { creditLines, linesOf, meterLines } from './term-lines';

const UNTIL = ' until ';

/** One entitlement a line: `sso`, `storage_gb 50`, `plan "team" until 2031-01-01T00:00:00.000Z`. */
export function entitlementLines({ entitlements = {} }: GrantChange): string {
  return Object.entries(entitlements)
    .map(([code, { value, expires_at }]) => {
      const end = expires_at === null ? '' : `${UNTIL}${expires_at.toISOString()}`;
      return `${code} ${JSON.stringify(value)}${end}`;
    })
    .join('\n');
}

/** A line without a value grants a flag. A value is JSON; other texts stand for themselves. */
export function entitlementsIn(text: string): SentEntitlements {
  return Object.fromEntries(
    linesOf(text).map((line) => {
      const [granted = '', end] = line.split(UNTIL);
      const [code = '', ...rest] = granted.trim().split(/\s+/);
      return [code, { value: valueIn(rest.join(' ')), expires_at: end?.trim() ?? null }];
    }),
  );
}

/** Differences between grants: each code with its terms before and after. */
export function grantDifferences(before: GrantChange, after: GrantChange): string[] {
  const t = texts('policies');
  const [old, now] = [before, after].map(
    (grants) =>
      new Map(
        [...linesOf(entitlementLines(grants)), ...linesOf(meterLines(grants)), ...linesOf(creditLines(grants))].map(
          parted,
        ),
      ),
  );
  const codes = [...new Set([...(old?.keys() ?? []), ...(now?.keys() ?? [])])].sort();
  return codes
    .filter((code) => old?.get(code) !== now?.get(code))
    .map((field) => t.changeOf({ field, before: old?.get(field) ?? t.none, after: now?.get(field) ?? t.none }));
}

/** The code of a line, and its terms. */
function parted(line: string): [string, string] {
  const end = line.indexOf(' ');
  return [line.slice(0, end), line.slice(end + 1)];
}

function valueIn(text: string): EntitlementValue {
  if (text === '') {
    return true;
  }
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'boolean' || typeof value === 'number' || typeof value === 'string' ? value : text;
  } catch {
    return text;
  }
}
