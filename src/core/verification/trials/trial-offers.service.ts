import { Injectable } from '@nestjs/common';
import { problem } from '../../common/errors/domain-error';
import type { Policy } from '../../catalog/policies/policy.entity';
import type { Product } from '../../catalog/products/product.entity';
import { ProductsService } from '../../catalog/products/products.service';
import type { Trial } from './trial.entity';
import type { TrialConfirmation } from './trial-confirmation.entity';

/** A product that offers trials, and their policy. */
export interface OfferedProduct {
  readonly product: Product;
  readonly policy: Policy;
}

/** Address and name of a person who asks for a trial, and the language of the e-mail; that of the settings by default. */
export interface TrialApplicant extends Pick<TrialConfirmation, 'email' | 'name'> {
  readonly language?: string | undefined;
}

/** Sends the links that confirm trials. */
export interface TrialMailer {
  /** Whether links can be sent now. */
  readonly isOn: boolean;
  /** Joins the caller's transaction. */
  send(product: Product, applicant: TrialApplicant, token: string): Promise<void>;
}

type Identity = Pick<Trial, 'email' | 'domain'>;

/** Knows which products offer trials, and to whom. */
@Injectable()
export class TrialOffersService {
  private mailer: TrialMailer | undefined;

  constructor(private readonly products: ProductsService) {}

  /** Without a mailer, e-mail addresses are verified by the vendor only. */
  sendLinksWith(mailer: TrialMailer): void {
    this.mailer = mailer;
  }

  async offeredBy(reference: string): Promise<OfferedProduct> {
    const product = await this.products.getByReference(reference);
    if (!product.isActive || !product.trialPolicy) {
      throw problem('TRIALS_NOT_OFFERED');
    }
    return { product, policy: product.trialPolicy };
  }

  /** Like `offeredBy`, for a trial that begins with a link sent to an e-mail address. */
  async offeredByEmail(reference: string): Promise<OfferedProduct & { readonly mailer: TrialMailer }> {
    const offered = await this.offeredBy(reference);
    const mailer = this.mailerFor(offered.policy);
    if (!mailer) {
      throw problem('TRIALS_NOT_OFFERED');
    }
    return { ...offered, mailer };
  }

  /** Undefined if trials of this policy are not confirmed by a link. */
  mailerFor({ trialRequires, trialNeedsVerification }: Policy): TrialMailer | undefined {
    return trialRequires === 'email' && trialNeedsVerification && this.mailer?.isOn ? this.mailer : undefined;
  }

  /** Throws if the request lacks what the policy asks for. */
  refuseIncomplete({ trialRequires }: Policy, identity: Identity): void {
    if (trialRequires !== 'device' && identity[trialRequires] === null) {
      throw problem('TRIAL_FIELD_MISSING', { field: trialRequires });
    }
  }
}
