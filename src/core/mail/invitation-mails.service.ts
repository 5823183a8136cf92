import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Calendar } from '../common/calendar';
import { publicAddress } from '../common/http/base-url';
import {
  INVITATION_PATH,
  type InvitationMailer,
  InvitationsService,
} from '../identity/invitations/invitations.service';
import { Settings } from '../platform/config/settings';
import { MailQueueService } from '../platform/mail/mail-queue.service';
import { ManageUrlService } from '../platform/mail/manage-url.service';
import { SettingValuesService } from '../platform/settings/setting-values.service';
import { MailTemplatesService } from './mail-templates.service';
import { MAIL_CONTENT } from './mail.settings';
import { valuesOf } from './mail-values';
import { renderMail } from './render-mail';

/** Sends the links by which invited users choose a password. */
@Injectable()
export class InvitationMailsService implements OnModuleInit, InvitationMailer {
  constructor(
    private readonly config: Settings,
    private readonly settings: SettingValuesService,
    private readonly manageUrls: ManageUrlService,
    private readonly queue: MailQueueService,
    private readonly templates: MailTemplatesService,
    private readonly invitations: InvitationsService,
    private readonly calendar: Calendar,
  ) {}

  onModuleInit(): void {
    this.invitations.sendWith(this);
  }

  get isOn(): boolean {
    return this.queue.isOn && this.config.PUBLIC_URL !== undefined;
  }

  async send({ username, email }: { readonly username: string; readonly email: string }, token: string): Promise<void> {
    const kind = 'user_invitation';
    const language = this.settings.get(MAIL_CONTENT.language);
    const confirmUrl = publicAddress(this.config.PUBLIC_URL, `${INVITATION_PATH}?token=${token}`);
    const customer = { name: username, email, company: null };
    const facts = { customer, manageUrl: this.manageUrls.url, confirmUrl, timeZone: this.calendar.zone };
    const text = await this.templates.read({ kind, language }, null);
    await this.queue.add({
      kind,
      language,
      to: email,
      ...(await renderMail(text, valuesOf(facts, language), language)),
    });
  }
}
