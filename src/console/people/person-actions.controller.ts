import { Get, Post } from '@nestjs/common';
import { Authorized } from '../../common/access/authorized.decorator';
import type { FormValues } from '../../common/http/form-fields';
import { Permission } from '../../identity/permissions/permission';
import { SecondFactorsService } from '../../identity/second-factors/second-factors.service';
import { SessionsService } from '../../identity/users/sessions.service';
import { UsersService } from '../../identity/users/users.service';
import { ConsoleController } from '../frame/console-controller.decorator';
import { FormState } from '../kit/form-state';
import { type Page, SeeOther } from '../kit/page';
import { submitForm } from '../kit/submit-form';
import { texts } from '../../i18n/texts';
import { personPath } from './people-paths';
import {
  activatePage,
  deactivatePage,
  type PersonToChange,
  resetPasswordPage,
  resetSecondFactorPage,
} from './person-confirmation.view';
import { NoFieldsDto, PasswordFormDto, personMessages } from './person.dto';
import { shownPasswordPage } from './shown-password.view';
import { Id, FormBody } from '../kit/parameters';

/** Actions on a person that ask first. */
@ConsoleController('console/people/:id')
@Authorized(Permission.UsersWrite)
export class PersonActionsController {
  constructor(
    private readonly users: UsersService,
    private readonly sessions: SessionsService,
    private readonly factors: SecondFactorsService,
  ) {}

  @Get('password')
  async askToResetPassword(@Id() id: string): Promise<Page> {
    return resetPasswordPage(await this.toChange(id), FormState.empty());
  }

  @Post('password')
  resetPassword(@Id() id: string, @FormBody() body: FormValues): Promise<Page | SeeOther> {
    const t = texts('people');
    return submitForm({
      body,
      input: PasswordFormDto,
      messages: personMessages(body),
      submit: async ({ password }) => {
        const shown = password ?? this.users.newPassword();
        const user = await this.users.change(id, { password: shown });
        return password === undefined
          ? shownPasswordPage({ user, password: shown, title: t.passwordResetTitle({ name: user.username }) })
          : SeeOther.done(personPath(id), t.passwordReset({ name: user.username }));
      },
      show: async (form) => resetPasswordPage(await this.toChange(id), form),
    });
  }

  @Get('second-factor')
  async askToResetSecondFactor(@Id() id: string): Promise<Page> {
    return resetSecondFactorPage(await this.users.get(id));
  }

  @Post('second-factor')
  async resetSecondFactor(@Id() id: string): Promise<SeeOther> {
    const { username } = await this.users.get(id);
    await this.factors.reset(id);
    return SeeOther.done(personPath(id), texts('people').factorReset({ name: username }));
  }

  @Get('deactivate')
  async askToDeactivate(@Id() id: string): Promise<Page> {
    return deactivatePage(await this.toChange(id), FormState.empty());
  }

  @Post('deactivate')
  deactivate(@Id() id: string, @FormBody() body: FormValues): Promise<Page | SeeOther> {
    return submitForm({
      body,
      input: NoFieldsDto,
      messages: personMessages(body),
      submit: async () => {
        const { username } = await this.users.get(id);
        await this.users.deactivate(id);
        return SeeOther.done(personPath(id), texts('people').deactivatedFlash({ name: username }));
      },
      show: async (form) => deactivatePage(await this.toChange(id), form),
    });
  }

  @Get('activate')
  async askToActivate(@Id() id: string): Promise<Page> {
    return activatePage(await this.users.find(id));
  }

  @Post('activate')
  async activate(@Id() id: string): Promise<SeeOther> {
    const { username } = await this.users.activate(id);
    return SeeOther.done(personPath(id), texts('people').activatedFlash({ name: username }));
  }

  private async toChange(id: string): Promise<PersonToChange> {
    const user = await this.users.get(id);
    const sessions = await this.sessions.countActive([user]);
    return { user, sessions: sessions.get(user.id) ?? 0 };
  }
}
