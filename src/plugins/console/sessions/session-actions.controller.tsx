import { Query } from '@nestjs/common';
import { Matches, MaxLength } from 'class-validator';
import { asRule, Authorized, IsName, isProblem, MayBeMissing } from '../../../core/common';
import { formatDateTime, texts } from '../../../core/i18n';
import { type Caller, CurrentCaller, isPermitted, Permission } from '../../../core/identity';
import { LicenseFilesService } from '../../../core/licensing';
import { EndSessionService, ListSessionsService, PastedCode } from '../../../core/verification';
import {
  EndLicenseSessionDto,
  type LicensedSession,
  MAX_RELEASE,
  ResumeSessionService,
} from '../../../core/verification/internal';
import { ConfirmForm } from '../../../pages/components/confirmation';
import { LicenseLink } from '../../../pages/components/license-badge';
import type { Consequence } from '../../../pages/components/lists';
import type { Crumb } from '../../../pages/components/page-parts';
import { Time } from '../../../pages/components/text';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import { FormRoute } from '../../../pages/kit/form-route';
import type { FormGroups } from '../../../pages/kit/form-table';
import { localPath } from '../../../pages/kit/local-path';
import { OptionalField } from '../../../pages/kit/optional-field';
import { SeeOther } from '../../../pages/kit/page';
import { Id } from '../../../pages/kit/parameters';
import { resumePath, SESSIONS_PATH, takeBackPath } from './session-paths';
import { deviceOf, isBorrowed } from './session-table';

class TakeBackQueryDto {
  /** The page that is shown afterwards. */
  @MayBeMissing()
  @IsName()
  back?: string;
}

class TakeBackDto extends EndLicenseSessionDto {
  @OptionalField()
  @PastedCode('KWX1')
  @MaxLength(MAX_RELEASE)
  @Matches(/^KWX1\.[\w-]+$/, asRule({ rule: 'startsWith', params: { start: 'KWX1' } }))
  code?: string;
}

/** Takes floating seats back. */
@ConsoleController('console/sessions')
export class SessionActionsController {
  constructor(
    private readonly sessions: ListSessionsService,
    private readonly ending: EndSessionService,
    private readonly resuming: ResumeSessionService,
    private readonly files: LicenseFilesService,
  ) {}

  @FormRoute(':id/take-back')
  @Authorized(Permission.ActivationsWrite)
  async takeBack(
    @CurrentCaller() caller: Caller,
    @Id() id: string,
    @Query() { back: sent = '' }: TakeBackQueryDto,
  ): Promise<ConfirmForm<TakeBackDto>> {
    const t = texts('floatingSessions');
    const session = await this.sessions.get(id);
    const device = deviceOf(session);
    const back = localPath(sent) ?? SESSIONS_PATH;
    const canRelease = isBorrowed(session) && isPermitted(caller, Permission.LicensesWrite);
    return new ConfirmForm({
      title: t.ask({ device }),
      crumbs: crumbs(),
      about: aboutOf(session),
      consequences: consequencesOf(session),
      groups: canRelease ? [...MESSAGE, ...CODE] : MESSAGE,
      texts: t,
      input: TakeBackDto,
      action: takeBackPath(id, localPath(sent)),
      verb: t.takeBack,
      keep: { title: t.keep, href: back },
      submit: async ({ code, message }) => {
        if (code !== undefined) {
          await this.files.release(session.license.uid, code, session.activation.fingerprint);
          return SeeOther.done(back, t.released({ device }));
        }
        await this.ending.end(id, message);
        return SeeOther.done(back, t.takenBack({ device }), { text: t.undo, path: resumePath(id) });
      },
    });
  }

  @FormRoute(':id/resume')
  @Authorized(Permission.ActivationsWrite)
  async resume(@Id() id: string): Promise<ConfirmForm> {
    const t = texts('floatingSessions');
    const session = await this.sessions.get(id);
    const device = deviceOf(session);
    return new ConfirmForm({
      title: t.resumeAsk({ device }),
      lead: t.resumeNote,
      crumbs: crumbs(),
      about: aboutOf(session),
      action: resumePath(id),
      verb: t.resume,
      keep: { title: t.leave, href: SESSIONS_PATH },
      messages: { SESSIONS_EXHAUSTED: t.isTaken },
      submit: () => this.resumed(id, device),
    });
  }

  private async resumed(id: string, device: string): Promise<SeeOther> {
    const t = texts('floatingSessions');
    try {
      await this.resuming.resume(id);
      return SeeOther.done(SESSIONS_PATH, t.resumed({ device }));
    } catch (error) {
      if (isProblem(error, 'ACTIVE_SESSION_NOT_FOUND')) {
        return new SeeOther(SESSIONS_PATH, { tone: 'bad', text: t.isOver });
      }
      throw error;
    }
  }
}

const MESSAGE: FormGroups = [{ rows: [{ name: 'message', isOptional: true, empty: 'missing' }] }];
const CODE: FormGroups = [{ rows: [{ name: 'code', kind: 'area' }] }];

const crumbs = (): Crumb[] => [{ title: texts('floatingSessions').title, href: SESSIONS_PATH }];

function aboutOf({ license, startedAt, lastHeartbeatAt, borrowedUntil }: LicensedSession) {
  const t = texts('floatingSessions');
  return [
    { term: t.license, value: <LicenseLink {...license} /> },
    { term: t.since, value: <Time at={startedAt} /> },
    { term: t.life, value: <Time at={lastHeartbeatAt} as="age" /> },
    ...(borrowedUntil ? [{ term: t.borrowedUntil, value: <Time at={borrowedUntil} /> }] : []),
  ];
}

function consequencesOf(session: LicensedSession): Consequence[] {
  const t = texts('floatingSessions');
  const { borrowedUntil } = session;
  return [
    { icon: 'unlink', text: t.isFree },
    borrowedUntil && isBorrowed(session)
      ? { icon: 'monitor', tone: 'bad', text: t.goesOn({ end: formatDateTime(borrowedUntil) }) }
      : { icon: 'monitor', text: t.learns },
  ];
}
