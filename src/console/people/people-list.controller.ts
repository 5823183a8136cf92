import { Get, Post, Query } from '@nestjs/common';
import { Authorized } from '../../common/access/authorized.decorator';
import type { FormValues } from '../../common/http/form-fields';
import { type Caller, CurrentCaller, isPermitted } from '../../identity/permissions/caller';
import { Permission } from '../../identity/permissions/permission';
import { SessionsService } from '../../identity/users/sessions.service';
import { UsersService } from '../../identity/users/users.service';
import { ConsoleController } from '../frame/console-controller.decorator';
import { FormState } from '../kit/form-state';
import { type Page, SeeOther } from '../kit/page';
import { submitForm } from '../kit/submit-form';
import { texts } from '../../i18n/texts';
import { personPath } from './people-paths';
import { peopleListPage } from './people-list.view';
import { PEOPLE_PER_PAGE, PeopleQueryDto } from './people-query.dto';
import { newPersonPage } from './person-form.view';
import { NewPersonDto, personMessages } from './person.dto';
import { shownPasswordPage } from './shown-password.view';
import { FormBody } from '../kit/parameters';

/** The list of people, and new ones. */
@ConsoleController('console/people')
export class PeopleListController {
  constructor(
    private readonly users: UsersService,
    private readonly sessions: SessionsService,
  ) {}

  @Get()
  @Authorized(Permission.UsersRead)
  async showPeople(@CurrentCaller() caller: Caller, @Query() { page, ...filter }: PeopleQueryDto): Promise<Page> {
    const { rows, total } = await this.users.list({ page, perPage: PEOPLE_PER_PAGE }, filter);
    return peopleListPage({
      people: rows,
      total: total ?? 0,
      sessions: await this.sessions.countActive(rows),
      filter,
      page,
      canWrite: isPermitted(caller, Permission.UsersWrite),
    });
  }

  @Get('new')
  @Authorized(Permission.UsersWrite)
  showNewPerson(): Page {
    return newPersonPage(FormState.of({ role: 'viewer' }), this.users.assignableRoles());
  }

  @Post('new')
  @Authorized(Permission.UsersWrite)
  addPerson(@FormBody() body: FormValues): Promise<Page | SeeOther> {
    const t = texts('people');
    return submitForm({
      body,
      input: NewPersonDto,
      messages: personMessages(body),
      submit: async ({ password, ...input }) => {
        const shown = password ?? this.users.newPassword();
        const user = await this.users.create({ ...input, password: shown });
        return password === undefined
          ? shownPasswordPage({ user, password: shown, title: t.addedTitle({ name: user.username }) })
          : SeeOther.done(personPath(user.uid), t.added({ name: user.username }));
      },
      show: (form) => newPersonPage(form, this.users.assignableRoles()),
    });
  }
}
