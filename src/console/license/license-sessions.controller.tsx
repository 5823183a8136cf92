import { Get, Param, Query } from '@nestjs/common';
import { Authorized } from '../../common/access/authorized.decorator';
import { UuidPipe } from '../../common/validation/id.pipes';
import { type Caller, CurrentCaller, isPermitted } from '../../identity/permissions/caller';
import { Permission } from '../../identity/permissions/permission';
import type { LicenseWithUsage } from '../../licensing/licenses/licenses.service';
import { expiryOf } from '../../licenses/sessions/license-session.entity';
import { EndSessionService } from '../../verification/sessions/end-session.service';
import { ListSessionsService } from '../../verification/sessions/list-sessions.service';
import { formatDateTime } from '../../i18n/format';
import { texts } from '../../i18n/texts';
import { viewer } from '../../i18n/viewer';
import { ConfirmForm } from '../components/confirmation';
import { detailPage } from '../components/detail-page';
import { Pager } from '../components/table';
import { Time } from '../components/text';
import { ConsoleController } from '../frame/console-controller.decorator';
import { CursorPageDto } from '../kit/cursor-page';
import { FormRoute } from '../kit/form-route';
import { type Page, SeeOther } from '../kit/page';
import { crumbsOf, licensePath, sessionEndPath, sessionsPath } from './license-paths';
import { deviceOf, SessionTable } from './license-seats.view';
import { PathLicense } from './path-license';

const SESSIONS_PER_PAGE = 50;

/** The running sessions of a license. */
@ConsoleController('license/edit/:id/sessions')
export class LicenseSessionPagesController {
  constructor(
    private readonly sessions: ListSessionsService,
    private readonly ending: EndSessionService,
  ) {}

  @Get()
  @Authorized(Permission.ActivationsRead)
  async showSessions(
    @CurrentCaller() caller: Caller,
    @PathLicense() { license }: LicenseWithUsage,
    @Query() { after }: CursorPageDto,
  ): Promise<Page> {
    const t = texts('licenseSessions');
    const { uid } = license;
    const page = { limit: SESSIONS_PER_PAGE, after };
    const { rows, next } = await this.sessions.list(page, { license: uid, running: true });
    const canEnd = isPermitted(caller, Permission.ActivationsWrite);
    return detailPage({
      title: t.title,
      crumbs: crumbsOf(license),
      main: (
        <>
          <SessionTable license={uid} sessions={rows} canEnd={canEnd} />
          <Pager text={t.range({ n: rows.length })} nextHref={next === null ? undefined : sessionsPath(uid, next)} />
        </>
      ),
    });
  }

  @FormRoute(':session/end')
  @Authorized(Permission.ActivationsWrite)
  async endLicenseSession(
    @PathLicense() { license }: LicenseWithUsage,
    @Param('session', UuidPipe) uid: string,
  ): Promise<ConfirmForm> {
    const t = texts('licenseSessions');
    const session = await this.ending.find(license.uid, uid);
    const { startedAt, borrowedUntil } = session;
    const isBorrowed = borrowedUntil !== null && borrowedUntil > viewer().now;
    return new ConfirmForm({
      title: t.ask,
      crumbs: crumbsOf(license),
      undo: { isPossible: false, text: t.undo },
      about: [
        { term: t.device, value: deviceOf(session) },
        { term: t.started, value: <Time at={startedAt} /> },
        { term: t.holdsUntil, value: <Time at={expiryOf(session)} /> },
      ],
      consequences: [
        {
          icon: 'monitor',
          tone: 'bad',
          text: isBorrowed ? t.borrowed({ end: formatDateTime(borrowedUntil) }) : t.heartbeat,
        },
        { icon: 'unlink', text: t.free },
      ],
      action: sessionEndPath(license.uid, uid),
      verb: t.confirm,
      keep: { title: t.keep, href: licensePath(license.uid) },
      submit: async () => {
        await this.ending.end(uid);
        return SeeOther.done(licensePath(license.uid), t.ended({ device: deviceOf(session) }));
      },
    });
  }
}
