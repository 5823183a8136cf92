import { Body, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type FormValues, Public, RateLimited } from '../../../core/common';
import { LogInService, type User } from '../../../core/identity';
import {
  CONSOLE_SESSION_LIFETIME,
  INVITATION_PATH,
  InvitationsService,
  IsPassword,
} from '../../../core/identity/internal';
import { texts } from '../../../core/i18n';
import { Button } from '../../../pages/components/button';
import { TextField } from '../../../pages/components/fields';
import { Form, HiddenFields } from '../../../pages/components/form';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import { textIn } from '../../../pages/kit/form-input';
import { FormState } from '../../../pages/kit/form-state';
import { Page, SeeOther } from '../../../pages/kit/page';
import { SIGN_IN_PATH } from '../../../pages/kit/sign-in-path';
import { submitForm } from '../../../pages/kit/submit-form';
import { isProblem } from '../../../core/common';
import { BrowserSessionService } from './browser-session.service';
import { Refusal } from './sign-in-page';

class AcceptInvitationDto {
  @IsPassword()
  password!: string;
}

/** The page of an invitation, on which a new user chooses a password. */
@ConsoleController()
@Public()
@RateLimited('login')
export class InvitationController {
  constructor(
    private readonly invitations: InvitationsService,
    private readonly logIns: LogInService,
    private readonly browsers: BrowserSessionService,
  ) {}

  @Get(INVITATION_PATH)
  showInvitation(@Query('token') token: unknown): Promise<Page | SeeOther> {
    const text = typeof token === 'string' ? token : '';
    return orSignIn(async () => invitationPage(await this.invitations.find(text), text, FormState.empty()));
  }

  @Post(INVITATION_PATH)
  acceptInvitation(
    @Body() body: FormValues = {},
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page | SeeOther> {
    const token = textIn(body, 'token');
    return orSignIn(async () => {
      const user = await this.invitations.find(token);
      return submitForm({
        body,
        input: AcceptInvitationDto,
        messages: { password: texts('people').passwordWrong },
        submit: ({ password }) =>
          orSignIn(async () => {
            const { username } = await this.invitations.accept(token, password);
            const logIn = await this.logIns.begin(username, password, CONSOLE_SESSION_LIFETIME);
            return this.browsers.proceed(request, reply, logIn, undefined);
          }),
        show: (form) => invitationPage(user, token, form),
      });
    });
  }
}

/** A link that leads nowhere any more leads to the sign-in, which says so. */
async function orSignIn(work: () => Promise<Page | SeeOther>): Promise<Page | SeeOther> {
  try {
    return await work();
  } catch (error) {
    if (isProblem(error, 'INVITATION_INVALID')) {
      return new SeeOther(SIGN_IN_PATH, { tone: 'warn', text: texts('signIn').invitationInvalid });
    }
    throw error;
  }
}

function invitationPage({ username }: User, token: string, form: FormState): Page {
  const t = texts('signIn');
  const body = (
    <>
      <h1>{t.choosePassword}</h1>
      <p class="bare-lead">
        {t.choosePasswordFor} <b>{username}</b>
      </p>
      <Refusal form={form} />
      <Form action={INVITATION_PATH}>
        <HiddenFields fields={{ token }} />
        <input type="text" name="username" value={username} autocomplete="username" hidden />
        <TextField
          form={form}
          name="password"
          label={t.password}
          type="password"
          autoComplete="new-password"
          hint={t.passwordLength}
          hasFocus
        />
        <Button look="primary" text={t.continue} />
      </Form>
    </>
  );
  return new Page({ title: t.choosePassword, isBare: true, body });
}
