import { Body, Get, Post, Query, Req, Res } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { IsEmail } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type FormValues, MaxLength, RateLimited, RateLimitsService } from '../../../core/common';
import { Banner } from '../../../pages/components/banner';
import { Button } from '../../../pages/components/button';
import { Checkbox, TextField } from '../../../pages/components/fields';
import { ErrorSummary } from '../../../pages/components/form';
import { FormState, refusedField } from '../../../pages/kit/form-state';
import { Page, SeeOther } from '../../../pages/kit/page';
import { submitForm } from '../../../pages/kit/submit-form';
import { CustomersService } from '../../../core/customers';
import { texts, viewer } from '../../../core/i18n';
import { UnitOfWork } from '../../../core/platform';
import { PortalController } from '../frame/portal-controller.decorator';
import { Card, PortalHead } from '../frame/portal-parts';
import { CurrentVisitor, personOf, type PortalVisitor } from '../frame/portal-visitor';
import { CONFIRM_CHANGE_PATH } from '../sign-in/portal-links.service';
import { clearPortalCookie, SignedInOnly } from '../sign-in/signed-in-only';
import { ChangeAddressService } from './change-address.service';
import { PostForm } from '../../../pages/components/post-form';

const ACCOUNT_PATH = '/portal/account';

class NewAddressDto {
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim().toLowerCase() : value))
  @IsEmail()
  @MaxLength(255)
  email!: string;
}

/** Data about the signed-in customer. */
@SignedInOnly()
@PortalController('portal/account')
export class PortalAccountController {
  constructor(
    private readonly work: UnitOfWork,
    private readonly changes: ChangeAddressService,
    private readonly customers: CustomersService,
    private readonly limits: RateLimitsService,
  ) {}

  @Get()
  showPortalAccount(@CurrentVisitor() visitor: PortalVisitor): Page {
    return accountPage(visitor, FormState.empty());
  }

  @Post('news')
  changePortalNews(@CurrentVisitor() { own }: PortalVisitor, @Body() body: FormValues = {}): Promise<Page | SeeOther> {
    const t = texts('portalAccount');
    const wantsNews = body.news !== undefined;
    return this.work.run(async () => {
      for (const { uid } of own) {
        await this.customers.change(uid, { newsOptOut: !wantsNews });
      }
      return SeeOther.done(ACCOUNT_PATH, wantsNews ? t.newsOn : t.newsOff);
    });
  }

  @Post('email')
  @RateLimited('sign_in')
  changePortalAddress(@CurrentVisitor() visitor: PortalVisitor, @Body() body?: FormValues): Promise<Page | SeeOther> {
    const t = texts('portalAccount');
    return submitForm({
      body,
      input: NewAddressDto,
      messages: { 'email:isEmail': texts('portalSignIn').emailWrong },
      submit: async ({ email }) => {
        if (visitor.own.length === 0) {
          throw refusedField('email', t.byAdmin);
        }
        if (email === visitor.email) {
          throw refusedField('email', t.sameAddress);
        }
        await this.limits.countHere('recipient', email);
        await this.changes.begin(visitor, email, viewer().language);
        return SeeOther.done(ACCOUNT_PATH, t.changeSent({ from: visitor.email, to: email }));
      },
      show: (form) => accountPage(visitor, form),
    });
  }
}

function accountPage(visitor: PortalVisitor, form: FormState): Page {
  const t = texts('portalAccount');
  const { email, own } = visitor;
  const { name, company } = personOf(visitor);
  const newsForm = FormState.of({ news: own.every(({ newsOptedOutAt }) => newsOptedOutAt === null) ? '1' : '' });
  const body = (
    <>
      <PortalHead title={t.title} />
      <Card id="you" title={t.you}>
        <dl class="details">
          <div>
            <dt>{t.name}</dt>
            <dd>{name}</dd>
          </div>
          <div>
            <dt>{t.company}</dt>
            <dd>{company ?? t.notSet}</dd>
          </div>
          <div>
            <dt>{t.email}</dt>
            <dd>{email}</dd>
          </div>
        </dl>
      </Card>
      {own.length === 0 && <p class="portal-hint">{t.byAdmin}</p>}
      {own.length > 0 && (
        <>
          <Card id="email" title={t.change} lead={t.changeLead}>
            <ErrorSummary form={form} title={t.notDone} />
            <PostForm class="portal-form" action={`${ACCOUNT_PATH}/email`} noValidate>
              <TextField form={form} name="email" type="email" label={t.newAddress} autoComplete="email" />
              <Button text={t.sendLinks} />
            </PostForm>
          </Card>
          <Card id="news" title={t.news} lead={t.newsLead}>
            <PostForm class="portal-form" action={`${ACCOUNT_PATH}/news`}>
              <Checkbox form={newsForm} name="news" label={t.newsLabel} />
              <Button text={t.saveNews} />
            </PostForm>
          </Card>
        </>
      )}
    </>
  );
  return new Page({ title: t.title, body });
}

/** The links of a change of the address, which work without a session. */
@PortalController('portal/confirm-email')
export class ConfirmAddressController {
  constructor(private readonly changes: ChangeAddressService) {}

  /** Changes nothing, because mail scanners open links. */
  @Get()
  @RateLimited('sign_in')
  async showAddressChange(@Query('token') token: unknown): Promise<Page> {
    const t = texts('portalAccount');
    const link = typeof token === 'string' ? await this.changes.find(token) : null;
    if (!link || typeof token !== 'string') {
      return resultPage(t.linkInvalid, t.linkInvalidText, 410);
    }
    const body = (
      <>
        <h1>{t.confirm}</h1>
        <p class="portal-lead">{t.confirmText({ from: <b>{link.email}</b>, to: <b>{link.newEmail}</b> })}</p>
        <PostForm class="form" action={CONFIRM_CHANGE_PATH}>
          <input type="hidden" name="token" value={token} />
          <Button look="primary" text={t.confirmButton} />
        </PostForm>
      </>
    );
    return new Page({ title: t.confirm, body, isBare: true });
  }

  @Post()
  @RateLimited('sign_in')
  async confirmAddressChange(
    @Req() request: FastifyRequest<{ Body?: FormValues }>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page> {
    const t = texts('portalAccount');
    const { token } = request.body ?? {};
    const result = await this.changes.confirm(typeof token === 'string' ? token : '');
    if (result === 'invalid') {
      return resultPage(t.linkInvalid, t.linkInvalidText, 410);
    }
    if (result === 'waiting') {
      return resultPage(t.oneConfirmed, t.oneConfirmedText);
    }
    clearPortalCookie(request, reply);
    return resultPage(t.changed, t.changedText);
  }
}

function resultPage(title: string, text: string, status = 200): Page {
  const body = (
    <>
      <h1>{title}</h1>
      <Banner tone={status === 200 ? 'ok' : 'warn'} title={text} />
      <p class="portal-links">
        <a href="/portal">{texts('portalErrors').start}</a>
      </p>
    </>
  );
  return new Page({ title, body, isBare: true }, status);
}
