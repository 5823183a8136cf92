import { Body, Get, Post, Query, Req, Res } from '@nestjs/common';
import { IsIn } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Authorized, type FormValues } from '../../../core/common';
import { clearSessionCookie } from '../../../core/common/internal';
import { CurrentCaller, type LoggedIn, Permission, SessionsService } from '../../../core/identity';
import {
  ChangePasswordDto,
  OpenIdProviderService,
  OwnPasswordService,
  OwnSecondFactorService,
  type SecondFactorStatus,
  type UserSession,
} from '../../../core/identity/internal';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import { FormState } from '../../../pages/kit/form-state';
import { type Page, SeeOther } from '../../../pages/kit/page';
import { VIEWS_PATH } from '../../../pages/kit/list-address';
import { SECOND_FACTOR_PATH, SIGN_IN_PATH } from '../../../pages/kit/sign-in-path';
import { submitForm } from '../../../pages/kit/submit-form';
import { texts, zoneNote } from '../../../core/i18n';
import { setTheme, type Theme, themeOf, THEMES } from '../../../pages/frame/theme';
import {
  ACCOUNT_PATH,
  END_OTHERS_PATH,
  endSessionPath,
  PASSWORD_PATH,
  RECOVERY_CODES_PATH,
  OPENID_ACCOUNT_PATH,
  REMOVE_PATH,
  TOKEN_PATH,
} from './account-paths';
import { Id, FormBody } from '../../../pages/kit/parameters';
import type { VNode } from 'preact';
import { Banner } from '../../../pages/components/banner';
import { Button, ButtonLink, PostButton } from '../../../pages/components/button';
import { detailPage } from '../../../pages/components/detail-page';
import { ErrorSummary, Form } from '../../../pages/components/form';
import { FieldGroups } from '../../../pages/components/field-groups';
import { Radios } from '../../../pages/components/fields';
import { type CursorFields, CursorPageDto } from '../../../pages/kit/cursor-page';
import { labeled } from '../../../pages/kit/form-table';
import { LanguageSwitch } from '../../../pages/frame/language-switch';
import { type Pages, trailPages } from '../../../pages/components/list-pages';
import { SHORTCUTS_PATH } from '../frame/shortcut-paths';
import { Section } from '../../../pages/components/page-parts';
import { DescriptionList, Time } from '../../../pages/components/text';
import { roleTitle } from '../frame/role-texts';
import { SESSIONS_PER_PAGE, SessionPager, SessionTable } from './session-table';

class ThemeDto {
  @IsIn(THEMES)
  theme!: Theme;
}

@ConsoleController('account')
@Authorized(Permission.OwnSession)
export class AccountController {
  constructor(
    private readonly sessions: SessionsService,
    private readonly ownPassword: OwnPasswordService,
    private readonly ownSecondFactor: OwnSecondFactorService,
    private readonly provider: OpenIdProviderService,
  ) {}

  @Get()
  showAccount(
    @CurrentCaller() caller: LoggedIn,
    @Query() place: CursorPageDto,
    @Req() request: FastifyRequest,
  ): Promise<Page> {
    return this.account(caller, place, request, FormState.empty());
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
      show: (form) => this.account(caller, {}, request, form),
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
    place: CursorFields,
    request: FastifyRequest,
    password: FormState,
  ): Promise<Page> {
    const { rows, next } = await this.sessions.list(caller.user, { limit: SESSIONS_PER_PAGE, after: place.after });
    const factor = await this.ownSecondFactor.status(caller.user);
    return accountPage({
      caller,
      theme: themeOf(request),
      factor,
      sessions: rows,
      pages: trailPages(place, next, SESSIONS_PER_PAGE),
      password,
      provider: this.provider.name,
    });
  }
}

/** So many recovery codes or fewer are few. */
const FEW_CODES = 3;

interface AccountData {
  readonly caller: LoggedIn;
  readonly theme: Theme;
  readonly factor: SecondFactorStatus;
  readonly sessions: readonly UserSession[];
  /** Pages of the sessions. */
  readonly pages: Pages;
  /** The form for the password. */
  readonly password: FormState;
  /** Name of the OpenID provider. */
  readonly provider: string | undefined;
}

function accountPage(data: AccountData): Page {
  const t = texts('account');
  const { user } = data.caller;
  return detailPage({
    title: t.account,
    lead: user.username,
    actions: <PostButton action="/logout" icon="log-out" text={t.signOut} />,
    main: (
      <>
        <DescriptionList
          items={[
            { term: t.username, value: user.username },
            { term: t.email, value: user.email },
            { term: t.role, value: roleTitle(user.role) },
          ]}
        />
        <SecondFactor {...data} />
        <Password {...data} />
        <Sessions {...data} />
        <Appearance theme={data.theme} />
        <p class="account-more">
          <a href={TOKEN_PATH}>{t.apiToken}</a>
          <a href={VIEWS_PATH}>{texts('views').manage}</a>
          <a href={SHORTCUTS_PATH}>{texts('shortcuts').title}</a>
        </p>
      </>
    ),
    width: 'form',
  });
}

function SecondFactor({ factor: { since, recoveryCodesLeft }, caller }: AccountData): VNode {
  const t = texts('account');
  const { hasPassword } = caller.user;
  return (
    <Section id="second-factor" title={t.secondFactor}>
      {since === null ? (
        <Banner
          tone="neutral"
          icon="smartphone"
          id="factor"
          title={hasPassword ? t.secondFactorOff : t.ownFactorOff}
          action={<ButtonLink href={SECOND_FACTOR_PATH} text={t.setUp} />}
        >
          {hasPassword ? t.secondFactorWhy : t.ownFactorWhy}
        </Banner>
      ) : (
        <>
          {recoveryCodesLeft <= FEW_CODES && (
            <Banner tone="warn" id="factor" title={t.fewCodes}>
              {t.fewCodesWhy}
            </Banner>
          )}
          <DescriptionList
            items={[
              { term: t.secondFactorOn, value: <Time at={since} /> },
              { term: t.recoveryCodesLeft, value: t.codesLeft({ left: recoveryCodesLeft }) },
            ]}
          />
          <div class="actions section-actions">
            <ButtonLink href={RECOVERY_CODES_PATH} text={t.newCodes} />
            <ButtonLink look="danger" href={REMOVE_PATH} text={t.turnOff} />
          </div>
        </>
      )}
    </Section>
  );
}

const PASSWORD_FIELDS = [
  { name: 'current_password', kind: 'password', autoComplete: 'current-password' },
  { name: 'new_password', kind: 'password', autoComplete: 'new-password' },
] as const;

function Password({ password: form, provider, caller }: AccountData): VNode {
  const t = texts('account');
  const { username, hasPassword } = caller.user;
  if (!hasPassword) {
    return (
      <Section id="password" title={t.password}>
        <p class="unset">{t.noPassword}</p>
      </Section>
    );
  }
  return (
    <Section id="password" title={t.password} note={t.passwordNote}>
      <ErrorSummary form={form} title={t.passwordRefused} />
      <Form action={PASSWORD_PATH}>
        <input type="hidden" name="username" value={username} autoComplete="username" />
        <FieldGroups form={form} groups={labeled([{ rows: PASSWORD_FIELDS }], t)} />
        <Button text={t.changePassword} />
      </Form>
      {provider !== undefined && (
        <p class="account-more">
          <a href={OPENID_ACCOUNT_PATH}>{t.connectWith({ provider })}</a>
        </p>
      )}
    </Section>
  );
}

function Sessions({ sessions, pages, caller }: AccountData): VNode {
  const t = texts('account');
  return (
    <Section id="sessions" title={t.sessions} note={zoneNote()}>
      <SessionTable sessions={sessions} ownId={caller.session.id} endPath={endSessionPath} />
      <SessionPager sessions={sessions} path={ACCOUNT_PATH} pages={pages} />
      {sessions.length > 1 && (
        <div class="section-actions">
          <PostButton action={END_OTHERS_PATH} text={t.endOthers} />
        </div>
      )}
    </Section>
  );
}

function Appearance({ theme }: { readonly theme: Theme }): VNode {
  const t = texts('account');
  return (
    <Section id="theme" title={t.appearance} note={t.appearanceNote}>
      <div class="account-language">
        <span>{t.language}</span>
        <LanguageSwitch next={ACCOUNT_PATH} label={t.languageHere} />
      </div>
      <Form action="/account/theme">
        <Radios
          form={FormState.of({ theme })}
          name="theme"
          label={t.theme}
          choices={THEMES.map((value) => ({ value, title: t.themes[value] }))}
        />
        <Button text={t.saveTheme} />
      </Form>
    </Section>
  );
}
