import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Calendar } from '../common/calendar';
import { publicAddress } from '../common/http/base-url';
import type { Product } from '../catalog/products/product.entity';
import { nameIn } from '../customers/customers/find-or-create-customers.service';
import { LANGUAGES } from '../i18n/language';
import { Settings } from '../platform/config/settings';
import { ManageUrlService } from '../platform/mail/manage-url.service';
import { MailQueueService } from '../platform/mail/mail-queue.service';
import { SettingValuesService } from '../platform/settings/setting-values.service';
import { type TrialApplicant, type TrialMailer, TrialOffersService } from '../verification/trials/trial-offers.service';
import { isEnabled } from './mail-kinds';
import { MailTemplatesService } from './mail-templates.service';
import { valuesOf } from './mail-values';
import { MAIL_CONTENT } from './mail.settings';
import { renderMail } from './render-mail';

/** Path of the page with the button that begins a trial. */
export const TRIAL_LINK_PATH = '/portal/trial';

/** Sends the links that confirm trials. */
@Injectable()
export class TrialMailsService implements OnModuleInit, TrialMailer {
  constructor(
    private readonly config: Settings,
    private readonly settings: SettingValuesService,
    private readonly manageUrls: ManageUrlService,
    private readonly queue: MailQueueService,
    private readonly templates: MailTemplatesService,
    private readonly offers: TrialOffersService,
    private readonly calendar: Calendar,
  ) {}

  onModuleInit(): void {
    this.offers.sendLinksWith(this);
  }

  get isOn(): boolean {
    return isEnabled(this.settings, 'trial_confirm') && this.queue.isOn && this.config.PUBLIC_URL !== undefined;
  }

  /** Without the name: nobody has confirmed yet that the person whose address it is has typed it. */
  async send(product: Product, { email, language: wanted }: TrialApplicant, token: string): Promise<void> {
    const kind = 'trial_confirm';
    const language = LANGUAGES.find((one) => one === wanted) ?? this.settings.get(MAIL_CONTENT.language);
    const confirmUrl = publicAddress(this.config.PUBLIC_URL, `${TRIAL_LINK_PATH}?token=${token}`);
    const customer = { name: nameIn(email), email, company: null };
    const manageUrl = this.manageUrls.url;
    const facts = { product, customer, manageUrl, confirmUrl, timeZone: this.calendar.zone };
    const text = await this.templates.read({ kind, language }, product);
    const content = await renderMail(text, valuesOf(facts, language), language);
    await this.queue.add({ kind, language, to: email, ...content });
  }
}
