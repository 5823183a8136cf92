import type { VNode } from 'preact';
import type { Policy, PolicyVersion } from '../../../core/catalog';
import { formatNumber, texts } from '../../../core/i18n';
import { ButtonLink } from '../../../pages/components/button';
import { withQuery } from '../../../pages/components/filters';
import { Section } from '../../../pages/components/page-parts';
import { type Column, Table } from '../../../pages/components/table';
import { Time } from '../../../pages/components/text';
import { policyPath } from '../../../pages/kit/record-paths';
import { bulkPath } from '../license-list/license-paths';
import { entitlementLines } from './grant-lines';
import type { PublishedVersions } from './policy-versions-section.service';
import { creditLines, linesOf, meterLines } from './term-lines';

export interface VersionsProps extends PublishedVersions {
  readonly policy: Policy;
  readonly canWrite: boolean;
  /** Whether the caller may move licenses. */
  readonly canMove: boolean;
}

export const publishPath = (uid: string): string => `${policyPath(uid)}/publish`;

/** The versions of a policy with their licenses, and what the next one would change. */
export function Versions(data: VersionsProps): VNode {
  const t = texts('policyVersions');
  const { policy, versions, canWrite, canMove, canPublish } = data;
  const isPublished = versions.length > 0;
  const move = withQuery(bulkPath('change_policy_version'), { policy: policy.uid, all: '1' });
  return (
    <Section
      id="versions"
      title={t.title}
      action={canWrite && canPublish ? <ButtonLink href={publishPath(policy.uid)} text={t.publish} /> : undefined}
    >
      <Next {...data} />
      {isPublished && <Table label={t.title} rows={versions} columns={columnsOf(data)} />}
      {isPublished && canMove && (
        <p class="actions">
          <ButtonLink look="quiet" href={move} text={t.move} />
        </p>
      )}
    </Section>
  );
}

function Next({ versions, differences }: Pick<VersionsProps, 'versions' | 'differences'>): VNode {
  const t = texts('policyVersions');
  if (versions.length === 0) {
    return <p>{t.none}</p>;
  }
  return differences.length === 0 ? (
    <p>{t.same}</p>
  ) : (
    <>
      <p>{t.differs}</p>
      <Differences differences={differences} />
    </>
  );
}

/** Changes that another version would make, one a line. */
export function Differences({ differences }: Pick<VersionsProps, 'differences'>): VNode {
  return (
    <ul class="plain-list">
      {differences.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

function columnsOf({ policy, licenses }: VersionsProps): Column<PolicyVersion>[] {
  const t = texts('policyVersions');
  return [
    {
      head: t.version,
      width: 40,
      onCard: 'title',
      cell: ({ number, note, grants = {} }) => (
        <>
          {t.name({ version: number })}
          <span class="row-note">
            {note ??
              [
                ...linesOf(entitlementLines(grants)),
                ...linesOf(meterLines(grants)),
                ...linesOf(creditLines(grants)),
              ].join(' · ')}
          </span>
        </>
      ),
    },
    { head: t.published, onCard: 'left', cell: ({ publishedAt }) => <Time at={publishedAt} as="date" /> },
    {
      head: t.licenses,
      isRight: true,
      onCard: 'right',
      cell: ({ number }) => (
        <a href={withQuery('/console/licenses', { policy: policy.uid, policy_version: String(number) })}>
          {formatNumber(licenses.get(number) ?? 0)}
        </a>
      ),
    },
  ];
}
