import { Body, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Authorized, Public } from '../../common/access/authorized.decorator';
import { clearCookie, clearSessionCookie, cookieIn, setCookie, setSessionCookie } from '../../common/http/cookies';
import type { FormValues } from '../../common/http/form-fields';
import { RateLimited } from '../../common/limits/rate-limited.decorator';
import { LogInDto } from '../../identity/log-in/dto/auth.dto';
import { LogInService } from '../../identity/log-in/log-in.service';
import { CurrentCaller, type LoggedIn } from '../../identity/permissions/caller';
import { Permission } from '../../identity/permissions/permission';
import { PENDING_LOG_IN_LIFETIME } from '../../identity/users/access-tokens.service';
import { CONSOLE_SESSION_LIFETIME, SessionsService } from '../../identity/users/sessions.service';
import { ConsoleController } from '../frame/console-controller.decorator';
import { texts } from '../../i18n/texts';
import { FormState } from '../kit/form-state';
import { localPath } from '../kit/local-path';
import { Page, SeeOther } from '../kit/page';
import { HOME_PATH, SIGN_IN_PATH } from '../kit/sign-in-path';
import { submitForm } from '../kit/submit-form';
import { recoveryCodeProblem, RecoveryCodeDto, TotpCodeDto, totpProblem } from './one-time-code.dto';
import type { VNode } from 'preact';
import { Banner } from '../components/banner';
import { Button } from '../components/button';
import { CodeField } from '../components/code-field';
import { withQuery } from '../components/filters';
import { Form } from '../components/form';
import { TextField } from '../components/fields';

/** Whose password was right, until the code of the second factor follows. It opens nothing but that step. */
const PENDING_COOKIE = 'keyward_pending';

@ConsoleController()
export class SignInController {
  constructor(
    private readonly logIns: LogInService,
    private readonly sessions: SessionsService,
  ) {}

  @Get('login')
  @Public()
  showSignIn(@Query('next') next: unknown): Page {
    return signInPage(FormState.empty(), pathAfterSignIn(next));
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
        const login = await this.logIns.begin(username, password, CONSOLE_SESSION_LIFETIME);
        if ('pendingToken' in login) {
          setCookie(request, reply, PENDING_COOKIE, login.pendingToken, { maxAge: PENDING_LOG_IN_LIFETIME });
          return new SeeOther(codePath({ next }));
        }
        setSessionCookie(request, reply, login.token);
        return new SeeOther(next ?? HOME_PATH);
      },
      show: (form) => signInPage(form, next),
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
        const { token } = await this.logIns.complete(pendingToken, code, CONSOLE_SESSION_LIFETIME);
        clearCookie(request, reply, PENDING_COOKIE);
        setSessionCookie(request, reply, token);
        return new SeeOther(step.next ?? HOME_PATH);
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
  ): Promise<SeeOther> {
    await this.sessions.end(user, session.id);
    clearSessionCookie(request, reply);
    return SeeOther.done(SIGN_IN_PATH, texts('signIn').signedOut);
  }
}

function pathAfterSignIn(next: unknown): string | undefined {
  return typeof next === 'string' ? localPath(next) : undefined;
}

function pendingTokenIn(request: FastifyRequest): string {
  return cookieIn(request, PENDING_COOKIE) ?? '';
}

function startOver(): SeeOther {
  return new SeeOther(SIGN_IN_PATH, { tone: 'warn', text: texts('signIn').expired });
}

const CODE_PATH = '/login/code';

interface CodeStep {
  /** Path of the page to open after the sign-in. */
  readonly next?: string;
  /** A recovery code is asked for instead of one of the app. */
  readonly isRecovery?: boolean;
}

function codePath({ next, isRecovery }: CodeStep): string {
  return withQuery(CODE_PATH, { next, recovery: isRecovery ? '1' : undefined });
}

/** @param next path of the page to open after the sign-in */
function signInPage(form: FormState, next: string | undefined): Page {
  return new Page({ title: texts('signIn').signIn, isBare: true, body: <SignIn form={form} next={next} /> });
}

function SignIn({ form, next }: { readonly form: FormState; readonly next?: string }): VNode {
  const t = texts('signIn');
  return (
    <>
      <h1>{t.signIn}</h1>
      <Refusal form={form} />
      <Form action={SIGN_IN_PATH}>
        {next !== undefined && <input type="hidden" name="next" value={next} />}
        <TextField form={form} name="username" label={t.username} autoComplete="username" hasFocus />
        <TextField form={form} name="password" label={t.password} type="password" autoComplete="current-password" />
        <Button look="primary" text={t.signIn} />
      </Form>
      <p class="bare-note">{t.forgotten}</p>
    </>
  );
}

interface CodeData extends CodeStep {
  readonly form: FormState;
  /** Whose password was right. */
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

function Refusal({ form }: { readonly form: FormState }): VNode | null {
  if (form.message === undefined || form.problems.length > 0) {
    return null;
  }
  return (
    <Banner tone="bad" title={form.message.replace(/[.。]$/, '')} isAlert>
      {form.retryAfter !== undefined && texts('signIn').wait({ seconds: form.retryAfter })}
    </Banner>
  );
}
