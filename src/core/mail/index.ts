/** Plug-ins may use these names of the room. */
export { PutMailTemplateDto, TestMailTemplateDto } from './dto/mail-template.dto';
export { type AddedMailKinds, isEnabled, MAIL_KIND_NAMES, type MailKindName } from './mail-kinds';
export { type MailSubjectFacts, MailSubjectSource } from './mail-subject-source';
export { MailKindParam, MailLanguageParam } from './mail-template-parameters';
export { MailTemplatesService, type SampleValue, type Template, type TemplateName } from './mail-templates.service';
export { type AccountFacts, type MailFacts, valuesOf } from './mail-values';
export { MAIL_CONTENT } from './mail.settings';
export { MailsModule } from './mails.module';
export { MailsService } from './mails.service';
export { UNSUBSCRIBE_PATH, UnsubscribeLinksService } from './news/unsubscribe-links.service';
export { type MailText, renderMail } from './render-mail';
export { type PortalLinkSender, type ReachableCustomer, SendPortalLinkService } from './send-portal-link.service';
export { TRIAL_LINK_PATH } from './trial-mails.service';
