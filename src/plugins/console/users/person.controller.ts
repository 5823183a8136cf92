import { Get, Post, Query } from '@nestjs/common';
import { Authorized, type FormValues } from '../../../core/common';
import {
  CurrentCaller,
  isPermitted,
  type LoggedIn,
  Permission,
  RolesService,
  SessionsService,
} from '../../../core/identity';
import { InvitationsService, UsersService } from '../../../core/identity/internal';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import { SESSIONS_PER_PAGE } from '../account/session-table';
import { trailPages } from '../../../pages/components/list-pages';
import { type CursorFields, CursorPageDto } from '../../../pages/kit/cursor-page';
import { FormState } from '../../../pages/kit/form-state';
import { type Page, SeeOther } from '../../../pages/kit/page';
import { submitForm } from '../../../pages/kit/submit-form';
import { texts } from '../../../core/i18n';
import { ChangePersonDto, personMessages, personPath } from './person-parts';
import { personPage } from './person.view';
import { Id, FormBody } from '../../../pages/kit/parameters';

/** The page of one person. */
@ConsoleController('console/people/:id')
export class PersonController {
  constructor(
    private readonly users: UsersService,
    private readonly sessions: SessionsService,
    private readonly roles: RolesService,
    private readonly invitations: InvitationsService,
  ) {}

  @Get()
  @Authorized(Permission.UsersRead)
  showPerson(@CurrentCaller() caller: LoggedIn, @Id() id: string, @Query() place: CursorPageDto): Promise<Page> {
    return this.person(caller, id, place);
  }

  @Post()
  @Authorized(Permission.UsersWrite)
  changePerson(
    @CurrentCaller() caller: LoggedIn,
    @Id() id: string,
    @FormBody() body: FormValues,
  ): Promise<Page | SeeOther> {
    return submitForm({
      body,
      input: ChangePersonDto,
      messages: personMessages(body),
      submit: async (input) => {
        const { username } = await this.users.change(id, input);
        return SeeOther.done(personPath(id), texts('people').saved({ name: username }));
      },
      show: (form) => this.person(caller, id, {}, form),
    });
  }

  @Post('sessions/end')
  @Authorized(Permission.UsersWrite)
  async endSessions(@Id() id: string): Promise<SeeOther> {
    const ended = await this.users.endSessions(id);
    return SeeOther.done(personPath(id), texts('people').sessionsEnded({ count: ended }));
  }

  @Post('sessions/:session/end')
  @Authorized(Permission.UsersWrite)
  async endSession(@Id() id: string, @Id('session') session: string): Promise<SeeOther> {
    await this.users.endSessions(id, session);
    return SeeOther.done(personPath(id), texts('people').sessionEnded);
  }

  private async person(caller: LoggedIn, id: string, place: CursorFields, refused?: FormState): Promise<Page> {
    const user = await this.users.find(id);
    const role = await this.roles.get(user.role);
    const { rows, next } = await this.sessions.list(user, { limit: SESSIONS_PER_PAGE, after: place.after });
    return personPage({
      caller,
      user,
      invitedUntil: await this.invitations.openUntil(user),
      sessions: rows,
      pages: trailPages(place, next, SESSIONS_PER_PAGE),
      form: refused ?? FormState.of({ role: user.role, email: user.email ?? '' }),
      role,
      roles: await this.roles.assignable(),
      canWrite: isPermitted(caller, Permission.UsersWrite),
      isManageable: this.roles.isManageable(role),
    });
  }
}
