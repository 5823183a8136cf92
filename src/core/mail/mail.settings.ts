import { isEmail } from 'class-validator';
import { choice, list, secret } from '../common/settings/setting-definition';
import { LANGUAGES } from '../i18n/language';
import { MANAGE_URL } from '../platform/mail/mail.settings';
import { CommonSettings } from '../platform/settings/known-settings';
import { MAIL_KINDS } from './mail-kinds';

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

/** The ARN of a topic of Amazon SNS, with its partition and region. */
export const TOPIC = /^arn:(aws|aws-cn|aws-us-gov):sns:([a-z]{2}(?:-[a-z]+)+-\d):\d{12}:[\w-]{1,150}$/;

const LEAST_SECRET = 16;

/** Settings of the webhooks by which mail providers report bounces and complaints. */
export const MAIL_WEBHOOKS = {
  postmarkPassword: secret({
    name: 'mail.postmark_password',
    description:
      'Password in the address of the webhook at Postmark: https://keyward:PASSWORD@HOST/api/v1/mails/webhooks/postmark. ' +
      'Empty: its reports are refused.',
    expected: `at least ${LEAST_SECRET} characters in one line`,
    isValid: (password) => password.length >= LEAST_SECRET,
  }),
  mailgunSigningKey: secret({
    name: 'mail.mailgun_signing_key',
    description:
      'HTTP webhook signing key of Mailgun, for the webhook /api/v1/mails/webhooks/mailgun. Empty: its reports are refused.',
    expected: `at least ${LEAST_SECRET} characters in one line`,
    isValid: (key) => key.length >= LEAST_SECRET,
  }),
  sesTopics: list({
    name: 'mail.ses_topics',
    description:
      'ARNs of the topics of Amazon SNS to which Amazon SES reports, for the webhook /api/v1/mails/webhooks/ses. Messages of ' +
      'other topics are refused.',
    of: 'ARNs of topics',
    isEntry: (arn) => TOPIC.test(arn),
    mostEntries: 10,
  }),
} as const;

export const MAIL_CONTENT_SETTINGS = new CommonSettings([
  ...Object.values(MAIL_CONTENT),
  ...Object.values(MAIL_WEBHOOKS),
  ...Object.values(MAIL_KINDS).flatMap(({ enabled }) => enabled ?? []),
]);
