import { Body, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Authorized, clearCookie, cookieIn, type FormValues, Public, RateLimited } from '../../../core/common';
import { clearSessionCookie } from '../../../core/common/internal';
import { CurrentCaller, type LoggedIn, LogInService, Permission, SessionsService } from '../../../core/identity';
import { CONSOLE_SESSION_LIFETIME, LogInDto, OpenIdLogInService } from '../../../core/identity/internal';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import { texts } from '../../../core/i18n';
import { FormState } from '../../../pages/kit/form-state';
import { Page, SeeOther } from '../../../pages/kit/page';
import { SIGN_IN_PATH } from '../../../pages/kit/sign-in-path';
import { submitForm } from '../../../pages/kit/submit-form';
import { recoveryCodeProblem, RecoveryCodeDto, TotpCodeDto, totpProblem } from './one-time-code.dto';
import { leadAway } from './lead-away';
import { CODE_PATH, codePath, type CodeStep, pathAfterSignIn, PENDING_COOKIE } from './after-sign-in';
import { BrowserSessionService } from './browser-session.service';
import { Refusal, signInPage } from './sign-in-page';
import { SignInWaysService } from './sign-in-ways.service';
import type { VNode } from 'preact';
import { Button } from '../../../pages/components/button';
import { CodeField } from '../../../pages/components/code-field';
import { withQuery } from '../../../pages/components/filters';
import { Form } from '../../../pages/components/form';
import { TextField } from '../../../pages/components/fields';

@ConsoleController()
export class SignInController {
  constructor(
    private readonly logIns: LogInService,
    private readonly sessions: SessionsService,
    private readonly openId: OpenIdLogInService,
    private readonly ways: SignInWaysService,
    private readonly browsers: BrowserSessionService,
  ) {}

  @Get('login')
  @Public()
  showSignIn(@Query('next') next: unknown): Page {
    return signInPage({ ...this.ways.read(), form: FormState.empty(), next: pathAfterSignIn(next) });
  }

  @Post('login')
  @Public()
  @RateLimited('login')
  signIn(
    @Body() body: FormValues | undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page | SeeOther> {
    const next = pathAfterSignIn(body?.next);
    const t = texts('signIn');
    return submitForm({
      body,
      input: LogInDto,
      messages: {
        username: t.usernameMissing,
        password: t.passwordMissing,
        INVALID_CREDENTIALS: t.wrongCredentials,
        LOCKED_OUT: t.lockedOut,
      },
      submit: async ({ username, password }) => {
        const logIn = await this.logIns.begin(username, password, CONSOLE_SESSION_LIFETIME);
        return this.browsers.proceed(request, reply, logIn, next);
      },
      show: (form) => signInPage({ ...this.ways.read(), form, next }),
    });
  }

  /** The second step. */
  @Get('login/code')
  @Public()
  async showCode(
    @Query('next') next: unknown,
    @Query('recovery') recovery: unknown,
    @Req() request: FastifyRequest,
  ): Promise<Page | SeeOther> {
    const username = await this.logIns.pendingName(pendingTokenIn(request));
    const step = { next: pathAfterSignIn(next), isRecovery: recovery === '1' };
    return username === null ? startOver() : codePage({ ...step, username, form: FormState.empty() });
  }

  @Post('login/code')
  @Public()
  @RateLimited('login')
  async completeSignIn(
    @Body() body: FormValues = {},
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page | SeeOther> {
    const pendingToken = pendingTokenIn(request);
    const username = await this.logIns.pendingName(pendingToken);
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
        const logIn = await this.logIns.complete(pendingToken, code, CONSOLE_SESSION_LIFETIME);
        clearCookie(request, reply, PENDING_COOKIE);
        return this.browsers.proceed(request, reply, logIn, step.next);
      },
      show: (form) => codePage({ ...step, username, form }),
    });
  }

  @Post('logout')
  @Authorized(Permission.OwnSession)
  async signOut(
    @CurrentCaller() { user, session }: LoggedIn,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page | SeeOther> {
    const provider = await this.openId.signOut(session.id);
    await this.sessions.end(user, session.id);
    clearSessionCookie(request, reply);
    if (provider !== undefined) {
      return leadAway(provider, texts('signIn').signingOut);
    }
    return SeeOther.done(SIGN_IN_PATH, texts('signIn').signedOut);
  }
}

function pendingTokenIn(request: FastifyRequest): string {
  return cookieIn(request, PENDING_COOKIE) ?? '';
}

function startOver(): SeeOther {
  return new SeeOther(SIGN_IN_PATH, { tone: 'warn', text: texts('signIn').expired });
}

interface CodeData extends CodeStep {
  readonly form: FormState;
  /** Name of the user whose password was right. */
  readonly username: string;
}

/** The second step: a code of the authenticator app, or a recovery code. */
function codePage(data: CodeData): Page {
  const t = texts('signIn');
  const title = data.isRecovery ? t.enterRecoveryCode : t.enterCode;
  return new Page({ title, isBare: true, body: <CodeEntry {...data} /> });
}

function CodeEntry(data: CodeData): VNode {
  const t = texts('signIn');
  const { form, username, next, isRecovery } = data;
  const otherWay = codePath({ next, isRecovery: !isRecovery });
  return (
    <>
      <h1>{isRecovery ? t.enterRecoveryCode : t.enterCode}</h1>
      <p class="bare-lead">
        {isRecovery ? t.recoveryCodeOf : t.codeOf} <b>{username}</b>
      </p>
      <Refusal form={form} />
      <Form action={CODE_PATH}>
        {next !== undefined && <input type="hidden" name="next" value={next} />}
        {isRecovery ? (
          <>
            <input type="hidden" name="recovery" value="1" />
            <TextField form={form} name="code" label={t.recoveryCode} hint={t.recoveryHint} isMono hasFocus />
          </>
        ) : (
          <CodeField form={form} name="code" label={t.code} hasFocus />
        )}
        <Button look="primary" text={t.continue} />
      </Form>
      <p class="bare-links">
        <a href={otherWay}>{isRecovery ? t.useApp : t.useRecoveryCode}</a>
        <a href={withQuery(SIGN_IN_PATH, { next })}>{t.startOver}</a>
      </p>
    </>
  );
}
