import { Injectable } from '@nestjs/common';
import { Calendar } from '../../../core/common';
import type { Customer } from '../../../core/customers';
import { LANGUAGES } from '../../../core/i18n';
import type { License } from '../../../core/licenses';
import { MAIL_CONTENT, type MailKindName, MailTemplatesService } from '../../../core/mail';
import { renderMail, valuesOf } from '../../../core/mail/internal';
import { MailQueueService, SettingValuesService } from '../../../core/platform';
import { ManageUrlService } from '../../../core/platform/internal';
import type { PortalClaim } from './portal-claim.entity';

interface ClaimMail {
  readonly kind: MailKindName;
  readonly language: string;
  readonly to: string;
  readonly customer: Customer;
  readonly license: License;
}

/** Writes the e-mails about claims of licenses. Each joins the caller's transaction. */
@Injectable()
export class ClaimMailsService {
  constructor(
    private readonly calendar: Calendar,
    private readonly settings: SettingValuesService,
    private readonly queue: MailQueueService,
    private readonly templates: MailTemplatesService,
    private readonly manageUrls: ManageUrlService,
  ) {}

  /**
   * Tells who claimed the license and, if there is an address, who had it.
   * @param license as it was before
   */
  async moved({ customer, email, language }: PortalClaim, license: License): Promise<void> {
    const { customer: previous } = license;
    if (customer) {
      await this.add({ kind: 'claim_approved', language, to: email, customer, license });
    }
    if (previous?.email) {
      const usual = this.settings.get(MAIL_CONTENT.language);
      await this.add({ kind: 'license_moved', language: usual, to: previous.email, customer: previous, license });
    }
  }

  async refused({ customer, license, email, language }: PortalClaim): Promise<void> {
    if (customer && license) {
      await this.add({ kind: 'claim_refused', language, to: email, customer, license });
    }
  }

  private async add({ kind, language: wanted, to, customer, license }: ClaimMail): Promise<void> {
    if (!this.queue.isOn) {
      return;
    }
    const language = LANGUAGES.find((one) => one === wanted) ?? 'en';
    const values = valuesOf(
      {
        customer,
        license,
        product: license.product,
        manageUrl: this.manageUrls.url,
        timeZone: this.calendar.zone,
      },
      language,
    );
    const content = await renderMail(await this.templates.read({ kind, language }, null), values, language);
    await this.queue.add({ kind, language, to, customerId: customer.id, ...content });
  }
}
