import type { VNode } from 'preact';
import { texts } from '../../../core/i18n';
import { Tabs } from '../../../pages/components/page-parts';
import { logPath, REQUESTS_PATH, type Tab, TABS } from './audit-query.dto';

/** The logs of the audit. */
export function AuditTabs({ current }: { readonly current: Tab | 'requests' }): VNode {
  const t = texts('audit');
  const logs = TABS.map((one) => ({ title: t.tabs[one], href: logPath(one), isCurrent: one === current }));
  const requests = { title: t.tabs.requests, href: REQUESTS_PATH, isCurrent: current === 'requests' };
  return <Tabs label={t.logsLabel} tabs={[...logs, requests]} />;
}
