import type { VNode } from 'preact';
import { ROLES } from '../../identity/permissions/permission';
import type { User } from '../../identity/users/user.entity';
import type { UserFilter } from '../../identity/users/users.service';
import { Badge } from '../components/badge';
import { Cut, RowTitle } from '../components/table';
import { Time } from '../components/text';
import { formatNumber } from '../../i18n/format';
import type { Page } from '../kit/page';
import { texts } from '../../i18n/texts';
import { zoneNote } from '../kit/zone-note';
import { NEW_PERSON_PATH, PEOPLE_PATH, personPath } from './people-paths';
import { PEOPLE_PER_PAGE } from './people-query.dto';
import { roleText } from '../kit/role-texts';
import { listPage, numberedPages } from '../components/list-page';
import { addLink } from '../components/button';

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

export function peopleListPage({ people, total, sessions, filter, page, canWrite }: PeopleListData): Page {
  const t = texts('people');
  const { q, role, deactivated = false } = filter;
  const first = (page - 1) * PEOPLE_PER_PAGE + 1;
  const onlyDeactivated = deactivated && (q ?? role) === undefined;
  return listPage({
    title: t.people,
    lead: `${t.lead} ${zoneNote()}`,
    actions: [canWrite && addLink(t.add, NEW_PERSON_PATH)],
    path: PEOPLE_PATH,
    query: { q, role, deactivated: deactivated ? 'true' : undefined },
    views: {
      label: t.views,
      field: 'deactivated',
      all: [{ title: t.active }, { value: 'true', title: t.deactivated }],
    },
    search: {
      label: t.search,
      placeholder: t.searchFor,
      filters: [
        { field: 'role', title: t.role, values: ROLES.map((value) => ({ value, title: roleText(value).title })) },
      ],
    },
    rows: people,
    columns: [
      {
        head: t.person,
        width: 35,
        onCard: 'title',
        cell: ({ uid, username, email }) => (
          <RowTitle href={personPath(uid)} title={username} note={email ?? undefined} />
        ),
      },
      { head: t.role, onCard: 'status', cell: (person) => <Cut text={roleText(person.role).title} /> },
      { head: t.secondFactor, onCard: 'left', cell: (person) => <SecondFactorBadge {...person} /> },
      { head: t.lastSignIn, onCard: 'right', cell: ({ lastLoginAt }) => <LastSignIn at={lastLoginAt} /> },
      {
        head: t.sessions,
        width: 10,
        isRight: true,
        onCard: 'hidden',
        cell: ({ id }) => formatNumber(sessions.get(id) ?? 0),
      },
    ],
    shown: people.length === 0 ? t.nobody : t.range({ first, last: first + people.length - 1, total }),
    pages: numberedPages({ page, perPage: PEOPLE_PER_PAGE, total }),
    empty: { icon: 'users', title: t.nobodyDeactivated, text: t.nobodyDeactivatedText },
    noMatch: onlyDeactivated
      ? undefined
      : { title: t.nobody, text: q === undefined ? t.nobodyWithRole : t.nobodyFor({ q }), showAll: t.showAll },
  });
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
