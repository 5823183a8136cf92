import { Get, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Authorized } from '../../common/access/authorized.decorator';
import type { FormValues } from '../../common/http/form-fields';
import { CurrentCaller, type LoggedIn } from '../../identity/permissions/caller';
import { Permission } from '../../identity/permissions/permission';
import { BeginSecondFactorDto, ProveSecondFactorDto } from '../../identity/second-factors/dto/second-factor.dto';
import { OwnSecondFactorService } from '../../identity/second-factors/own-second-factor.service';
import { ConsoleController } from '../frame/console-controller.decorator';
import { FormState } from '../kit/form-state';
import { type Page, SeeOther } from '../kit/page';
import { submitForm } from '../kit/submit-form';
import { texts } from '../../i18n/texts';
import { TotpCodeDto, totpProblem } from '../sign-in/one-time-code.dto';
import { ACCOUNT_PATH } from './account-paths';
import { beginPage, confirmPage, recoveryCodesPage, removePage, renewPage } from './second-factor.view';
import { FormBody } from '../kit/parameters';

/** The pages of one's own second factor. Secrets and codes are only in answers to posts, so that no address shows them. */
@ConsoleController('account/second-factor')
@Authorized(Permission.OwnSession)
export class SecondFactorController {
  constructor(private readonly own: OwnSecondFactorService) {}

  @Get()
  showBegin(@CurrentCaller() { user }: LoggedIn): Page | SeeOther {
    return user.secondFactorSince === null ? beginPage(FormState.empty()) : back(texts('account').alreadyOn);
  }

  @Post()
  begin(@CurrentCaller() { user }: LoggedIn, @FormBody() body: FormValues): Promise<Page | SeeOther> {
    return submitForm({
      body,
      input: BeginSecondFactorDto,
      messages: messages(),
      submit: async ({ current_password }) =>
        confirmPage(await this.own.begin(user, current_password), FormState.empty()),
      show: beginPage,
    });
  }

  @Post('confirm')
  confirm(
    @CurrentCaller() { user }: LoggedIn,
    @FormBody() body: FormValues,
    @Req() { host }: FastifyRequest,
  ): Promise<Page | SeeOther> {
    const shown = this.own.describe(user, body.secret);
    return submitForm({
      body,
      input: TotpCodeDto,
      messages: { ...messages(), code: totpProblem(body.code) },
      submit: async ({ code }) =>
        recoveryCodesPage({ codes: await this.own.confirm(user, code), username: user.username, host }),
      show: (form) => (shown ? confirmPage(shown, form) : beginPage(form)),
    });
  }

  @Get('recovery-codes')
  showRenew(@CurrentCaller() { user }: LoggedIn): Page | SeeOther {
    return user.secondFactorSince === null ? back(texts('account').off) : renewPage(FormState.empty());
  }

  @Post('recovery-codes')
  renew(
    @CurrentCaller() { user }: LoggedIn,
    @FormBody() body: FormValues,
    @Req() { host }: FastifyRequest,
  ): Promise<Page | SeeOther> {
    return submitForm({
      body,
      input: ProveSecondFactorDto,
      messages: messages(body.code),
      submit: async ({ current_password, code }) =>
        recoveryCodesPage({
          codes: await this.own.renewRecoveryCodes(user, current_password, code),
          username: user.username,
          host,
          areRenewed: true,
        }),
      show: renewPage,
    });
  }

  @Get('remove')
  askToRemove(@CurrentCaller() { user }: LoggedIn): Page | SeeOther {
    return user.secondFactorSince === null ? back(texts('account').off) : removePage(FormState.empty());
  }

  @Post('remove')
  remove(@CurrentCaller() { user }: LoggedIn, @FormBody() body: FormValues): Promise<Page | SeeOther> {
    return submitForm({
      body,
      input: ProveSecondFactorDto,
      messages: messages(body.code),
      submit: async ({ current_password, code }) => {
        await this.own.remove(user, current_password, code);
        return back(texts('account').removed);
      },
      show: removePage,
    });
  }
}

function messages(code?: unknown): Record<string, string> {
  const t = texts('account');
  return {
    current_password: t.currentPasswordMissing,
    code: typeof code === 'string' && code.trim() !== '' ? t.codeWrong : t.codeMissing,
    INVALID_CREDENTIALS: t.currentPasswordWrong,
    LOCKED_OUT: t.lockedOutLater,
    SECOND_FACTOR_ON: t.alreadyOn,
    SECOND_FACTOR_OFF: t.off,
    SECOND_FACTOR_NOT_BEGUN: t.off,
  };
}

function back(text: string): SeeOther {
  return SeeOther.done(ACCOUNT_PATH, text);
}
