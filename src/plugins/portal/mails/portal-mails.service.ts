import { Injectable, type OnModuleInit } from '@nestjs/common';
import { MoreThan } from 'typeorm';
import { Calendar, Clock } from '../../../core/common';
import { type Language, LANGUAGES } from '../../../core/i18n';
import { MAIL_CONTENT, MailTemplatesService, SendPortalLinkService } from '../../../core/mail';
import {
  type AccountFacts,
  type MailFacts,
  type PortalLinkSender,
  type ReachableCustomer,
  renderMail,
  valuesOf,
} from '../../../core/mail/internal';
import { advisoryLock, Mail, MailQueueService, SettingValuesService, UnitOfWork } from '../../../core/platform';
import { ManageUrlService } from '../../../core/platform/internal';
import { PortalBrandService } from '../frame/portal-brand.service';
import { personOf, type PortalVisitor } from '../frame/portal-visitor';
import { PortalLicensesService } from '../licenses/portal-licenses.service';
import {
  CHANGE_HOURS,
  CONFIRM_CHANGE_PATH,
  PortalLinksService,
  SIGN_IN_MINUTES,
} from '../sign-in/portal-links.service';
import type { RequestedMail } from '../sign-in/portal-mail-job';
import { PortalSessionsService } from '../sign-in/portal-sessions.service';

/** E-mails of one kind to one address within this time: more requests are answered alike, and send none. */
const MAX_MAILS = 5;
const WITHIN_MS = 15 * 60_000;
/** Keys that one e-mail lists; the portal shows the others. */
const MAX_KEYS = 50;

type PortalMailKind = 'portal_sign_in' | 'portal_change_email' | 'lost_key';

interface AddressChange {
  readonly to: string;
  readonly newEmail: string;
  readonly token: string;
  readonly language: Language;
}

/** An e-mail of the portal, and the person whom it addresses. */
interface PortalMail extends Pick<MailFacts, 'customer' | 'confirmUrl'> {
  readonly kind: PortalMailKind;
  readonly language: Language;
  readonly to: string;
  readonly customerId: number;
  readonly facts: Omit<AccountFacts, 'vendor'>;
}

/** Writes the e-mails of the portal, which need no switch beside the portal's. */
@Injectable()
export class PortalMailsService implements OnModuleInit, PortalLinkSender {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly calendar: Calendar,
    private readonly settings: SettingValuesService,
    private readonly queue: MailQueueService,
    private readonly manageUrls: ManageUrlService,
    private readonly templates: MailTemplatesService,
    private readonly vendorLinks: SendPortalLinkService,
    private readonly brand: PortalBrandService,
    private readonly links: PortalLinksService,
    private readonly sessions: PortalSessionsService,
    private readonly licenses: PortalLicensesService,
  ) {}

  onModuleInit(): void {
    this.vendorLinks.sendWith(this);
  }

  get isOn(): boolean {
    return this.brand.isOn;
  }

  /** Sends nothing to an address that nobody has. Runs in a job, so that nobody can tell from the answer. */
  async send(payload: unknown): Promise<void> {
    const { kind, email, language } = payload as RequestedMail;
    const visitor = this.brand.isOn ? await this.sessions.visitorOf(email) : null;
    const mailKind = kind === 'sign_in' ? 'portal_sign_in' : 'lost_key';
    if (!visitor) {
      return;
    }
    await this.work.run(async () => {
      if (await this.isTooOften(mailKind, email)) {
        return;
      }
      if (kind === 'sign_in') {
        await this.addLink(personIn(visitor), language);
      } else {
        await this.sendKeys(visitor, language);
      }
    });
  }

  /** At the vendor's wish, in the language of e-mails to customers. */
  sendLink(customer: ReachableCustomer): Promise<void> {
    const person = { customer, customerId: customer.id, to: customer.email };
    return this.addLink(person, this.settings.get(MAIL_CONTENT.language));
  }

  async confirmAddress(visitor: PortalVisitor, { to, newEmail, token, language }: AddressChange): Promise<void> {
    if (await this.isTooOften('portal_change_email', to)) {
      return;
    }
    const confirmUrl = this.brand.urlOf(`${CONFIRM_CHANGE_PATH}?token=${token}`);
    const facts = { hours: CHANGE_HOURS, oldEmail: visitor.email, newEmail };
    await this.add({ kind: 'portal_change_email', language, ...personIn(visitor), to, confirmUrl, facts });
  }

  private async addLink(person: Person, language: Language): Promise<void> {
    const token = this.links.newToken();
    await this.links.add(token, { purpose: 'sign_in', email: person.to });
    const facts = { signInUrl: this.brand.urlOf(`/portal/sign-in?token=${token}`), minutes: SIGN_IN_MINUTES };
    await this.add({ kind: 'portal_sign_in', language, ...person, facts });
  }

  /** A person without licenses gets no e-mail. */
  private async sendKeys(visitor: PortalVisitor, language: Language): Promise<void> {
    const owned = (await this.licenses.list(visitor)).slice(0, MAX_KEYS);
    if (owned.length > 0) {
      const licenses = owned.map(({ license, product }) => ({ product: product.name, key: license.key }));
      const facts = { portalUrl: this.brand.urlOf('/portal'), licenses };
      await this.add({ kind: 'lost_key', language, ...personIn(visitor), facts });
    }
  }

  private async add({ kind, language: wanted, to, customerId, facts, ...mail }: PortalMail): Promise<void> {
    const language = LANGUAGES.find((one) => one === wanted) ?? 'en';
    const account = { ...facts, vendor: this.brand.brand.name };
    const all = { ...mail, account, manageUrl: this.manageUrls.url, timeZone: this.calendar.zone };
    const text = await this.templates.read({ kind, language }, null);
    const content = await renderMail(text, valuesOf(all, language), language);
    await this.queue.add({ kind, language, to, customerId, ...content });
  }

  /** Within the transaction that adds the e-mail: of requests that are handled at once, each counts those before. */
  private async isTooOften(kind: PortalMailKind, to: string): Promise<boolean> {
    await advisoryLock(this.work.manager, `portal mails ${kind} ${to}`);
    const since = new Date(this.clock.now().getTime() - WITHIN_MS);
    return (await this.work.manager.countBy(Mail, { kind, to, createdAt: MoreThan(since) })) >= MAX_MAILS;
  }
}

type Person = Pick<PortalMail, 'customer' | 'customerId' | 'to'>;

function personIn(visitor: PortalVisitor): Person {
  const { email } = visitor;
  const { customerId, ...person } = personOf(visitor);
  return { customer: { ...person, email }, customerId, to: email };
}
