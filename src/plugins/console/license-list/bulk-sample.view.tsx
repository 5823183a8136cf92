import type { VNode } from 'preact';
import { monthsOf } from '../../../core/catalog';
import { formatNumber, texts } from '../../../core/i18n';
import { isTermPending, License } from '../../../core/licenses';
import type { BulkPreview } from '../../../core/licensing/internal';
import { LicenseBadge, LicenseLink } from '../../../pages/components/license-badge';
import { type Column, Cut, Table } from '../../../pages/components/table';
import { Time } from '../../../pages/components/text';

/** Some of the licenses that will change, before and after. */
export function Sample({ preview }: { readonly preview: BulkPreview }): VNode {
  const t = texts('bulk');
  const columns: Column<BulkPreview['sample'][number]>[] = [
    { head: t.license, width: 40, onCard: 'title', cell: ({ license }) => <LicenseName license={license} /> },
    {
      head: t.status,
      onCard: 'status',
      cell: ({ license }) => <LicenseBadge status={license.statusAt(preview.now)} />,
    },
    { head: t.now, onCard: 'left', cell: ({ license }) => <Value license={license} preview={preview} /> },
    { head: t.then, onCard: 'right', cell: (sampled) => <After sampled={sampled} preview={preview} /> },
  ];
  return <Table label={t.sample} rows={preview.sample} columns={columns} />;
}

/** The key of a license over its customer. */
export function LicenseName({ license }: { readonly license: License }): VNode {
  return (
    <>
      <LicenseLink {...license} />
      <span class="row-note">{license.customer?.name ?? texts('bulk').noCustomer}</span>
    </>
  );
}

interface ValueProps {
  readonly license: License;
  readonly preview: BulkPreview;
}

/** The value that the change is about. */
function Value({ license, preview: { change, now } }: ValueProps): VNode {
  const t = texts('bulk');
  switch (change.action) {
    case 'extend':
      return <End license={license} />;
    case 'move':
      return <Cut text={license.customer?.name ?? t.noCustomer} />;
    case 'change_policy':
      return <PolicyValue license={license} name={license.policy?.name ?? ''} />;
    case 'change_policy_version':
      return <Cut text={t.versionOf({ version: license.policyVersion })} note={license.policy?.name} />;
    case 'disable':
    case 'enable':
    case 'revoke':
    case 'block':
    case 'unblock':
    case 'delete':
      return <LicenseBadge status={license.statusAt(now)} />;
  }
}

function After({
  sampled,
  preview,
}: {
  readonly sampled: BulkPreview['sample'][number];
  readonly preview: BulkPreview;
}): VNode {
  const t = texts('bulk');
  const { change } = preview;
  const after: License = Object.assign(new License(), sampled.license, sampled.columns);
  switch (change.action) {
    case 'delete':
      return <span class="unset">{t.deleted}</span>;
    case 'move':
      return <Cut text={change.customer?.name ?? t.noCustomer} />;
    case 'change_policy':
      return <PolicyValue license={after} name={change.policy?.name ?? ''} />;
    case 'change_policy_version':
    case 'extend':
    case 'disable':
    case 'enable':
    case 'revoke':
    case 'block':
    case 'unblock':
      return <Value license={after} preview={preview} />;
  }
}

/** A policy with what licenses copy from it most often. */
function PolicyValue({ license, name }: { readonly license: License; readonly name: string }): VNode {
  const { maxActivations } = license;
  const { seats, noLimit } = texts('bulk');
  const note = `${seats}: ${maxActivations === null ? noLimit : formatNumber(maxActivations)}`;
  return (
    <Cut
      text={name}
      note={
        <>
          {note} · <End license={license} />
        </>
      }
    />
  );
}

function End({ license }: { readonly license: License }): VNode {
  const { expiresAt, durationDays } = license;
  if (expiresAt) {
    return <Time at={expiresAt} as="date" />;
  }
  const { daysFromUse, noEnd } = texts('licenses');
  const text = isTermPending(license) ? daysFromUse({ days: durationDays ?? 0, months: monthsOf(license) }) : noEnd;
  return <span class="unset">{text}</span>;
}
