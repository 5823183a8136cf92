import type { VNode } from 'preact';
import { expiryOf, type LicenseSession } from '../../licenses/sessions/license-session.entity';
import { ButtonLink } from '../components/button';
import { type Column, Cut, Table } from '../components/table';
import { Time } from '../components/text';
import { texts } from '../../i18n/texts';
import type { LicensePageData } from './license-page.service';
import { sessionEndPath, sessionsPath } from './license-paths';
import { nameOf } from './license-seats.view';
import { Section } from '../components/page-parts';

interface SessionsProps {
  readonly data: LicensePageData;
  readonly canEnd: boolean;
}

/** Floating seats. Nothing for a license without them. */
export function Sessions({ data, canEnd }: SessionsProps): VNode | null {
  const t = texts('license');
  const { license, sessions, told } = data;
  if (license.maxSessions === null) {
    return null;
  }
  const running = told.sessionsRunning ?? sessions.length;
  const all = { href: sessionsPath(license.uid), title: texts('licenseSessions').all };
  return (
    <Section
      id="sessions"
      title={t.sessions}
      note={t.sessionsRunning({ running, limit: license.maxSessions })}
      link={running > sessions.length ? all : undefined}
    >
      <SessionTable license={license.uid} sessions={sessions} canEnd={canEnd} />
    </Section>
  );
}

interface SessionTableProps {
  /** Uid of the license. */
  readonly license: string;
  readonly sessions: readonly LicenseSession[];
  readonly canEnd: boolean;
}

export function SessionTable({ license, sessions, canEnd }: SessionTableProps): VNode {
  const t = texts('license');
  if (sessions.length === 0) {
    return <p class="unset">{texts('licenseSessions').none}</p>;
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
      <ButtonLink
        isSmall
        href={sessionEndPath(license, session.uid)}
        label={texts('licenseSessions').endOf({ device: deviceOf(session) })}
      >
        {texts('licenseSessions').end}
      </ButtonLink>
    ),
  };
  return <Table label={t.sessions} rows={sessions} columns={canEnd ? [...columns, end] : columns} />;
}

export function deviceOf({ activation }: LicenseSession): string {
  return activation ? nameOf(activation) : '';
}
