import { Injectable } from '@nestjs/common';
import type { Product } from '../catalog/products/product.entity';
import { filledIn } from '../catalog/products/upgrade-url';
import { ProductVersion } from '../catalog/versions/product-version.entity';
import { Calendar } from '../common/calendar';
import { publicAddress } from '../common/http/base-url';
import { PluginServices } from '../common/plugins/plugin-services';
import { Customer } from '../customers/customers/customer.entity';
import { LANGUAGES } from '../i18n/language';
import { License } from '../licenses/licenses/license.entity';
import { LicenseSales } from '../licenses/sales/license-sales';
import { Settings } from '../platform/config/settings';
import { UnitOfWork } from '../platform/database/unit-of-work';
import { MailBouncesService } from '../platform/mail/mail-bounces.service';
import { ManageUrlService } from '../platform/mail/manage-url.service';
import type { ClaimedMail, RenderedMail } from '../platform/mail/mail-queue.service';
import { Suppressed, Unrenderable } from '../platform/mail/mail-sender.service';
import { Event } from '../platform/records/event.entity';
import { SettingValuesService } from '../platform/settings/setting-values.service';
import { isMailKind, MAIL_KINDS, type MailSubject } from './mail-kinds';
import { type MailSubjectFacts, MailSubjectSource } from './mail-subject-source';
import { MailTemplatesService } from './mail-templates.service';
import { type EventFacts, type MailFacts, valuesOf } from './mail-values';
import { MAIL_CONTENT } from './mail.settings';
import { UnsubscribeLinksService } from './news/unsubscribe-links.service';
import { renderMail } from './render-mail';

/** Kinds of e-mails that lead to a renewal. */
const ENDS: readonly string[] = ['license_expiring', 'license_expired'];

type ReadSubject = (event: Event, mail: ClaimedMail) => Promise<MailSubjectFacts>;

/** Renders the e-mails about events, with what is known when they are sent. */
@Injectable()
export class RenderEventMailService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly calendar: Calendar,
    private readonly environment: Settings,
    private readonly settings: SettingValuesService,
    private readonly manageUrls: ManageUrlService,
    private readonly templates: MailTemplatesService,
    private readonly bounces: MailBouncesService,
    private readonly links: UnsubscribeLinksService,
    private readonly plugins: PluginServices,
  ) {}

  async render(mail: ClaimedMail): Promise<RenderedMail> {
    const { kind, language: stored, eventId, eventAt } = mail;
    const event = eventId !== null && eventAt !== null && (await this.eventOf(eventId, eventAt));
    if (!event || !isMailKind(kind)) {
      throw new Unrenderable('The event is not stored any more');
    }
    const { about, isNews, to } = MAIL_KINDS[kind];
    const subject = await this.subjectOf(about)(event, mail);
    const { template, productName = template?.name ?? '', path, customer, ...facts } = subject;
    if (to === 'customer' && !customer) {
      throw new Unrenderable('The customer was deleted');
    }
    await this.refuseUnwanted(mail.to, isNews ? customer : null);
    const language = LANGUAGES.find((one) => one === stored) ?? this.settings.get(MAIL_CONTENT.language);
    const text = await this.templates.read({ kind, language }, template);
    const unsubscribeUrl = isNews && customer ? await this.links.linkFor(customer) : undefined;
    const all: MailFacts = {
      ...facts,
      product: { name: productName, upgradeUrl: await this.upgradeUrl(kind, facts.license?.uid, template) },
      customer: customer ?? undefined,
      manageUrl: this.manageUrls.url,
      unsubscribeUrl,
      consoleUrl: this.consoleUrl(path),
      timeZone: this.calendar.zone,
    };
    return { ...(await renderMail(text, valuesOf(all, language), language)), headers: headersFor(unsubscribeUrl) };
  }

  /** Where the customer renews a license that ends, else the page on which customers of the product buy more. */
  private async upgradeUrl(kind: string, uid: string | undefined, product: Product | null): Promise<string | null> {
    const renewal = uid && ENDS.includes(kind) ? await this.plugins.find(LicenseSales)?.renewalUrl({ uid }) : null;
    const page = product?.upgradeUrl ?? null;
    return renewal ?? (page && filledIn(page, uid ?? '', product?.reference ?? ''));
  }

  private subjectOf(about: MailSubject): ReadSubject {
    const source = this.plugins.all(MailSubjectSource).find((one) => one.about === about);
    const read = source ? source.read.bind(source) : this.own[about];
    if (!read) {
      throw new Unrenderable('An e-mail of the portal is not about an event');
    }
    return read;
  }

  private readonly own: Partial<Readonly<Record<MailSubject, ReadSubject>>> = {
    license: async ({ data }) => {
      const { license_uid: uid, ...facts } = data as EventFacts & { readonly license_uid?: string };
      const license = await this.work.manager.findOne(License, {
        where: { uid },
        relations: { customer: true, product: true },
      });
      if (!license?.product) {
        throw new Unrenderable('The license was deleted');
      }
      return { license, event: facts, template: license.product, customer: license.customer ?? null };
    },
    version: async ({ targetId: uid }, { customerId }) => {
      const version = await this.work.manager.findOne(ProductVersion, { where: { uid }, relations: { product: true } });
      if (!version?.isActive || !version.product || customerId === null) {
        throw new Unrenderable('The version is not available any more');
      }
      const customer = await this.work.manager.findOneBy(Customer, { id: customerId });
      return { version, template: version.product, customer };
    },
  };

  /** Also what changed since the e-mail was queued. */
  private async refuseUnwanted(address: string, reader: Customer | null): Promise<void> {
    if (reader !== null && reader.newsOptedOutAt !== null) {
      throw new Suppressed('The customer wants no news');
    }
    const bounce = await this.bounces.find(address);
    if (bounce) {
      throw new Suppressed(`The address takes no e-mails: ${bounce.reason ?? 'an e-mail came back'}`);
    }
  }

  private consoleUrl(path: string | undefined): string | undefined {
    const { PUBLIC_URL } = this.environment;
    return PUBLIC_URL === undefined ? undefined : publicAddress(PUBLIC_URL, `/console${path ?? ''}`);
  }

  private eventOf(id: number, at: Date): Promise<Event | null> {
    return this.work.manager.findOneBy(Event, { id, at });
  }
}

/** RFC 8058: the mail program opts out by one request, without the page. */
function headersFor(unsubscribeUrl: string | undefined): Record<string, string> {
  return unsubscribeUrl === undefined
    ? {}
    : { 'List-Unsubscribe': `<${unsubscribeUrl}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' };
}
