import { Body, Get, Param, ParseUUIDPipe, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Authorized } from '../../common/access/authorized.decorator';
import { clearSessionCookie } from '../../common/http/cookies';
import type { FormValues } from '../../common/http/form-fields';
import { PageQueryDto } from '../../common/pagination/page.dto';
import { CurrentCaller, type LoggedIn } from '../../identity/permissions/caller';
import { Permission } from '../../identity/permissions/permission';
import { ChangePasswordDto } from '../../identity/sessions/dto/auth.dto';
import { SessionsService } from '../../identity/sessions/sessions.service';
import { OwnPasswordService } from '../../identity/users/own-password.service';
import { ConsoleController } from '../kit/console-controller.decorator';
import { FormState } from '../kit/form-state';
import { type Page, SeeOther } from '../kit/page';
import { SIGN_IN_PATH } from '../kit/sign-in-path';
import { submitForm } from '../kit/submit-form';
import { setTheme, themeOf } from '../kit/theme';
import { accountPage } from './account.view';
import { ThemeDto } from './theme.dto';

const ACCOUNT_PATH = '/account';
const PASSWORD_MESSAGES = {
  current_password: 'Enter your current password.',
  new_password: 'The new password must have 8 to 200 characters.',
  INVALID_CREDENTIALS: 'The current password is incorrect.',
};

@ConsoleController('account')
@Authorized(Permission.OwnSession)
export class AccountController {
  constructor(
    private readonly sessions: SessionsService,
    private readonly ownPassword: OwnPasswordService,
  ) {}

  @Get()
  showAccount(
    @CurrentCaller() caller: LoggedIn,
    @Query() page: PageQueryDto,
    @Req() request: FastifyRequest,
  ): Promise<Page> {
    return this.account(caller, page, request, FormState.empty());
  }

  @Post('theme')
  saveTheme(
    @Body() { theme }: ThemeDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): SeeOther {
    setTheme(request, reply, theme);
    return new SeeOther(ACCOUNT_PATH, { tone: 'ok', text: 'The theme is saved for this browser.' });
  }

  @Post('password')
  changePassword(
    @CurrentCaller() caller: LoggedIn,
    @Body() body: FormValues | undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page | SeeOther> {
    return submitForm({
      body,
      input: ChangePasswordDto,
      messages: PASSWORD_MESSAGES,
      submit: async ({ current_password, new_password }) => {
        await this.ownPassword.change(caller.user, current_password, new_password);
        clearSessionCookie(request, reply);
        return new SeeOther(SIGN_IN_PATH, { tone: 'ok', text: 'The password is changed. Sign in with the new one.' });
      },
      show: (form) => this.account(caller, new PageQueryDto(), request, form),
    });
  }

  @Post('sessions/:id/end')
  async endSession(@CurrentCaller() { user }: LoggedIn, @Param('id', ParseUUIDPipe) id: string): Promise<SeeOther> {
    await this.sessions.endOrThrow(user, id);
    return new SeeOther(ACCOUNT_PATH, { tone: 'ok', text: 'The session is ended.' });
  }

  private async account(
    caller: LoggedIn,
    page: PageQueryDto,
    request: FastifyRequest,
    password: FormState,
  ): Promise<Page> {
    const { rows, next } = await this.sessions.list(caller.user, page);
    return accountPage({ caller, theme: themeOf(request), sessions: rows, next, password });
  }
}
