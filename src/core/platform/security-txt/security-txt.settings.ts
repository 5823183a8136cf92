import { list, text } from '../../common/settings/setting-definition';
import { CommonSettings } from '../settings/known-settings';

const CONTACT = /^(https:\/\/[^\s/]+\S*|mailto:[^\s@]+@[^\s@]+|tel:\+?[\d-]+)$/;
const LANGUAGE = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;

/** Setting: contacts for reports, the preferred one first. */
export const SECURITY_CONTACTS = list({
  name: 'security_txt.contacts',
  description:
    'Addresses for reports of vulnerabilities of this installation, the preferred one first, such as ' +
    '`mailto:security@example.com`. `/.well-known/security.txt` (RFC 9116) names them; it is not found while there are none.',
  of: 'addresses that begin with https:, mailto: or tel:',
  isEntry: (entry) => CONTACT.test(entry),
  mostEntries: 5,
});

/** Setting: page with the rules for reports. */
export const SECURITY_POLICY = text({
  name: 'security_txt.policy',
  description: 'Page that says how you handle reports of vulnerabilities; named by `/.well-known/security.txt`.',
  needs: ['security_txt.contacts'],
  expected: 'an https URL',
  isValid: (value) => /^https:\/\/\S+$/.test(value),
});

/** Setting: languages of reports. */
export const SECURITY_LANGUAGES = list({
  name: 'security_txt.languages',
  description:
    'Languages in which you read reports of vulnerabilities, such as `en`; named by `/.well-known/security.txt`.',
  of: 'language tags such as "en"',
  isEntry: (entry) => LANGUAGE.test(entry),
  mostEntries: 20,
});

export const SECURITY_TXT_SETTINGS = new CommonSettings([SECURITY_CONTACTS, SECURITY_POLICY, SECURITY_LANGUAGES]);
