import { Body, Get, Post, Query, Req, Res } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { IsEmail, IsString } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type FormValues, MaxLength, RateLimited, RateLimitsService } from '../../../core/common';
import { FormState } from '../../../pages/kit/form-state';
import { type Page, SeeOther } from '../../../pages/kit/page';
import { submitForm } from '../../../pages/kit/submit-form';
import { texts, viewer } from '../../../core/i18n';
import { JobQueueService } from '../../../core/platform';
import { PortalController } from '../frame/portal-controller.decorator';
import { PORTAL_PATH } from '../frame/portal.dialect';
import type { PortalLink } from './portal-link.entity';
import { PortalLinksService } from './portal-links.service';
import { PORTAL_MAIL_JOB, type RequestedMail } from './portal-mail-job';
import { PortalSessionsService } from './portal-sessions.service';
import { addressPage, confirmPage, LICENSES_PATH, sentPage } from './sign-in-pages';
import { clearPortalCookie, portalCookieIn, setPortalCookie } from './signed-in-only';

class AddressDto {
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim().toLowerCase() : value))
  @IsEmail()
  @MaxLength(255)
  email!: string;
}

class TokenDto {
  @IsString()
  token: string = '';
}

@PortalController('portal')
export class PortalSignInController {
  constructor(
    private readonly links: PortalLinksService,
    private readonly sessions: PortalSessionsService,
    private readonly jobs: JobQueueService,
    private readonly limits: RateLimitsService,
  ) {}

  @Get()
  async showPortalSignIn(@Req() request: FastifyRequest): Promise<Page | SeeOther> {
    const token = portalCookieIn(request);
    const visitor = token === undefined ? null : await this.sessions.find(token);
    return visitor ? new SeeOther(LICENSES_PATH) : addressPage('sign_in', FormState.empty());
  }

  @Post()
  @RateLimited('sign_in')
  requestPortalLink(@Body() body?: FormValues): Promise<Page | SeeOther> {
    return this.request('sign_in', body);
  }

  @Get('lost-key')
  showLostKey(): Page {
    return addressPage('lost_key', FormState.empty());
  }

  @Post('lost-key')
  @RateLimited('sign_in')
  requestLostKey(@Body() body?: FormValues): Promise<Page | SeeOther> {
    return this.request('lost_key', body);
  }

  /** Changes nothing, because mail scanners open links. */
  @Get('sign-in')
  @RateLimited('sign_in')
  async showPortalLink(@Query('token') token: unknown, @Req() request: FastifyRequest): Promise<Page | SeeOther> {
    const found = typeof token === 'string' ? await this.links.find(token, ['sign_in']) : null;
    if (found?.state === 'valid' && typeof token === 'string') {
      return confirmPage(token, found.link);
    }
    if (found?.link.opens && (await this.isSignedIn(request, found.link))) {
      return new SeeOther(found.link.opens);
    }
    const failed = found?.state === 'expired' ? 'expired' : 'used';
    return addressPage('sign_in', FormState.of({ email: found?.link.email ?? '' }), found ? failed : 'unknown');
  }

  @Post('sign-in')
  @RateLimited('sign_in')
  async signInToPortal(
    @Body() { token }: TokenDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page | SeeOther> {
    const link = await this.links.use(token, ['sign_in']);
    if (!link) {
      return this.showPortalLink(token, request);
    }
    setPortalCookie(request, reply, await this.sessions.start(link.email, link.returnUrl));
    return new SeeOther(link.opens ?? LICENSES_PATH);
  }

  @Post('sign-out')
  async signOutOfPortal(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SeeOther> {
    await this.sessions.end(portalCookieIn(request) ?? '');
    clearPortalCookie(request, reply);
    return SeeOther.done(PORTAL_PATH, texts('portalSignIn').signedOut);
  }

  /** Whoever goes back in the browser opens a used link again. */
  private async isSignedIn(request: FastifyRequest, { email }: PortalLink): Promise<boolean> {
    const visitor = await this.sessions.find(portalCookieIn(request) ?? '');
    return visitor?.email === email;
  }

  /** The work and the answer are the same for all addresses: a job finds out whether there is a customer. */
  private request(kind: RequestedMail['kind'], body: FormValues | undefined): Promise<Page | SeeOther> {
    return submitForm({
      body,
      input: AddressDto,
      messages: { email: texts('portalSignIn').emailWrong },
      submit: async ({ email }) => {
        await this.limits.countHere('recipient', email);
        const payload: RequestedMail = { kind, email, language: viewer().language };
        await this.jobs.add({ name: PORTAL_MAIL_JOB, payload, maxAttempts: 5 });
        return sentPage(kind, email);
      },
      show: (form) => addressPage(kind, form),
    });
  }
}
