import type { Page as ListPage } from '../../common/pagination/page-request';
import { confirmation } from '../components/confirmation';
import type { Consequence } from '../components/lists';
import { PageHeader } from '../components/page-parts';
import { Pager } from '../components/table';
import { Time } from '../components/text';
import { formatDateTime } from '../../i18n/format';
import { Page } from '../kit/page';
import { texts } from '../../i18n/texts';
import { viewer } from '../../i18n/viewer';
import { crumbsOf } from './license-confirmation.view';
import { licensePath, sessionEndPath, sessionsPath } from './license-paths';
import { deviceOf, SessionTable } from './license-sessions.view';
import type { License } from '../../licenses/licenses/license.entity';
import { type LicenseSession, expiryOf } from '../../licenses/sessions/license-session.entity';
import type { LicensedSession } from '../../verification/sessions/list-sessions.service';

interface SessionList {
  readonly license: License;
  readonly sessions: ListPage<LicenseSession>;
  readonly canEnd: boolean;
}

export function sessionsPage({ license: { uid, key }, sessions, canEnd }: SessionList): Page {
  const t = texts('licenseSessions');
  const { rows, next } = sessions;
  const body = (
    <>
      <PageHeader title={t.title} crumbs={crumbsOf(uid, key)} />
      <SessionTable license={uid} sessions={rows} canEnd={canEnd} />
      <Pager text={t.range({ n: rows.length })} nextHref={next === null ? undefined : sessionsPath(uid, next)} />
    </>
  );
  return new Page({ title: t.title, body });
}

export function endSessionPage(session: LicensedSession): Page {
  const t = texts('licenseSessions');
  const { license, uid } = session;
  return confirmation({
    title: t.ask,
    crumbs: crumbsOf(license.uid, license.key),
    undo: { isPossible: false, text: t.undo },
    about: [
      { term: t.device, value: deviceOf(session) },
      { term: t.started, value: <Time at={session.startedAt} /> },
      { term: t.holdsUntil, value: <Time at={expiryOf(session)} /> },
    ],
    consequences: consequencesOf(session),
    action: sessionEndPath(license.uid, uid),
    verb: t.confirm,
    keep: { title: t.keep, href: licensePath(license.uid) },
  });
}

function consequencesOf({ borrowedUntil }: LicenseSession): Consequence[] {
  const t = texts('licenseSessions');
  const isBorrowed = borrowedUntil !== null && borrowedUntil > viewer().now;
  return [
    {
      icon: 'monitor',
      tone: 'bad',
      text: isBorrowed ? t.borrowed({ end: formatDateTime(borrowedUntil) }) : t.heartbeat,
    },
    { icon: 'unlink', text: t.free },
  ];
}
