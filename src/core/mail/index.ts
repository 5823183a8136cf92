/** Plug-ins may use these names of the room. */
export { PutMailTemplateDto } from './dto/mail-template.dto';
export { MAIL_KIND_NAMES, type MailKindName } from './mail-kinds';
export { MailTemplatesService, type TemplateName } from './mail-templates.service';
export { SendPortalLinkService } from './send-portal-link.service';
