/** Plug-ins may use these names of the room. */
export { PutMailTemplateDto, TestMailTemplateDto } from './dto/mail-template.dto';
export { type AddedMailKinds, MAIL_KIND_NAMES, type MailKindName } from './mail-kinds';
export { MailSubjectSource } from './mail-subject-source';
export { MailTemplatesService, type TemplateName } from './mail-templates.service';
export { MAIL_CONTENT } from './mail.settings';
export { MailsModule } from './mails.module';
export { MailsService } from './mails.service';
export { SendPortalLinkService } from './send-portal-link.service';
export { SendTestMailService } from './send-test-mail.service';
