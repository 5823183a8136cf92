import { Body, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { IsEmail, IsString } from 'class-validator';
import { type FormValues, isProblem, MaxLength, problem, RateLimited } from '../../../core/common';
import { PickType } from '@nestjs/swagger';
import type { Product } from '../../../core/catalog';
import { texts, viewer } from '../../../core/i18n';
import { MAX_FINGERPRINT, TrialOffersService } from '../../../core/verification';
import { TrialConfirmationsService } from '../../../core/verification/internal';
import { PortalController } from '../frame/portal-controller.decorator';
import { FormState } from '../../../pages/kit/form-state';
import type { Page, SeeOther } from '../../../pages/kit/page';
import { submitForm } from '../../../pages/kit/submit-form';
import { addressPage, begunPage, confirmPage, failedPage, sentPage } from './trial-form-pages';

class TrialAddressDto {
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value))
  @IsEmail()
  @MaxLength(255)
  email!: string;

  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value))
  @IsString()
  @MaxLength(255)
  name: string = '';

  /** From a program that opened the form; empty for none. */
  @IsString()
  @MaxLength(MAX_FINGERPRINT)
  fingerprint: string = '';
}

class TrialDeviceDto extends PickType(TrialAddressDto, ['fingerprint']) {}

class TokenDto {
  @IsString()
  token: string = '';
}

/** Pages on which anybody asks for a trial and begins it, in the language of the browser. */
@PortalController('portal/trial')
export class PortalTrialsController {
  constructor(
    private readonly offers: TrialOffersService,
    private readonly confirmations: TrialConfirmationsService,
  ) {}

  /** Changes nothing, because mail scanners open links. */
  @Get()
  @RateLimited('sign_in')
  async showTrialLink(@Query('token') token: unknown): Promise<Page> {
    const link = typeof token === 'string' ? token : '';
    try {
      return confirmPage(link, await this.confirmations.find(link));
    } catch (error) {
      return failed(error);
    }
  }

  @Post()
  @HttpCode(200)
  @RateLimited('sign_in')
  async beginTrial(@Body() { token }: TokenDto): Promise<Page> {
    try {
      return begunPage(await this.confirmations.confirm(token));
    } catch (error) {
      return failed(error);
    }
  }

  @Get(':product')
  async showTrialForm(@Param('product') reference: string, @Query() { fingerprint }: TrialDeviceDto): Promise<Page> {
    return addressPage(await this.offered(reference), FormState.of({ fingerprint }));
  }

  /** The work and the answer are the same for all addresses. */
  @Post(':product')
  @HttpCode(200)
  @RateLimited('sign_in')
  async requestTrialLink(
    @Param('product') reference: string,
    @Body() body: FormValues | undefined,
  ): Promise<Page | SeeOther> {
    const product = await this.offered(reference);
    return submitForm({
      body,
      input: TrialAddressDto,
      messages: { email: texts('trialForm').emailWrong },
      submit: async ({ email, name, fingerprint }) => {
        const { language } = viewer();
        const device = fingerprint || undefined;
        await this.confirmations.request({
          product: reference,
          email,
          name: name || null,
          language,
          fingerprint: device,
        });
        return sentPage(product, email, device);
      },
      show: (form) => addressPage(product, form),
    });
  }

  private async offered(reference: string): Promise<Product> {
    try {
      return (await this.offers.offeredByEmail(reference)).product;
    } catch (error) {
      throw isProblem(error, 'TRIALS_NOT_OFFERED', 'PRODUCT_NOT_FOUND') ? problem('PAGE_NOT_FOUND') : error;
    }
  }
}

function failed(error: unknown): Page {
  if (isProblem(error, 'TRIAL_USED')) {
    return failedPage('used');
  }
  if (isProblem(error, 'TRIAL_LINK_INVALID', 'TRIALS_NOT_OFFERED')) {
    return failedPage('invalid');
  }
  throw error;
}
