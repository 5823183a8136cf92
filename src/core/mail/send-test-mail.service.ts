import { Injectable } from '@nestjs/common';
import { problem } from '../common/errors/domain-error';
import { texts } from '../i18n/texts';
import { viewer } from '../i18n/viewer';
import type { Mail } from '../platform/mail/mail.entity';
import { MailQueueService } from '../platform/mail/mail-queue.service';
import { MailSenderService } from '../platform/mail/mail-sender.service';
import { MailTemplatesService, type TemplateName } from './mail-templates.service';

/** Sends e-mails at once, to see whether the settings are right. They throw MAIL_OFF without a server and a sender. */
@Injectable()
export class SendTestMailService {
  constructor(
    private readonly queue: MailQueueService,
    private readonly sender: MailSenderService,
    private readonly templates: MailTemplatesService,
  ) {}

  /** In the language of the viewer. */
  async sendPlain(to: string): Promise<Mail> {
    this.requireServer();
    const { testSubject: subject, testText: text } = texts('mails');
    return this.sender.sendNow({
      kind: 'test',
      language: viewer().language,
      to,
      subject,
      text,
      html: `<p>${text}</p>`,
    });
  }

  /** With sample values. */
  async sendTemplate(name: TemplateName, to: string): Promise<Mail> {
    const content = await this.templates.preview(name, {});
    this.requireServer();
    return this.sender.sendNow({ kind: name.kind, language: name.language, to, ...content });
  }

  private requireServer(): void {
    if (!this.queue.isOn) {
      throw problem('MAIL_OFF');
    }
  }
}
