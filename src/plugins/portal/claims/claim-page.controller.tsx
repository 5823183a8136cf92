import { Body, Get, Post } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { IsString } from 'class-validator';
import { type FormValues, Length, problem, RateLimited } from '../../../core/common';
import type { Customer } from '../../../core/customers';
import { texts, viewer } from '../../../core/i18n';
import { Banner } from '../../../pages/components/banner';
import { Button } from '../../../pages/components/button';
import { TextField } from '../../../pages/components/fields';
import { ErrorSummary } from '../../../pages/components/form';
import { PostForm } from '../../../pages/components/post-form';
import { FormState } from '../../../pages/kit/form-state';
import { Page, SeeOther } from '../../../pages/kit/page';
import { submitForm } from '../../../pages/kit/submit-form';
import { PortalController } from '../frame/portal-controller.decorator';
import { Card, PortalHead } from '../frame/portal-parts';
import { CurrentVisitor, type PortalVisitor } from '../frame/portal-visitor';
import { licensePath } from '../licenses/license-words';
import { SignedInOnly } from '../sign-in/signed-in-only';
import { LICENSES_PATH } from '../sign-in/sign-in-pages';
import { ClaimLicenseService, type ClaimOutcome } from './claim-license.service';
import { CLAIM_PATH } from './claim-path';

const STATUS = { unknown: 422, too_many: 429 } as const;
type Failed = keyof typeof STATUS;

const trimmed = ({ value }: { value: unknown }): unknown => (typeof value === 'string' ? value.trim() : value);

class ClaimFormDto {
  @Transform(trimmed)
  @IsString()
  @Length(1, 255)
  key!: string;

  @Transform(trimmed)
  @IsString()
  @Length(1, 255)
  proof!: string;
}

/** Customers claim licenses that were bought under another address. */
@SignedInOnly()
@PortalController('portal/claim')
export class PortalClaimController {
  constructor(private readonly claims: ClaimLicenseService) {}

  @Get()
  showPortalClaim(@CurrentVisitor() visitor: PortalVisitor): Page {
    this.claimantOf(visitor);
    return claimPage(FormState.empty());
  }

  @Post()
  @RateLimited('claim')
  claimPortalLicense(@CurrentVisitor() visitor: PortalVisitor, @Body() body?: FormValues): Promise<Page | SeeOther> {
    const t = texts('portalClaim');
    const customer = this.claimantOf(visitor);
    return submitForm({
      body,
      input: ClaimFormDto,
      messages: { key: t.keyMissing, proof: t.proofMissing },
      submit: async ({ key, proof }) =>
        this.answer(await this.claims.claim(visitor, customer, { key, proof, language: viewer().language }), body),
      show: (form) => claimPage(form),
    });
  }

  private answer(outcome: ClaimOutcome, body: FormValues | undefined): Page | SeeOther {
    const t = texts('portalClaim');
    const form = FormState.of(body ?? {});
    switch (outcome.kind) {
      case 'moved':
        return SeeOther.done(licensePath(outcome.license), t.moved);
      case 'owned':
        return SeeOther.done(licensePath(outcome.license), t.owned);
      case 'requested':
        return SeeOther.done(LICENSES_PATH, t.requested);
      case 'unknown':
      case 'too_many':
        return claimPage(form, outcome.kind);
      case 'mistyped':
        return claimPage(form, 'unknown', t.mistyped({ group: outcome.group }));
    }
  }

  private claimantOf(visitor: PortalVisitor): Customer {
    const customer = this.claims.claimantOf(visitor);
    if (!customer) {
      throw problem('PAGE_NOT_FOUND');
    }
    return customer;
  }
}

function claimPage(form: FormState, failed?: Failed, text?: string): Page {
  const t = texts('portalClaim');
  const body = (
    <>
      <PortalHead title={t.title} lead={t.lead} back={{ path: LICENSES_PATH, title: texts('portal').licenses }} />
      {failed !== undefined && (
        <Banner tone="bad" title={t.failed[failed]} isAlert>
          {text ?? t.failedText[failed]}
        </Banner>
      )}
      <Card id="claim" title={t.form}>
        <ErrorSummary form={form} title={t.notDone} />
        <PostForm class="portal-form" action={CLAIM_PATH} noValidate>
          <TextField form={form} name="key" label={t.key} hint={t.keyHint} autoComplete="off" />
          <TextField form={form} name="proof" label={t.proof} hint={t.proofHint} autoComplete="off" />
          <Button look="primary" text={t.claim} />
        </PostForm>
      </Card>
    </>
  );
  return new Page({ title: t.title, body }, failed === undefined ? 200 : STATUS[failed]);
}
