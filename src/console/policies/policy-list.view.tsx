import type { VNode } from 'preact';
import type { Policy } from '../../catalog/policies/policy.entity';
import { ButtonLink } from '../components/button';
import { Results, SearchForm } from '../components/filters';
import { EmptyState, PageHeader } from '../components/page-parts';
import { type Column, Pager, RowTitle, Table } from '../components/table';
import { Time } from '../components/text';
import { formatNumber } from '../../i18n/format';
import { Page } from '../kit/page';
import { texts } from '../../i18n/texts';
import { newPolicyPath, POLICIES_PATH, policyListPath, policyPath } from './policy-paths';

export interface PolicyListData {
  readonly policies: readonly Policy[];
  /** Cursor of the next page. */
  readonly next: string | null;
  readonly q?: string;
  readonly canWrite: boolean;
}

export function policyListPage(data: PolicyListData): Page {
  return new Page({ title: texts('policies').title, body: <PolicyList {...data} /> });
}

function PolicyList({ policies, next, q, canWrite }: PolicyListData): VNode {
  const t = texts('policies');
  const create = (
    <ButtonLink look="primary" icon="plus" href={newPolicyPath}>
      {t.create}
    </ButtonLink>
  );
  return (
    <>
      <PageHeader title={t.title} lead={t.lead} actions={canWrite ? create : undefined} />
      <SearchForm action={POLICIES_PATH} label={t.search} placeholder={t.search} value={q ?? ''} />
      <Results summary={t.shown({ count: policies.length })}>
        {policies.length === 0 ? (
          <EmptyState icon="search" title={t.nothing} />
        ) : (
          <>
            <Table label={t.title} rows={policies} columns={columns()} />
            <Pager
              text={t.shown({ count: policies.length })}
              nextHref={next === null ? undefined : policyListPath({ q, after: next })}
            />
          </>
        )}
      </Results>
    </>
  );
}

function columns(): Column<Policy>[] {
  const t = texts('policies');
  return [
    {
      head: t.name,
      width: 40,
      onCard: 'title',
      cell: ({ uid, name }) => <RowTitle href={policyPath(uid)} title={name} />,
    },
    {
      head: t.seats,
      onCard: 'left',
      cell: ({ maxActivations }) => (maxActivations === null ? t.unlimited : formatNumber(maxActivations)),
    },
    {
      head: t.term,
      onCard: 'right',
      cell: ({ durationDays }) => (durationDays === null ? t.never : t.days({ days: durationDays })),
    },
    { head: t.changed, isRight: true, onCard: 'hidden', cell: ({ updatedAt }) => <Time at={updatedAt} as="age" /> },
  ];
}
