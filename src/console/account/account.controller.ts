import { Body, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Authorized } from '../../common/access/authorized.decorator';
import { clearSessionCookie } from '../../common/http/cookies';
import type { FormValues } from '../../common/http/form-fields';
import { PageQueryDto } from '../../common/pagination/page.dto';
import { CurrentCaller, type LoggedIn } from '../../identity/permissions/caller';
import { Permission } from '../../identity/permissions/permission';
import { OwnSecondFactorService } from '../../identity/second-factors/own-second-factor.service';
import { ChangePasswordDto } from '../../identity/log-in/dto/auth.dto';
import { SessionsService } from '../../identity/users/sessions.service';
import { OwnPasswordService } from '../../identity/log-in/own-password.service';
import { ConsoleController } from '../frame/console-controller.decorator';
import { FormState } from '../kit/form-state';
import { type Page, SeeOther } from '../kit/page';
import { SIGN_IN_PATH } from '../kit/sign-in-path';
import { submitForm } from '../kit/submit-form';
import { texts } from '../../i18n/texts';
import { setTheme, themeOf } from '../kit/theme';
import { ACCOUNT_PATH } from './account-paths';
import { accountPage } from './account.view';
import { ThemeDto } from './theme.dto';
import { Id, FormBody } from '../kit/parameters';

@ConsoleController('account')
@Authorized(Permission.OwnSession)
export class AccountController {
  constructor(
    private readonly sessions: SessionsService,
    private readonly ownPassword: OwnPasswordService,
    private readonly ownSecondFactor: OwnSecondFactorService,
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
    return SeeOther.done(ACCOUNT_PATH, texts('account').themeSaved);
  }

  @Post('password')
  changePassword(
    @CurrentCaller() caller: LoggedIn,
    @FormBody() body: FormValues,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page | SeeOther> {
    const t = texts('account');
    return submitForm({
      body,
      input: ChangePasswordDto,
      messages: {
        current_password: t.currentPasswordMissing,
        new_password: t.newPasswordWrong,
        INVALID_CREDENTIALS: t.currentPasswordWrong,
        LOCKED_OUT: t.lockedOutLater,
      },
      submit: async ({ current_password, new_password }) => {
        await this.ownPassword.change(caller.user, current_password, new_password);
        clearSessionCookie(request, reply);
        return SeeOther.done(SIGN_IN_PATH, t.passwordChanged);
      },
      show: (form) => this.account(caller, new PageQueryDto(), request, form),
    });
  }

  @Post('sessions/end')
  async endOtherSessions(@CurrentCaller() { user, session }: LoggedIn): Promise<SeeOther> {
    const t = texts('account');
    const ended = await this.sessions.endActive(user, session.id);
    return SeeOther.done(ACCOUNT_PATH, ended === 0 ? t.noOthers : t.sessionsEnded({ count: ended }));
  }

  @Post('sessions/:id/end')
  async endSession(@CurrentCaller() { user }: LoggedIn, @Id() id: string): Promise<SeeOther> {
    await this.sessions.endOrThrow(user, id);
    return SeeOther.done(ACCOUNT_PATH, texts('account').sessionEnded);
  }

  private async account(
    caller: LoggedIn,
    page: PageQueryDto,
    request: FastifyRequest,
    password: FormState,
  ): Promise<Page> {
    const { rows, next } = await this.sessions.list(caller.user, page);
    const factor = await this.ownSecondFactor.status(caller.user);
    return accountPage({ caller, theme: themeOf(request), factor, sessions: rows, next, password });
  }
}
