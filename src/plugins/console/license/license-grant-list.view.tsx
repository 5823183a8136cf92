import type { VNode } from 'preact';
import { formatDate, texts, viewer } from '../../../core/i18n';
import { entitlementsAt } from '../../../core/licenses';
import { Tag } from '../../../pages/components/badge';
import { Section } from '../../../pages/components/page-parts';
import { valueText } from './license-grants.service';
import type { LicensePageData } from './license-page.service';
import { verbPath } from './license-paths';
import type { SidebarProps } from './license-sidebar.view';

interface Held {
  readonly code: string;
  /** Undefined for a flag: its code says it all. */
  readonly value?: string;
  readonly isOwn: boolean;
  /** The value of the policy, or the end of the grant. */
  readonly notes: readonly string[];
}

/** The effective grants of the license: its own, and the values of its policy. */
export function GrantList({ data, canWrite }: SidebarProps): VNode {
  const t = texts('license');
  const held = [...heldOf(data), ...withdrawnOf(data)];
  const link = canWrite ? { href: verbPath(data.license.uid, 'entitlements'), title: t.edit } : undefined;
  return (
    <Section id="entitlements" title={t.entitlements} link={link}>
      {held.length === 0 && <p class="unset">{t.noEntitlements}</p>}
      <ul class="tags">
        {held.map((one) => (
          <li key={one.code}>
            <HeldTag {...one} />
          </li>
        ))}
      </ul>
      {held.some(({ isOwn }) => isOwn) && <p class="note">{t.ownNote}</p>}
    </Section>
  );
}

function HeldTag({ code, value, isOwn, notes }: Held): VNode {
  return (
    <>
      <Tag>{value === undefined ? code : `${code} = ${value}`}</Tag>{' '}
      {isOwn && <span class="own-mark">{[texts('license').own, ...notes].join(' · ')}</span>}
    </>
  );
}

function heldOf({ license, policyGrants, ownGrants }: LicensePageData): Held[] {
  const t = texts('license');
  const features = license.features.map((code) => ({ code, isOwn: false, notes: [] }));
  const granted = [...entitlementsAt(license.effectiveGrants, viewer().now)].map(
    ([code, { value, expiresAt, from }]) => {
      const policy = policyGrants.entitlements[code]?.value ?? null;
      const notes = [
        ...(expiresAt ? [t.until({ date: formatDate(expiresAt) })] : []),
        ...(policy === null ? [] : [t.policyHas({ value: valueText(policy) })]),
      ];
      return {
        code,
        value: value === true ? undefined : valueText(value),
        isOwn: from === 'license' || ownGrants.entitlements[code] !== undefined,
        notes,
      };
    },
  );
  return [...features, ...granted];
}

/** Null withdraws what the policy grants. */
function withdrawnOf({ ownGrants, policyGrants }: LicensePageData): Held[] {
  const t = texts('license');
  return Object.entries(ownGrants.entitlements).flatMap(([code, { value }]) => {
    const policy = policyGrants.entitlements[code]?.value ?? null;
    return value === null && policy !== null
      ? [{ code, value: t.withdrawn, isOwn: true, notes: [t.policyHas({ value: valueText(policy) })] }]
      : [];
  });
}
