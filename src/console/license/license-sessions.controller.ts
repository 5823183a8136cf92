import { Get, Param, Post, Query } from '@nestjs/common';
import { Authorized } from '../../common/access/authorized.decorator';
import { UuidPipe } from '../../common/validation/id.pipes';
import { type Caller, CurrentCaller, isPermitted } from '../../identity/permissions/caller';
import { Permission } from '../../identity/permissions/permission';
import { EndSessionService } from '../../verification/sessions/end-session.service';
import { ListSessionsService } from '../../verification/sessions/list-sessions.service';
import { LicensesService } from '../../licensing/licenses/licenses.service';
import { ConsoleController } from '../frame/console-controller.decorator';
import { CursorPageDto } from '../kit/cursor-page';
import { type Page, SeeOther } from '../kit/page';
import { texts } from '../../i18n/texts';
import { LicenseIdPipe } from './license-id.pipe';
import { licensePath } from './license-paths';
import { endSessionPage, sessionsPage } from './license-session-pages.view';
import { deviceOf } from './license-sessions.view';

const SESSIONS_PER_PAGE = 50;

/** The running sessions of a license. */
@ConsoleController('license/edit/:id/sessions')
export class LicenseSessionPagesController {
  constructor(
    private readonly licenses: LicensesService,
    private readonly sessions: ListSessionsService,
    private readonly ending: EndSessionService,
  ) {}

  @Get()
  @Authorized(Permission.ActivationsRead)
  async showSessions(
    @CurrentCaller() caller: Caller,
    @Param('id', LicenseIdPipe) id: string,
    @Query() { after }: CursorPageDto,
  ): Promise<Page> {
    const { license } = await this.licenses.get(id);
    const sessions = await this.sessions.list({ limit: SESSIONS_PER_PAGE, after }, { license: id, running: true });
    return sessionsPage({ license, sessions, canEnd: isPermitted(caller, Permission.ActivationsWrite) });
  }

  @Get(':session/end')
  @Authorized(Permission.ActivationsWrite)
  async askToEndSession(
    @Param('id', LicenseIdPipe) id: string,
    @Param('session', UuidPipe) uid: string,
  ): Promise<Page> {
    return endSessionPage(await this.ending.find(id, uid));
  }

  @Post(':session/end')
  @Authorized(Permission.ActivationsWrite)
  async endLicenseSession(
    @Param('id', LicenseIdPipe) id: string,
    @Param('session', UuidPipe) uid: string,
  ): Promise<SeeOther> {
    const session = await this.ending.find(id, uid);
    await this.ending.end(uid);
    return SeeOther.done(licensePath(id), texts('licenseSessions').ended({ device: deviceOf(session) }));
  }
}
