import { Injectable } from '@nestjs/common';
import { MoreThan } from 'typeorm';
import { Clock } from '../../common/clock';
import { LANGUAGES, type Language } from '../../i18n/language';
import { type MailText, type MailValues, renderMail } from '../../mail/render-mail';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { Mail } from '../../platform/mail/mail.entity';
import { MailQueueService } from '../../platform/mail/mail-queue.service';
import { PortalBrandService } from '../frame/portal-brand.service';
import type { PortalVisitor } from '../frame/portal-visitor';
import { type OwnedLicense, PortalLicensesService } from '../licenses/portal-licenses.service';
import {
  CHANGE_HOURS,
  CONFIRM_CHANGE_PATH,
  PortalLinksService,
  SIGN_IN_MINUTES,
} from '../sign-in/portal-links.service';
import type { RequestedMail } from '../sign-in/portal-mail-job';
import { PortalSessionsService } from '../sign-in/portal-sessions.service';
import { type PortalMailKind, portalMailText } from './portal-mail-texts';

/** E-mails of one kind to one address within this time: more requests are answered alike, and send none. */
const MAX_MAILS = 5;
const WITHIN_MS = 15 * 60_000;
/** Keys that one e-mail lists; the portal shows the others. */
const MAX_KEYS = 50;

interface AddressChange {
  readonly to: string;
  readonly newEmail: string;
  readonly token: string;
  readonly language: Language;
}

/** Writes the e-mails of the portal. Their texts need no switch beside the portal's. */
@Injectable()
export class PortalMailsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly queue: MailQueueService,
    private readonly brand: PortalBrandService,
    private readonly links: PortalLinksService,
    private readonly sessions: PortalSessionsService,
    private readonly licenses: PortalLicensesService,
  ) {}

  /** Sends nothing to an address that no customer has. Runs in a job, so that nobody can tell from the answer. */
  async send(payload: unknown): Promise<void> {
    const { kind, email, language } = payload as RequestedMail;
    const visitor = this.brand.isOn ? await this.sessions.visitorOf(email) : null;
    const mailKind = kind === 'sign_in' ? 'portal_sign_in' : 'lost_key';
    if (!visitor || (await this.isTooOften(mailKind, email))) {
      return;
    }
    await this.work.run(() =>
      kind === 'sign_in' ? this.sendLink(visitor, language) : this.sendKeys(visitor, language),
    );
  }

  async confirmAddress(visitor: PortalVisitor, { to, newEmail, token, language }: AddressChange): Promise<void> {
    if (await this.isTooOften('portal_change_email', to)) {
      return;
    }
    const link = this.brand.urlOf(`${CONFIRM_CHANGE_PATH}?token=${token}`);
    const values = { link, hours: CHANGE_HOURS, from: visitor.email, to: newEmail };
    await this.add('portal_change_email', visitor, { values, language, to });
  }

  private async sendLink(visitor: PortalVisitor, language: Language): Promise<void> {
    const token = this.links.newToken();
    await this.links.add(token, { purpose: 'sign_in', email: visitor.email });
    const values = { link: this.brand.urlOf(`/portal/sign-in?token=${token}`), minutes: SIGN_IN_MINUTES };
    await this.add('portal_sign_in', visitor, { values, language });
  }

  /** A customer without licenses gets no e-mail. */
  private async sendKeys(visitor: PortalVisitor, language: Language): Promise<void> {
    const owned = (await this.licenses.list(visitor)).slice(0, MAX_KEYS);
    if (owned.length > 0) {
      const values = { portal: this.brand.urlOf('/portal'), ...keysOf(owned) };
      await this.add('lost_key', visitor, { values, language, list: keyList(owned) });
    }
  }

  private async add(
    kind: PortalMailKind,
    { email, customers: [customer] }: PortalVisitor,
    mail: { readonly values: MailValues; readonly language: Language; readonly to?: string; readonly list?: string },
  ): Promise<void> {
    const language = LANGUAGES.find((one) => one === mail.language) ?? 'en';
    const { subject, body } = portalMailText(kind, language);
    const text: MailText = { subject, body: body.replace('KEYS', mail.list ?? '') };
    const values = { vendor: this.brand.brand.name, customer: { name: customer.name }, ...mail.values };
    const content = await renderMail(text, values, language);
    await this.queue.add({ kind, language, to: mail.to ?? email, customerId: customer.id, ...content });
  }

  private async isTooOften(kind: PortalMailKind, to: string): Promise<boolean> {
    const since = new Date(this.clock.now().getTime() - WITHIN_MS);
    return (await this.work.manager.countBy(Mail, { kind, to, createdAt: MoreThan(since) })) >= MAX_MAILS;
  }
}

/** The part of the template that lists licenses: their values have the names `license0`, `license1` and so on. */
function keyList(owned: readonly OwnedLicense[]): string {
  return owned.map((_, index) => `**{{license${index}.product}}**\n\n    {{license${index}.key}}\n`).join('\n');
}

function keysOf(owned: readonly OwnedLicense[]): MailValues {
  return Object.fromEntries(
    owned.map(({ license, product }, index) => [`license${index}`, { product: product.name, key: license.key }]),
  );
}
