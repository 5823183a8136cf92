import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { LessThan, MoreThan } from 'typeorm';
import { foldedAddress } from '../../common/email-address';
import { DAY } from '../../common/calendar';
import { Clock } from '../../common/clock';
import { problem } from '../../common/errors/domain-error';
import { Randomness } from '../../common/randomness';
import { Product } from '../../catalog/products/product.entity';
import { FindOrCreateCustomersService } from '../../customers/customers/find-or-create-customers.service';
import { IssueLicensesService } from '../../licenses/issuing/issue-licenses.service';
import type { License } from '../../licenses/licenses/license.entity';
import { advisoryLock } from '../../platform/database/advisory-lock';
import { isUniqueViolation } from '../../platform/database/database-error';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { ActivateLicenseService } from '../calls/activate-license.service';
import { LicenseRefused } from '../rules/verification.errors';
import { mailboxOf } from './mailbox-of';
import { TrialConfirmation } from './trial-confirmation.entity';
import { type TrialApplicant, type TrialMailer, TrialOffersService } from './trial-offers.service';
import { Trial } from './trial.entity';
import { TrialsService } from './trials.service';

/** Links that a mailbox gets for a product in a day, so that nobody can flood it. */
export const LINKS_PER_DAY = 3;
const TOKEN_BYTES = 32;
/** Days for which a link is stored after its end. */
const KEPT_DAYS = 30;

export interface TrialByEmail extends TrialApplicant {
  /** Reference of the product. */
  readonly product: string;
  /** Device that the trial is for. */
  readonly fingerprint?: string | undefined;
}

/** The trial that a link is for: one of a device to verify, or one to begin, perhaps for a device. */
type LinkedTrial = Partial<Pick<TrialConfirmation, 'trialId' | 'fingerprint'>>;

/** A confirmed trial. */
export interface ConfirmedTrial {
  readonly product: Product;
  readonly email: string;
  /** The trial's license; null if a device gets it when it asks again. */
  readonly license: License | null;
  /** Whether the device that the link named is active on the license. */
  readonly isActivated: boolean;
}

/** Begins trials by links that are sent to the address that asks for one, and by which it proves to be read there. */
@Injectable()
export class TrialConfirmationsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly offers: TrialOffersService,
    private readonly trials: TrialsService,
    private readonly customers: FindOrCreateCustomersService,
    private readonly issuing: IssueLicensesService,
    private readonly activation: ActivateLicenseService,
    private readonly randomness: Randomness,
    private readonly clock: Clock,
  ) {}

  /** Sends a link that begins a trial. Does the same for a mailbox that had one: the link says so. */
  async request({ product: reference, fingerprint, ...applicant }: TrialByEmail): Promise<void> {
    const { product, mailer } = await this.offers.offeredByEmail(reference);
    await this.send(product, applicant, mailer, { fingerprint });
  }

  /** Sends a link, unless the mailbox got as many as it may today. Joins the caller's transaction. */
  async send(
    product: Product,
    applicant: TrialApplicant,
    mailer: TrialMailer,
    { trialId = null, fingerprint = null }: LinkedTrial,
  ): Promise<void> {
    const email = foldedAddress(applicant.email);
    const mailbox = mailboxOf(email);
    const token = this.randomness.secret(TOKEN_BYTES);
    await this.work.run(async (manager) => {
      await advisoryLock(manager, `trial links ${product.id} ${mailbox}`);
      const now = this.clock.now();
      const since = MoreThan(new Date(now.getTime() - DAY));
      const sent = { productId: product.id, mailbox, requestedAt: since };
      if ((await manager.countBy(TrialConfirmation, sent)) >= LINKS_PER_DAY) {
        return;
      }
      await manager.insert(TrialConfirmation, {
        tokenHash: hashOf(token),
        productId: product.id,
        trialId,
        fingerprint,
        email,
        mailbox,
        name: applicant.name,
        requestedAt: now,
        expiresAt: new Date(now.getTime() + DAY),
      });
      await mailer.send(product, { ...applicant, email }, token);
    });
  }

  /** The product of a link that is still good. */
  async find(token: string): Promise<Product> {
    const { manager } = this.work;
    const { productId } = this.usable(await manager.findOneBy(TrialConfirmation, { tokenHash: hashOf(token) }));
    return manager.findOneByOrFail(Product, { id: productId });
  }

  /** Uses a link up. Of two trials of a mailbox that begin at once, one is refused with TRIAL_USED. */
  async confirm(token: string): Promise<ConfirmedTrial> {
    try {
      return await this.work.run(async (manager) => {
        const lock = { mode: 'for_no_key_update' } as const;
        const where = { tokenHash: hashOf(token) };
        const confirmation = this.usable(await manager.findOne(TrialConfirmation, { where, lock }));
        await manager.update(TrialConfirmation, confirmation.id, { usedAt: this.clock.now() });
        return confirmation.trialId === null ? await this.begin(confirmation) : await this.verify(confirmation);
      });
    } catch (error) {
      throw isUniqueViolation(error) ? problem('TRIAL_USED') : error;
    }
  }

  async deleteOld(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - KEPT_DAYS * DAY);
    await this.work.manager.delete(TrialConfirmation, { expiresAt: LessThan(before) });
  }

  private usable(confirmation: TrialConfirmation | null): TrialConfirmation {
    if (!confirmation || confirmation.usedAt || confirmation.expiresAt <= this.clock.now()) {
      throw problem('TRIAL_LINK_INVALID');
    }
    return confirmation;
  }

  /** The trial of a device, which asks again then. */
  private async verify({ trialId, email }: TrialConfirmation): Promise<ConfirmedTrial> {
    const where = { id: trialId ?? 0, email };
    const trial = await this.work.manager.findOne(Trial, { where, relations: { product: true } });
    if (!trial?.product) {
      throw problem('TRIAL_LINK_INVALID');
    }
    await this.trials.verify(trial.uid);
    return { product: trial.product, email, license: null, isActivated: false };
  }

  private async begin(confirmation: TrialConfirmation): Promise<ConfirmedTrial> {
    const { productId, email, name, fingerprint } = confirmation;
    const { reference } = await this.work.manager.findOneByOrFail(Product, { id: productId });
    const { product, policy } = await this.offers.offeredByEmail(reference);
    const trial = await this.grantedTrial(confirmation);
    const customer = await this.customers.findOrCreateByEmail(email, name);
    const issued = { product: product.reference, policy: policy.uid, customer: customer.uid, type: 'trial' } as const;
    const license = await this.issuing.issue(issued);
    const data = { license_uid: license.uid, product_id: productId };
    await this.work.update('trial.granted', trial, { licenseId: license.id, endsAt: license.expiresAt }, data);
    const isActivated = fingerprint !== null && (await this.activate(license, fingerprint));
    return { product, email, license, isActivated };
  }

  /**
   * The trial of the device, whose earlier request awaits its verification, or a new one. A unique violation means that the
   * mailbox, or the device, had a trial.
   */
  private async grantedTrial(confirmation: TrialConfirmation): Promise<Trial> {
    const { manager } = this.work;
    const { productId, email, mailbox, requestedAt, fingerprint } = confirmation;
    const now = this.clock.now();
    const granted = { email, mailbox, domain: null, verifiedAt: now, grantedAt: now };
    const key = { productId, fingerprint: fingerprint ?? '' };
    const lock = { mode: 'for_no_key_update' } as const;
    const known = fingerprint === null ? null : await manager.findOne(Trial, { where: key, lock });
    if (known?.grantedAt) {
      throw problem('TRIAL_USED');
    }
    return known
      ? this.work.update('trial.requested', known, granted, { product_id: productId })
      : this.work.create(
          'trial.requested',
          manager.create(Trial, { ...granted, productId, fingerprint, requestedAt, licenseId: null }),
        );
  }

  /** A device that may not be active yet is told so when it activates with the key itself. */
  private async activate({ key }: License, fingerprint: string): Promise<boolean> {
    try {
      await this.activation.activate(key, { fingerprint });
      return true;
    } catch (error) {
      if (error instanceof LicenseRefused) {
        return false;
      }
      throw error;
    }
  }
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
