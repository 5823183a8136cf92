/** One plug-in of this repository alone uses each of these names: they are no part of the package. */
export { isEnabled, MAIL_KINDS } from './mail-kinds';
export type { MailSubjectFacts } from './mail-subject-source';
export { MailKindParam, MailLanguageParam } from './mail-template-parameters';
export { MAIL_WEBHOOKS } from './webhooks/mail-webhook.settings';
export type { SampleValue, Template } from './mail-templates.service';
export { type AccountFacts, type LicenseFacts, type MailFacts, valuesOf } from './mail-values';
export { UNSUBSCRIBE_PATH, UnsubscribeLinksService } from './news/unsubscribe-links.service';
export { type MailText, renderMail } from './render-mail';
export type { PortalLinkSender, ReachableCustomer } from './send-portal-link.service';
export { TRIAL_LINK_PATH } from './trial-mails.service';
