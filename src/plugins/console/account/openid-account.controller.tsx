import { Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Authorized, type FormValues, problem, setCookie } from '../../../core/common';
import { CurrentCaller, type LoggedIn, Permission } from '../../../core/identity';
import {
  BeginSecondFactorDto,
  OPENID_FLOW_LIFETIME,
  OpenIdLogInService,
  OpenIdProviderService,
} from '../../../core/identity/internal';
import { texts } from '../../../core/i18n';
import { Banner } from '../../../pages/components/banner';
import { PageHeader } from '../../../pages/components/page-parts';
import { EditForm } from '../../../pages/components/form-page';
import { ErrorSummary } from '../../../pages/components/form';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import { leadAway } from '../sign-in/lead-away';
import { OPENID_FLOW_COOKIE } from '../sign-in/openid-flow';
import { Page, type PageForm, type SeeOther } from '../../../pages/kit/page';
import { FormBody } from '../../../pages/kit/parameters';
import { ACCOUNT_PATH } from '../../../pages/kit/sign-in-path';
import { OPENID_ACCOUNT_PATH } from './account-paths';

/** Connects one's own account with one at the OpenID provider. */
@ConsoleController(OPENID_ACCOUNT_PATH)
@Authorized(Permission.OwnSession)
export class OpenIdAccountController {
  constructor(
    private readonly openId: OpenIdLogInService,
    private readonly provider: OpenIdProviderService,
  ) {}

  @Get()
  showConnect(
    @CurrentCaller() caller: LoggedIn,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Page {
    const t = texts('account');
    const { name: provider } = this.provider;
    if (provider !== undefined && caller.user.hasPassword) {
      return this.form(caller, provider, request, reply).show();
    }
    const body = (
      <>
        <PageHeader title={t.connectTitle} crumbs={crumbs()} />
        <Banner tone="neutral" title={provider === undefined ? t.openIdOff : t.noPassword} />
      </>
    );
    return new Page({ title: t.connectTitle, width: 'form', body });
  }

  @Post()
  connect(
    @CurrentCaller() caller: LoggedIn,
    @FormBody() body: FormValues,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page | SeeOther> {
    const { name: provider } = this.provider;
    if (provider === undefined || !caller.user.hasPassword) {
      throw problem('OPENID_OFF');
    }
    return this.form(caller, provider, request, reply).submit(body);
  }

  private form({ user, session }: LoggedIn, provider: string, request: FastifyRequest, reply: FastifyReply): PageForm {
    const t = texts('account');
    const title = t.connectWith({ provider });
    return new EditForm({
      title,
      crumbs: crumbs(),
      lead: t.connectLead({ provider }),
      problems: (form) => <ErrorSummary form={form} title={t.notConnected} />,
      action: OPENID_ACCOUNT_PATH,
      groups: [
        {
          rows: [
            { name: 'current_password', kind: 'password', autoComplete: 'current-password', hint: t.passwordFirst },
          ],
        },
      ],
      texts: t,
      verb: t.continue,
      cancel: ACCOUNT_PATH,
      input: BeginSecondFactorDto,
      messages: {
        current_password: t.currentPasswordMissing,
        INVALID_CREDENTIALS: t.currentPasswordWrong,
        LOCKED_OUT: t.lockedOutLater,
      },
      submit: async ({ current_password }) => {
        const { url, flow } = await this.openId.beginLink(user, session.id, current_password);
        setCookie(request, reply, OPENID_FLOW_COOKIE, flow, { maxAge: OPENID_FLOW_LIFETIME });
        return leadAway(url, title);
      },
    });
  }
}

const crumbs = () => [{ title: texts('account').account, href: ACCOUNT_PATH }];
