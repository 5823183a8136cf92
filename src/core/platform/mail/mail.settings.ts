import { LONGEST_TEXT, secret, text } from '../../common/settings/setting-definition';
import { isWebUrl } from '../../common/validation/web-url';
import { CommonSettings } from '../settings/known-settings';
import { readMailbox } from './mailbox';
import { readSmtpUrl } from './smtp-url';

/** Settings of the server that sends e-mails. */
export const MAIL_SERVER = {
  smtpUrl: secret({
    name: 'mail.smtp_url',
    description:
      'SMTP server for e-mails: smtp://USER:PASSWORD@HOST:587 (STARTTLS) or smtps://USER:PASSWORD@HOST:465 (TLS), with ' +
      'special characters percent-encoded. Empty: no e-mails are made.',
    expected: `a URL like smtps://USER:PASSWORD@HOST:465 of at most ${LONGEST_TEXT} characters`,
    isValid: (url) => readSmtpUrl(url) !== undefined,
  }),
  from: text({
    name: 'mail.from',
    description: 'Sender of e-mails: an address, or a name with an address in angle brackets.',
    expected: 'an address, or a name with an address in angle brackets',
    isValid: (mailbox) => readMailbox(mailbox) !== undefined,
  }),
} as const;

/** Linked in e-mails, and given to programs. */
export const MANAGE_URL = text({
  name: 'mail.manage_url',
  description:
    'Page on which customers manage their licenses, linked in e-mails and given to programs; empty for none.',
  expected: 'an http(s) URL of at most 255 characters',
  isValid: isWebUrl,
});

export const MAIL_SERVER_SETTINGS = new CommonSettings(Object.values(MAIL_SERVER));
