import type { VNode } from 'preact';
import type { UserSession } from '../../../core/identity/internal';
import { Badge } from '../../../pages/components/badge';
import { PostButton } from '../../../pages/components/button';
import { ListPager } from '../../../pages/components/list-pager';
import type { Pages } from '../../../pages/components/list-pages';
import { type Column, Cut, Table } from '../../../pages/components/table';
import { Time } from '../../../pages/components/text';
import { texts } from '../../../core/i18n';
import { browserName } from './browser-name';

interface SessionTableProps {
  readonly sessions: readonly UserSession[];
  /** The session of this request. */
  readonly ownId: string;
  /** Where a session is ended; undefined where the viewer may not. */
  readonly endPath?: (id: string) => string;
}

export const SESSIONS_PER_PAGE = 20;

interface SessionPagerProps {
  readonly sessions: readonly UserSession[];
  readonly path: string;
  readonly pages: Pages;
}

/** Only below more than one page of sessions. */
export function SessionPager({ sessions, path, pages }: SessionPagerProps): VNode | null {
  const { newestFirst } = texts('lists');
  return (pages.previous ?? pages.next) ? (
    <ListPager rows={sessions} order={newestFirst} path={path} query={{}} pages={pages} />
  ) : null;
}

/** The active sessions of a user. */
export function SessionTable({ sessions, ...rules }: SessionTableProps): VNode {
  return <Table label={texts('account').sessions} rows={sessions} columns={columnsOf(rules)} />;
}

function columnsOf(rules: Omit<SessionTableProps, 'sessions'>): Column<UserSession>[] {
  const t = texts('account');
  return [
    { head: t.browser, width: 40, onCard: 'title', cell: (session) => <Program {...session} /> },
    { head: t.address, width: 20, onCard: 'left', cell: ({ ip }) => <Cut text={ip} /> },
    { head: t.since, onCard: 'wide', cell: ({ createdAt }) => <Time at={createdAt} as="age" /> },
    { head: t.end, isRight: true, onCard: 'status', cell: ({ id }) => <End id={id} {...rules} /> },
  ];
}

function Program({ userAgent, isReadOnly }: UserSession): VNode {
  const t = texts('account');
  const name = userAgent ? browserName(userAgent) : t.unknown;
  return (
    <>
      <span class="cut" title={userAgent ?? undefined}>
        {name}
      </span>
      {isReadOnly && <span class="row-note">{t.readOnly}</span>}
    </>
  );
}

function End({ id, ownId, endPath }: { readonly id: string } & Omit<SessionTableProps, 'sessions'>): VNode | null {
  const t = texts('account');
  if (id === ownId) {
    return <Badge tone="ok" icon="circle-check" text={t.thisSession} />;
  }
  return endPath ? <PostButton isSmall action={endPath(id)} text={t.endSession} /> : null;
}
