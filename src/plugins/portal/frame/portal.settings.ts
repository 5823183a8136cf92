import { choice, CommonSettings, flag, list, text } from '../../../plugin';
import { isWebUrl } from '../../../core/common';
import { isReturnBase } from './return-url';

export const PORTAL = {
  enabled: flag({
    name: 'portal.enabled',
    description:
      'Whether customers can sign in at /portal. Needs PUBLIC_URL, to which the links in e-mails lead, mail.smtp_url and ' +
      'mail.from; without them the portal stays off.',
    needs: ['PUBLIC_URL', 'mail.smtp_url', 'mail.from'],
    default: false,
  }),
  releaseDevices: flag({
    name: 'portal.release_devices',
    description: 'Whether customers can release devices in the portal, as often as the policy of the license allows.',
    default: true,
  }),
  offlineDevices: flag({
    name: 'portal.offline_devices',
    description:
      'Whether customers can issue license files for offline devices in the portal, and release these devices.',
    default: true,
  }),
  relayRenewals: flag({
    name: 'portal.relay_renewals',
    description: 'Whether customers can renew the files of relays without a connection in the portal.',
    default: false,
  }),
  downloads: flag({
    name: 'portal.downloads',
    description: 'Whether customers can download versions in the portal.',
    default: true,
  }),
  claims: choice({
    name: 'portal.claims',
    description:
      'Whether customers can claim licenses that were bought under another address, by the key and the e-mail address of the ' +
      'license or the number of its purchase: off, with_approval by an admin, or on. Licenses of customers who have signed in ' +
      'to the portal always wait for approval.',
    choices: ['off', 'with_approval', 'on'],
    default: 'off',
  }),
  products: list({
    name: 'portal.products',
    description: 'References of the products whose licenses the portal shows; empty for all products.',
    of: 'references',
    isEntry: (reference) => reference !== '',
  }),
  returnUrls: list({
    name: 'portal.return_urls',
    description:
      'Addresses with which the return_url of a portal session may begin, such as https://shop.example.com/account: the origin ' +
      'is compared whole, the path by its segments. Empty allows none.',
    of: 'http(s) addresses without a query and a fragment',
    isEntry: isReturnBase,
    mostEntries: 100,
  }),
  vendorName: text({
    name: 'portal.vendor_name',
    description: 'Name of the vendor in the portal and in its e-mails; the sender of mail.from by default.',
  }),
  logoUrl: text({
    name: 'portal.logo_url',
    description: 'Square picture beside the name of the vendor in the portal; empty for none.',
    expected: 'an https URL of at most 255 characters',
    isValid: (url) => URL.parse(url)?.protocol === 'https:',
  }),
  color: text({
    name: 'portal.color',
    description: 'Color of buttons and links in the portal, such as #0b6b5c. Darkened until white is readable on it.',
    default: '#2559d6',
    expected: 'a color such as #0b6b5c',
    isValid: (color) => /^#[\da-f]{6}$/i.test(color),
  }),
  supportEmail: text({
    name: 'portal.support_email',
    description: 'Address to which the portal sends customers with questions; empty for none.',
    expected: 'an e-mail address',
    isValid: (address) => /^[^\s@]+@[^\s@]+$/.test(address),
  }),
  privacyUrl: text({
    name: 'portal.privacy_url',
    description: 'Privacy notice, linked on each page of the portal; empty for none.',
    expected: 'an http(s) URL of at most 255 characters',
    isValid: isWebUrl,
  }),
  imprintUrl: text({
    name: 'portal.imprint_url',
    description: 'Imprint, linked on each page of the portal; empty for none.',
    expected: 'an http(s) URL of at most 255 characters',
    isValid: isWebUrl,
  }),
} as const;

export const PORTAL_SETTINGS = new CommonSettings(Object.values(PORTAL));
