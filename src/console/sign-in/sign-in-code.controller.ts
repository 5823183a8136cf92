import { Body, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../../common/access/authorized.decorator';
import { setSessionCookie } from '../../common/http/cookies';
import type { FormValues } from '../../common/http/form-fields';
import { RateLimited } from '../../common/limits/rate-limited.decorator';
import { LogInService } from '../../identity/log-in/log-in.service';
import { CONSOLE_SESSION_LIFETIME } from '../../identity/users/sessions.service';
import { ConsoleController } from '../frame/console-controller.decorator';
import { FormState } from '../kit/form-state';
import { type Page, SeeOther } from '../kit/page';
import { HOME_PATH, SIGN_IN_PATH } from '../kit/sign-in-path';
import { submitForm } from '../kit/submit-form';
import { texts } from '../../i18n/texts';
import { recoveryCodeProblem, RecoveryCodeDto, TotpCodeDto, totpProblem } from './one-time-code.dto';
import { clearPendingCookie, pendingCookieIn } from './pending-cookie';
import { pathAfterSignIn } from './sign-in.controller';
import { codePage } from './sign-in.view';

/** The second step of the sign-in. */
@ConsoleController('login/code')
@Public()
export class SignInCodeController {
  constructor(private readonly logIns: LogInService) {}

  @Get()
  async showCode(
    @Query('next') next: unknown,
    @Query('recovery') recovery: unknown,
    @Req() request: FastifyRequest,
  ): Promise<Page | SeeOther> {
    const username = await this.logIns.pendingName(pendingCookieIn(request));
    const step = { next: pathAfterSignIn(next), isRecovery: recovery === '1' };
    return username === null ? startOver() : codePage({ ...step, username, form: FormState.empty() });
  }

  @Post()
  @RateLimited('login')
  async completeSignIn(
    @Body() body: FormValues = {},
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page | SeeOther> {
    const username = await this.logIns.pendingName(pendingCookieIn(request));
    const step = { next: pathAfterSignIn(body.next), isRecovery: body.recovery === '1' };
    const t = texts('signIn');
    if (username === null) {
      return startOver();
    }
    return submitForm({
      body,
      input: step.isRecovery ? RecoveryCodeDto : TotpCodeDto,
      messages: {
        code: step.isRecovery ? recoveryCodeProblem(body.code) : totpProblem(body.code),
        INVALID_CREDENTIALS: t.passwordChanged,
        LOCKED_OUT: t.lockedOut,
      },
      submit: async ({ code }) => {
        const { token } = await this.logIns.complete(pendingCookieIn(request), code, CONSOLE_SESSION_LIFETIME);
        clearPendingCookie(request, reply);
        setSessionCookie(request, reply, token);
        return new SeeOther(step.next ?? HOME_PATH);
      },
      show: (form) => codePage({ ...step, username, form }),
    });
  }
}

function startOver(): SeeOther {
  return new SeeOther(SIGN_IN_PATH, { tone: 'warn', text: texts('signIn').expired });
}
