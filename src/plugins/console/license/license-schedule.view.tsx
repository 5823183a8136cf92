import type { ComponentChildren, VNode } from 'preact';
import { formatDateTime, formatNumber, texts } from '../../../core/i18n';
import type { PendingChange } from '../../../core/licenses';
import type { ScheduledParams } from '../../../core/licensing';
import type { ScheduledChange } from '../../../core/licensing/internal';
import { ButtonLink } from '../../../pages/components/button';
import { Section } from '../../../pages/components/page-parts';
import { type Column, Table } from '../../../pages/components/table';
import { Time } from '../../../pages/components/text';
import { policyPath } from '../../../pages/kit/record-paths';
import type { SidebarProps } from './license-sidebar.view';
import { schedulePath } from './license-paths';

/** Changes that are yet to be made, and those that failed lately. Most licenses have none. */
export function Schedule({ data: { license, changes }, canWrite }: SidebarProps): VNode | null {
  const t = texts('licenseSchedule');
  const hasPending = changes.some(({ state }) => state === 'pending');
  const columns: (Column<ScheduledChange> | false)[] = [
    { head: t.on, width: 25, onCard: 'left', cell: ({ effectiveAt }) => <Time at={effectiveAt} /> },
    { head: t.change, onCard: 'title', cell: (change) => <Change change={change} /> },
    canWrite &&
      hasPending && {
        head: t.action,
        width: 20,
        isRight: true,
        onCard: 'right',
        cell: ({ uid, state, effectiveAt }) =>
          state === 'pending' && (
            <ButtonLink
              isSmall
              href={schedulePath(license.uid, uid)}
              label={t.cancelOf({ date: formatDateTime(effectiveAt) })}
              text={t.cancelChange}
            />
          ),
      },
  ];
  return changes.length === 0 ? null : (
    <Section id="scheduled" title={t.title}>
      <Table label={t.title} rows={changes} columns={columns.filter((column) => column !== false)} />
    </Section>
  );
}

function Change({ change }: { readonly change: ScheduledChange }): VNode {
  const t = texts('licenseSchedule');
  const { actor, reason, failure } = change;
  return (
    <>
      {describedChange(change)}
      <span class="row-note">{[t.by({ actor }), reason].filter(Boolean).join(' · ')}</span>
      {failure !== null && <span class="row-note">{t.failed({ failure })}</span>}
    </>
  );
}

/** The operation with its parameters, in words. */
export function describedChange({ action, params }: Pick<PendingChange, 'action' | 'params'>): ComponentChildren {
  const t = texts('licenseSchedule');
  const { policy, days, months, years, entitlements, meters, ...limits } = params as Sent;
  if (action === 'change_policy') {
    return policy === undefined ? t.otherPolicy : <a href={policyPath(policy)}>{t.otherPolicy}</a>;
  }
  if (action === 'extend') {
    return t.longer({ days: days ?? 0, months: months ?? 0, years: years ?? 0 });
  }
  return [...limitsOf(limits), ...codesOf(t.entitlements, entitlements), ...codesOf(t.meters, meters)].join(' · ');
}

type Sent = Partial<
  Pick<ScheduledParams['change_policy'], 'policy'> &
    Omit<ScheduledParams['extend'], 'from'> &
    ScheduledParams['seats'] &
    ScheduledParams['entitlements']
>;

function limitsOf({ max_activations, max_users, max_sessions }: ScheduledParams['seats']): string[] {
  const t = texts('licenseSchedule');
  const limits = [
    { name: t.seats, limit: max_activations },
    { name: t.users, limit: max_users },
    { name: t.sessions, limit: max_sessions },
  ];
  return limits.flatMap(({ name, limit }) =>
    limit === undefined ? [] : [t.value({ name, value: limit === null ? t.noLimit : formatNumber(limit) })],
  );
}

function codesOf(name: string, grants: object | undefined): string[] {
  const t = texts('licenseSchedule');
  return grants === undefined ? [] : [t.value({ name, value: Object.keys(grants).join(', ') || t.none })];
}
