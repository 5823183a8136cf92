import type { ComponentChildren, VNode } from 'preact';
import { formatDateTime, formatNumber, texts } from '../../../core/i18n';
import type { License, PendingChange } from '../../../core/licenses';
import type { ScheduledParams } from '../../../core/licensing';
import { ButtonLink } from '../../../pages/components/button';
import { Section } from '../../../pages/components/page-parts';
import { type Column, Table } from '../../../pages/components/table';
import { Time } from '../../../pages/components/text';
import { policyPath } from '../../../pages/kit/record-paths';
import { schedulePath } from './license-paths';

interface ScheduleProps {
  readonly license: License;
  readonly canWrite: boolean;
}

/** Changes that are yet to be made. Most licenses have none. */
export function Schedule({ license: { uid: id, scheduledChanges = [] }, canWrite }: ScheduleProps): VNode | null {
  const t = texts('licenseSchedule');
  const columns: Column<PendingChange>[] = [
    { head: t.on, width: 25, onCard: 'left', cell: ({ effectiveAt }) => <Time at={effectiveAt} /> },
    { head: t.change, onCard: 'title', cell: describedChange },
  ];
  const cancel: Column<PendingChange> = {
    head: t.action,
    width: 20,
    isRight: true,
    onCard: 'right',
    cell: ({ uid, effectiveAt }) => (
      <ButtonLink
        isSmall
        href={schedulePath(id, uid)}
        label={t.cancelOf({ date: formatDateTime(effectiveAt) })}
        text={t.cancelChange}
      />
    ),
  };
  return scheduledChanges.length === 0 ? null : (
    <Section id="scheduled" title={t.title}>
      <Table label={t.title} rows={scheduledChanges} columns={canWrite ? [...columns, cancel] : columns} />
    </Section>
  );
}

/** The operation with its parameters, in words. */
export function describedChange({ action, params }: PendingChange): ComponentChildren {
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
