import { type EntitlementValue, type GrantChange, type SentEntitlements, type SentMeters } from '../../../core/catalog';
import { type HolderLimits, METER_ANCHORS, METER_PERIODS, type MeterTerms } from '../../../core/catalog/internal';
import type { DomainError } from '../../../core/common';
import { texts } from '../../../core/i18n';
import { refusedField } from '../../../pages/kit/form-state';

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

/** One meter a line: `exports 1000 month calendar 10%`, with `+2` or `+2/500` for a rollover, and `device=100` and `user=50`. */
export function meterLines({ meters = {} }: GrantChange): string {
  return Object.entries(meters)
    .flatMap(([code, terms]) =>
      terms === null
        ? []
        : [
            `${code} ${amount(terms.limit)} ${terms.period} ${terms.anchor} ${amount(terms.overage_percent)}%${carried(terms)}${holdersOf(terms)}`,
          ],
    )
    .join('\n');
}

/** Period, anchor, overage, rollover and limits of devices and users may be missing. `unlimited` is a limit, too. */
export function metersIn(text: string): SentMeters {
  return Object.fromEntries(
    linesOf(text).map((line) => {
      const words = line.split(/\s+/);
      const others = words.filter((word) => !HOLDER_LIMIT.test(word));
      const [code = '', limit, period = 'none', anchor = 'calendar', overage = '0%', rollover] = others;
      const terms = {
        limit: numberIn(limit, line),
        ...holdersIn(words),
        period: oneOf<MeterTerms['period']>(METER_PERIODS, period, line),
        anchor: oneOf<MeterTerms['anchor']>(METER_ANCHORS, anchor, line),
        overage_percent: numberIn(overage.replace(/%$/, ''), line),
        ...(rollover !== undefined && { rollover: rolloverIn(rollover, line) }),
      };
      return [code, terms];
    }),
  );
}

/** Differences between grants: each code with its terms before and after. */
export function grantDifferences(before: GrantChange, after: GrantChange): string[] {
  const t = texts('policies');
  const [old, now] = [before, after].map(
    (grants) => new Map([...linesOf(entitlementLines(grants)), ...linesOf(meterLines(grants))].map(parted)),
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

/** The lines that have a text. */
export function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
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

const UNLIMITED = 'unlimited';

function carried({ rollover }: MeterTerms): string {
  return rollover ? ` +${rollover.periods}${rollover.max === null ? '' : `/${rollover.max}`}` : '';
}

const HOLDER_LIMIT = /^(device|user)=(\d{1,13})$/;

function holdersOf({ limit_per_device: device, limit_per_user: user }: MeterTerms): string {
  return `${device === undefined ? '' : ` device=${device}`}${user === undefined ? '' : ` user=${user}`}`;
}

function holdersIn(words: readonly string[]): HolderLimits {
  const limits = words.flatMap((word) => {
    const [, holder, limit] = HOLDER_LIMIT.exec(word) ?? [];
    return holder === undefined ? [] : [[`limit_per_${holder}`, Number(limit)]];
  });
  return Object.fromEntries(limits) as HolderLimits;
}

function rolloverIn(text: string, line: string): { periods: number; max: number | null } {
  const match = /^\+(\d{1,2})(?:\/(\d{1,13}))?$/.exec(text);
  if (!match) {
    throw wrong(line);
  }
  return { periods: Number(match[1]), max: match[2] === undefined ? null : Number(match[2]) };
}

function amount(limit: number | null): string {
  return limit === null ? UNLIMITED : String(limit);
}

function numberIn(text: string | undefined, line: string): number | null {
  if (text === UNLIMITED) {
    return null;
  }
  if (text === undefined || !/^\d+$/.test(text)) {
    throw wrong(line);
  }
  return Number(text);
}

function oneOf<T extends string>(choices: readonly T[], text: string, line: string): T {
  const choice = choices.find((one) => one === text);
  if (choice === undefined) {
    throw wrong(line);
  }
  return choice;
}

function wrong(line: string): DomainError {
  return refusedField('meters', texts('policies').meterWrong({ line, periods: METER_PERIODS.join(', ') }));
}
