import type { VNode } from 'preact';
import { ROLES, type User } from '../../identity/users/user.entity';
import type { UserFilter } from '../../identity/users/users.service';
import { Badge } from '../components/badge';
import { ButtonLink } from '../components/button';
import { AddFilter, Chips, ClearFilters, FilterChoices, Results, SearchForm } from '../components/filters';
import { EmptyState, PageHeader, Tabs } from '../components/page-parts';
import { type Column, Cut, Pager, RowTitle, Table } from '../components/table';
import { Time } from '../components/text';
import { formatNumber } from '../kit/format';
import { Page } from '../kit/page';
import { texts } from '../kit/texts';
import { zoneNote } from '../kit/zone-note';
import { listPath, NEW_PERSON_PATH, PEOPLE_PATH, personPath } from './people-paths';
import { PEOPLE_PER_PAGE } from './people-query.dto';
import { roleText } from './role-texts';

export interface PeopleListData {
  readonly people: readonly User[];
  readonly total: number;
  /** Active sessions by user id. */
  readonly sessions: ReadonlyMap<number, number>;
  readonly filter: UserFilter;
  readonly page: number;
  /** Whether the viewer may add people. */
  readonly canWrite: boolean;
}

export function peopleListPage(data: PeopleListData): Page {
  return new Page({ title: texts('people').people, body: <PeopleList {...data} /> });
}

function PeopleList(data: PeopleListData): VNode {
  const t = texts('people');
  const { people, canWrite, sessions } = data;
  const add = (
    <ButtonLink look="primary" icon="plus" href={NEW_PERSON_PATH}>
      {t.add}
    </ButtonLink>
  );
  return (
    <>
      <PageHeader title={t.people} lead={`${t.lead} ${zoneNote()}`} actions={canWrite ? add : undefined} />
      <Tabs label={t.views} tabs={tabsOf(data)} />
      <Filters {...data} />
      <Results summary={rangeOf(data)}>
        {people.length === 0 ? (
          <Nobody {...data} />
        ) : (
          <>
            <Table label={t.people} rows={people} columns={columnsOf(sessions)} keyOf={({ id }) => id} />
            <PeoplePager {...data} />
          </>
        )}
      </Results>
    </>
  );
}

function tabsOf({ filter: { deactivated = false, ...rest } }: PeopleListData) {
  const t = texts('people');
  return [
    { title: t.active, href: listPath(rest), isCurrent: !deactivated },
    { title: t.deactivated, href: listPath({ ...rest, deactivated: true }), isCurrent: deactivated },
  ];
}

function Filters({ filter }: PeopleListData): VNode {
  const t = texts('people');
  const { q, role, deactivated } = filter;
  const roleChip = role && { field: t.role, value: roleText(role).title, removeHref: listPath({ q, deactivated }) };
  return (
    <SearchForm
      action={PEOPLE_PATH}
      label={t.search}
      placeholder={t.searchFor}
      value={q ?? ''}
      keep={{ role, deactivated: deactivated ? 'true' : undefined }}
    >
      <Chips chips={roleChip ? [roleChip] : []} />
      <AddFilter>
        <FilterChoices
          title={t.role}
          choices={ROLES.map((one) => ({ title: roleText(one).title, href: listPath({ ...filter, role: one }) }))}
        />
      </AddFilter>
      {(q ?? role) !== undefined && <ClearFilters href={listPath({ deactivated })} />}
    </SearchForm>
  );
}

function columnsOf(sessions: ReadonlyMap<number, number>): Column<User>[] {
  const t = texts('people');
  return [
    {
      head: t.person,
      width: 35,
      onCard: 'title',
      cell: ({ uid, username, email }) => (
        <RowTitle href={personPath(uid)} title={username} note={email ?? undefined} />
      ),
    },
    { head: t.role, onCard: 'status', cell: ({ role }) => <Cut text={roleText(role).title} /> },
    { head: t.secondFactor, onCard: 'left', cell: (user) => <SecondFactorBadge {...user} /> },
    { head: t.lastSignIn, onCard: 'right', cell: ({ lastLoginAt }) => <LastSignIn at={lastLoginAt} /> },
    {
      head: t.sessions,
      width: 10,
      isRight: true,
      onCard: 'hidden',
      cell: ({ id }) => formatNumber(sessions.get(id) ?? 0),
    },
  ];
}

export function SecondFactorBadge({ secondFactorSince }: Pick<User, 'secondFactorSince'>): VNode {
  const t = texts('people');
  return secondFactorSince === null ? (
    <Badge tone="outlined" icon="circle-dashed">
      {t.off}
    </Badge>
  ) : (
    <Badge tone="ok" icon="shield-check">
      {t.on}
    </Badge>
  );
}

export function LastSignIn({ at }: { readonly at: Date | null }): VNode {
  return at === null ? <span class="unset">{texts('people').never}</span> : <Time at={at} as="age" />;
}

function PeoplePager(data: PeopleListData): VNode {
  const { total, filter, page } = data;
  return (
    <Pager
      text={rangeOf(data)}
      previousHref={page > 1 ? listPath(filter, page - 1) : undefined}
      nextHref={page * PEOPLE_PER_PAGE < total ? listPath(filter, page + 1) : undefined}
    />
  );
}

function rangeOf({ people, total, page }: PeopleListData): string {
  const first = (page - 1) * PEOPLE_PER_PAGE + 1;
  return people.length === 0
    ? texts('people').nobody
    : texts('people').range({ first, last: first + people.length - 1, total });
}

function Nobody({ filter: { q, role, deactivated } }: PeopleListData): VNode {
  const t = texts('people');
  const hasFilter = (q ?? role) !== undefined;
  if (!hasFilter && deactivated) {
    return (
      <EmptyState icon="users" title={t.nobodyDeactivated}>
        {t.nobodyDeactivatedText}
      </EmptyState>
    );
  }
  return (
    <EmptyState icon="search" title={t.nobody} actions={<ButtonLink href={PEOPLE_PATH}>{t.showAll}</ButtonLink>}>
      {q === undefined ? t.nobodyWithRole : t.nobodyFor({ q })}
    </EmptyState>
  );
}
