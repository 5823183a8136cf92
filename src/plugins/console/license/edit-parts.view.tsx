import type { VNode } from 'preact';
import { texts } from '../../../core/i18n';
import type { License } from '../../../core/licenses';
import { Tabs } from '../../../pages/components/page-parts';
import { verbPath } from './license-paths';

const PARTS = ['change', 'exceptions', 'entitlements'] as const;
type EditPart = (typeof PARTS)[number];

/** The parts of the page that edits a license. */
export function EditParts({ license, current }: { readonly license: License; readonly current: EditPart }): VNode {
  const t = texts('licenseEdit');
  const exceptions = Object.keys(license.policyOverrides).length;
  const tabs = PARTS.map((part) => ({
    title: t[part],
    href: verbPath(license.uid, part),
    count: part === 'exceptions' && exceptions > 0 ? exceptions : undefined,
    isCurrent: part === current,
  }));
  return <Tabs label={t.title} tabs={tabs} />;
}
