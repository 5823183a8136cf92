import { Injectable } from '@nestjs/common';
import { foldedAddress } from '../../common/email-address';
import { Clock } from '../../common/clock';
import { problem } from '../../common/errors/domain-error';
import type { Product } from '../../catalog/products/product.entity';
import { isUniqueViolation } from '../../platform/database/database-error';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { type Activated, ActivateLicenseService } from '../calls/activate-license.service';
import type { Device } from '../../licenses/activations/device';
import { normalizeDomain } from '../../licenses/domains/domains';
import { IssueLicensesService } from '../../licenses/issuing/issue-licenses.service';
import { License } from '../../licenses/licenses/license.entity';
import { LicenseRefused } from '../rules/verification.errors';
import type { VerdictCode } from '../rules/verdict';
import { mailboxOf } from './mailbox-of';
import { TrialConfirmationsService } from './trial-confirmations.service';
import { type OfferedProduct, TrialOffersService } from './trial-offers.service';
import { Trial } from './trial.entity';

export interface TrialRequest {
  /** Reference of the product. */
  readonly product: string;
  readonly device: Device;
  readonly email?: string;
  readonly domain?: string;
}

/** A trial with the activation of its license; null while the trial awaits verification. */
export interface RequestedTrial {
  readonly trial: Trial;
  readonly activated: Activated | null;
}

type Identity = Pick<Trial, 'email' | 'mailbox' | 'domain'>;

/** Verdicts of a trial that is over. */
const OVER: readonly VerdictCode[] = ['EXPIRED', 'REVOKED'];

/** Grants each device, e-mail and domain one trial of a product. */
@Injectable()
export class RequestTrialService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly offers: TrialOffersService,
    private readonly confirmations: TrialConfirmationsService,
    private readonly issuing: IssueLicensesService,
    private readonly activation: ActivateLicenseService,
    private readonly clock: Clock,
  ) {}

  /**
   * A device that asks again gets the same trial. An e-mail or domain alone proves nothing: another device does not get the
   * license of a trial by naming them.
   */
  async request({ product: reference, device, email, domain }: TrialRequest): Promise<RequestedTrial> {
    const offered = await this.offers.offeredBy(reference);
    const address = email === undefined ? null : foldedAddress(email);
    const identity = { email: address, mailbox: address && mailboxOf(address), domain: domainOf(domain) };
    this.offers.refuseIncomplete(offered.policy, identity);
    const subject = `trial of ${offered.product.id} ${device.fingerprint}`;
    try {
      return await this.work.runSerialized(subject, () => this.inTransaction(offered, device, identity));
    } catch (error) {
      throw isUniqueViolation(error) ? problem('TRIAL_USED') : error;
    }
  }

  private async inTransaction(
    { product, policy }: OfferedProduct,
    device: Device,
    identity: Identity,
  ): Promise<RequestedTrial> {
    const trial = await this.lockedTrial(product, device, identity);
    if (trial.grantedAt) {
      return { trial, activated: await this.activateAgain(trial, device) };
    }
    const requested = await this.identify(trial, identity);
    if (policy.trialNeedsVerification && !requested.verifiedAt) {
      await this.sendLink(requested, { product, policy });
      return { trial: requested, activated: null };
    }
    return this.grant(requested, { product, policy }, device);
  }

  /** If the policy asks for an e-mail address, and Keyward sends such links; otherwise, the vendor verifies the trial. */
  private async sendLink(trial: Trial, { product, policy }: OfferedProduct): Promise<void> {
    const mailer = this.offers.mailerFor(policy);
    if (mailer && trial.email !== null) {
      await this.confirmations.send(product, { email: trial.email, name: null }, mailer, { trialId: trial.id });
    }
  }

  /**
   * Simultaneous requests of a device wait here for the first. A granted trial is not locked: its license is locked next, and
   * changes of the license lock it before the trial.
   */
  private async lockedTrial(product: Product, { fingerprint }: Device, identity: Identity): Promise<Trial> {
    const { manager } = this.work;
    const key = { productId: product.id, fingerprint };
    const row = { ...key, ...identity, requestedAt: this.clock.now() };
    const inserted = await manager.createQueryBuilder().insert().into(Trial).values(row).orIgnore().execute();
    const trial = await manager.findOneByOrFail(Trial, key);
    if ((inserted.raw as unknown[]).length > 0) {
      const snapshot = this.work.snapshot(trial);
      await this.work.record([this.work.changeRecord('trial.requested', trial, null, snapshot)]);
      return trial;
    }
    return trial.grantedAt ? trial : manager.findOneOrFail(Trial, { where: key, lock: { mode: 'for_no_key_update' } });
  }

  /** Another e-mail or domain needs to be verified anew. */
  private identify(trial: Trial, identity: Identity): Promise<Trial> | Trial {
    const isSame = trial.email === identity.email && trial.domain === identity.domain;
    const data = { product_id: trial.productId };
    return isSame ? trial : this.work.update('trial.requested', trial, { ...identity, verifiedAt: null }, data);
  }

  /** A unique violation means that the e-mail or domain had a trial on another device. */
  private async grant(trial: Trial, { product, policy }: OfferedProduct, device: Device): Promise<RequestedTrial> {
    await this.work.manager.update(Trial, { id: trial.id }, { grantedAt: this.clock.now() });
    const license = await this.issuing.issue({ product: product.reference, policy: policy.uid, type: 'trial' });
    const change = { grantedAt: this.clock.now(), licenseId: license.id, endsAt: license.expiresAt };
    const data = { license_uid: license.uid, product_id: product.id };
    const granted = await this.work.update('trial.granted', trial, change, data);
    return { trial: granted, activated: await this.activation.activate(license.key, device) };
  }

  private async activateAgain({ licenseId }: Trial, device: Device): Promise<Activated> {
    const license = licenseId === null ? null : await this.work.manager.findOneBy(License, { id: licenseId });
    if (license?.type !== 'trial') {
      throw problem('TRIAL_USED');
    }
    try {
      return await this.activation.activate(license.key, device);
    } catch (error) {
      throw error instanceof LicenseRefused && OVER.includes(error.verdict) ? problem('TRIAL_USED') : error;
    }
  }
}

function domainOf(domain: string | undefined): string | null {
  if (domain === undefined) {
    return null;
  }
  const normalized = normalizeDomain(domain);
  if (normalized === null) {
    throw problem('DOMAIN_INVALID', { field: 'domain' });
  }
  return normalized;
}
