import type { VNode } from 'preact';
import { monthsOf } from '../../core/catalog';
import { isTermPending, type License, type LicenseStatus } from '../../core/licenses';
import { texts } from '../../core/i18n';
import { StatusBadge } from './badge';
import { licensePath } from '../kit/record-paths';
import { Key, Time } from './text';

export function LicenseBadge({ status }: { readonly status: LicenseStatus }): VNode {
  return <StatusBadge status={status} text={texts('licenseStatuses')[status]} />;
}

/** The key of a license as a link to its page, in a table. */
export function LicenseLink({ uid, key }: Pick<License, 'uid' | 'key'>): VNode {
  return (
    <a class="row-link" href={licensePath(uid)}>
      <Key value={key} isCut />
    </a>
  );
}

interface ExpiryProps {
  readonly license: License;
  /** An end until then is marked. */
  readonly warnedUntil: Date;
}

export function Expiry({ license, warnedUntil }: ExpiryProps): VNode {
  const { expiresAt, durationDays } = license;
  const t = texts('licenses');
  if (expiresAt) {
    return (
      <span class={license.hasExpiredBy(warnedUntil) ? 'text-warn' : undefined}>
        <Time at={expiresAt} as="date" />
      </span>
    );
  }
  const text = isTermPending(license) ? t.daysFromUse({ days: durationDays ?? 0, months: monthsOf(license) }) : t.noEnd;
  return (
    <span class="unset cut" title={text}>
      {text}
    </span>
  );
}
