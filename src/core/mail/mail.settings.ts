import { isEmail } from 'class-validator';
import { choice, list } from '../common/settings/setting-definition';
import { LANGUAGES } from '../i18n/language';
import { MANAGE_URL } from '../platform/mail/mail.settings';
import { CommonSettings } from '../platform/settings/known-settings';
import { MAIL_KINDS } from './mail-kinds';
import { MAIL_WEBHOOKS } from './webhooks/mail-webhook.settings';

/** Settings of the contents of e-mails. */
export const MAIL_CONTENT = {
  language: choice({
    name: 'mail.language',
    description: 'Language of e-mails to customers.',
    choices: LANGUAGES,
    default: 'en',
  }),
  manageUrl: MANAGE_URL,
  vendorTo: list({
    name: 'mail.vendor_to',
    description: 'Addresses that get the e-mails to the vendor, such as those about sales and disputes.',
    of: 'e-mail addresses',
    isEntry: isEmail,
    mostEntries: 20,
  }),
} as const;

export const MAIL_CONTENT_SETTINGS = new CommonSettings([
  ...Object.values(MAIL_CONTENT),
  ...Object.values(MAIL_WEBHOOKS),
  ...Object.values(MAIL_KINDS).flatMap(({ enabled }) => enabled ?? []),
]);
