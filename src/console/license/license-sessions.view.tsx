import type { VNode } from 'preact';
import type { Page as ListPage } from '../../common/pagination/page-request';
import type { License } from '../../licensing/licenses/license.entity';
import { expiryOf, type LicenseSession } from '../../licensing/license-sessions/license-session.entity';
import type { LicensedSession } from '../../licensing/license-sessions/list-sessions.service';
import { ButtonLink } from '../components/button';
import { Confirmation } from '../components/confirmation';
import { LinkedSection } from '../components/detail-page';
import type { Consequence } from '../components/lists';
import { PageHeader } from '../components/page-parts';
import { type Column, Cut, Pager, Table } from '../components/table';
import { Time } from '../components/text';
import { formatDateTime } from '../kit/format';
import { FormState } from '../kit/form-state';
import { Page } from '../kit/page';
import { viewer } from '../kit/viewer';
import { crumbsOf } from './license-confirmation.view';
import type { LicensePageData } from './license-page.service';
import { PAGE_TEXTS } from './license-page-texts';
import { licensePath, sessionEndPath, sessionsPath } from './license-paths';
import { nameOf } from './license-seats.view';
import { SESSION_TEXTS } from './license-session-texts';

interface SessionsProps {
  readonly data: LicensePageData;
  readonly canEnd: boolean;
}

/** Floating seats. Nothing for a license without them. */
export function Sessions({ data, canEnd }: SessionsProps): VNode | null {
  const t = PAGE_TEXTS();
  const { license, sessions, told } = data;
  if (license.maxSessions === null) {
    return null;
  }
  const running = told.sessionsRunning ?? sessions.length;
  const all = { href: sessionsPath(license.uid), title: SESSION_TEXTS().all };
  return (
    <LinkedSection
      id="sessions"
      title={t.sessions}
      note={t.sessionsRunning(running, license.maxSessions)}
      link={running > sessions.length ? all : undefined}
    >
      <SessionTable license={license.uid} sessions={sessions} canEnd={canEnd} />
    </LinkedSection>
  );
}

interface SessionList {
  readonly license: License;
  readonly sessions: ListPage<LicenseSession>;
  readonly canEnd: boolean;
}

export function sessionsPage({ license: { uid, key }, sessions, canEnd }: SessionList): Page {
  const t = SESSION_TEXTS();
  const { rows, next } = sessions;
  const body = (
    <>
      <PageHeader title={t.title} crumbs={crumbsOf(uid, key)} />
      <SessionTable license={uid} sessions={rows} canEnd={canEnd} />
      <Pager text={t.range(rows.length)} nextHref={next === null ? undefined : sessionsPath(uid, next)} />
    </>
  );
  return new Page({ title: t.title, body });
}

interface SessionTableProps {
  /** Uid of the license. */
  readonly license: string;
  readonly sessions: readonly LicenseSession[];
  readonly canEnd: boolean;
}

function SessionTable({ license, sessions, canEnd }: SessionTableProps): VNode {
  const t = PAGE_TEXTS();
  if (sessions.length === 0) {
    return <p class="unset">{SESSION_TEXTS().none}</p>;
  }
  const columns: Column<LicenseSession>[] = [
    { head: t.device, width: 35, onCard: 'title', cell: (session) => <Cut text={deviceOf(session)} /> },
    { head: t.version, width: 10, onCard: 'hidden', cell: ({ appVersion }) => <Cut text={appVersion ?? ''} /> },
    { head: t.started, width: 20, onCard: 'hidden', cell: ({ startedAt }) => <Time at={startedAt} as="age" /> },
    {
      head: t.holdsUntil,
      onCard: 'left',
      cell: (session) => (
        <>
          <Time at={expiryOf(session)} as="clock" />
          {session.borrowedUntil && <span class="row-note">{t.borrowed}</span>}
        </>
      ),
    },
  ];
  const end: Column<LicenseSession> = {
    head: t.action,
    isRight: true,
    onCard: 'right',
    cell: (session) => (
      <ButtonLink isSmall href={sessionEndPath(license, session.uid)} label={SESSION_TEXTS().endOf(deviceOf(session))}>
        {SESSION_TEXTS().end}
      </ButtonLink>
    ),
  };
  return (
    <Table label={t.sessions} rows={sessions} columns={canEnd ? [...columns, end] : columns} keyOf={({ id }) => id} />
  );
}

export function endSessionPage(session: LicensedSession): Page {
  const t = SESSION_TEXTS();
  const { license, uid } = session;
  const body = (
    <Confirmation
      title={t.ask}
      crumbs={crumbsOf(license.uid, license.key)}
      form={FormState.empty()}
      undo={{ isPossible: false, text: t.undo }}
      about={[
        { term: t.device, value: deviceOf(session) },
        { term: t.started, value: <Time at={session.startedAt} /> },
        { term: t.holdsUntil, value: <Time at={expiryOf(session)} /> },
      ]}
      consequences={consequencesOf(session)}
      action={sessionEndPath(license.uid, uid)}
      verb={t.confirm}
      keep={{ title: t.keep, href: licensePath(license.uid) }}
    />
  );
  return new Page({ title: t.ask, width: 'confirmation', body });
}

function consequencesOf({ borrowedUntil }: LicenseSession): Consequence[] {
  const t = SESSION_TEXTS();
  const isBorrowed = borrowedUntil !== null && borrowedUntil > viewer().now;
  return [
    { icon: 'monitor', tone: 'bad', text: isBorrowed ? t.borrowed(formatDateTime(borrowedUntil)) : t.heartbeat },
    { icon: 'unlink', text: t.free },
  ];
}

export function deviceOf({ activation }: LicenseSession): string {
  return activation ? nameOf(activation) : '';
}
