import { DAY } from '../common/calendar';
import { LOCALES, type Language } from '../i18n/language';
import type { License } from '../licenses/licenses/license.entity';
import type { ProductVersion } from '../catalog/versions/product-version.entity';
import { MAIL_KINDS, type MailKindName, type MailSubject } from './mail-kinds';
import type { MailValues } from './render-mail';

/** The facts that an e-mail tells: those that its kind is about. */
export interface MailFacts {
  readonly product?: { readonly name: string; readonly upgradeUrl: string | null };
  readonly customer?: { readonly name: string; readonly email: string | null; readonly company: string | null };
  readonly license?: Pick<License, 'key' | 'expiresAt' | 'updatesUntil' | 'maxActivations'> &
    Partial<Pick<License, 'uid'>>;
  /** The licenses of an order. */
  readonly licenses?: readonly LicenseFacts[];
  readonly order?: OrderFacts;
  readonly version?: Pick<ProductVersion, 'version' | 'summary' | 'changelog' | 'releasedAt'>;
  readonly event?: EventFacts;
  readonly manageUrl: string;
  /** Link that begins a trial, or that confirms a new address. */
  readonly confirmUrl?: string;
  readonly account?: AccountFacts;
  /** Page on which the customer opts out of news. */
  readonly unsubscribeUrl?: string;
  /** Page of the console about the subject; empty without PUBLIC_URL. */
  readonly consoleUrl?: string;
  /** IANA name. */
  readonly timeZone: string;
}

/** Facts of a license in a list. */
export interface LicenseFacts extends Pick<License, 'key' | 'expiresAt' | 'maxActivations'> {
  /** Name of the product. */
  readonly product: string;
}

/** Facts of an order; amounts are in the smallest unit of the currency. */
export interface OrderFacts {
  readonly uid: string;
  readonly shop: string;
  readonly externalId: string | null;
  readonly currency: string | null;
  readonly total: number | null;
  readonly refunded: number;
  readonly periodEnd: Date | null;
  readonly suspendAt: Date | null;
}

/** Facts of the e-mails of the portal, each for some kinds. */
export interface AccountFacts {
  /** Name of the vendor; empty if it is unknown. */
  readonly vendor: string;
  readonly portalUrl?: string;
  readonly signInUrl?: string;
  /** Minutes for which the link works. */
  readonly minutes?: number;
  readonly hours?: number;
  readonly oldEmail?: string;
  readonly newEmail?: string;
  readonly licenses?: readonly { readonly product: string; readonly key: string }[];
}

/** Data of the event. */
export interface EventFacts {
  readonly days_until_expiry?: number;
  readonly limit?: number;
  readonly used?: number;
  readonly shop?: string;
  readonly type?: string;
  readonly reason?: string;
}

/** Values of all parameters of templates, from the facts of an e-mail; those of another subject are empty. */
export function valuesOf(facts: MailFacts, language: Language): MailValues {
  const { customer, product, event, manageUrl } = facts;
  return {
    customer: {
      name: customer ? (plainName(customer.name) ?? wordsIn(customer.email)) : null,
      email: customer?.email ?? null,
      company: plainName(customer?.company ?? null),
    },
    product: { name: product?.name ?? null },
    license: licenseValues(facts, language),
    order: orderValues(facts, language),
    version: versionValues(facts, language),
    event: {
      days: event?.days_until_expiry ?? null,
      limit: event?.limit ?? null,
      used: event?.used ?? null,
      shop: event?.shop ?? null,
      type: event?.type ?? null,
      key_leaked: event?.type === 'key_leaked' ? 1 : null,
      reason: event?.reason ?? null,
    },
    ...accountValues(facts.account),
    licenses: [...orderedLicenses(facts, language), ...accountLicenses(facts.account)],
    upgrade_url: product?.upgradeUrl ?? null,
    manage_url: manageUrl,
    confirm_url: facts.confirmUrl ?? null,
    unsubscribe_url: facts.unsubscribeUrl ?? null,
    console_url: facts.consoleUrl ?? null,
  };
}

const MAX_NAME = 60;

/** Texts that mail programs turn into links: an address, a path, or a dot within a host name. "J. R. Smith" does not match. */
const LIKE_A_LINK = /[/\\:@<>[\]\p{Cc}]|\.(?:\p{L}{2}|\p{N}|-)/u;

/**
 * The name of a customer, if it reads as one. A stranger may have typed it, in a shop or for a trial with the address of somebody
 * else: a message or a link in its place would be sent in the vendor's name.
 */
export function plainName(name: string | null): string | null {
  const plain = (name ?? '')
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/[\u3002\uff61]/g, '.');
  return plain !== '' && plain.length <= MAX_NAME && !LIKE_A_LINK.test(plain) ? name : null;
}

/** The words of an address before its tag, for a customer whose name does not read as one. */
function wordsIn(email: string | null): string | null {
  const [mailbox = ''] = (email ?? '').split(/[+@]/);
  const words = mailbox.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
  return words.slice(0, MAX_NAME) || null;
}

function licenseValues({ license, timeZone }: MailFacts, language: Language): MailValues {
  const date = dates(language, timeZone);
  return {
    key: license?.key ?? null,
    expires_at: date(license?.expiresAt),
    updates_until: date(license?.updatesUntil),
    seats: license?.maxActivations ?? null,
  };
}

function orderValues({ order, timeZone }: MailFacts, language: Language): MailValues {
  const date = dates(language, timeZone);
  const money = (amount: number | null = null): string | null =>
    amount !== null && order?.currency ? formatMoney(amount, order.currency, language) : null;
  return {
    id: order ? (order.externalId ?? order.uid) : null,
    shop: order?.shop ?? null,
    total: money(order?.total),
    refunded: order && order.refunded > 0 ? money(order.refunded) : null,
    period_end: date(order?.periodEnd),
    suspend_at: date(order?.suspendAt),
  };
}

function versionValues({ version }: MailFacts, language: Language): MailValues {
  return {
    number: version?.version ?? null,
    summary: version?.summary ?? null,
    changelog: version?.changelog ?? null,
    released_at: dates(language, 'UTC')(version && new Date(version.releasedAt)),
  };
}

function accountValues(account: AccountFacts | undefined): MailValues {
  return {
    vendor: { name: account?.vendor ?? null },
    portal_url: account?.portalUrl ?? null,
    sign_in_url: account?.signInUrl ?? null,
    link: { minutes: account?.minutes ?? null, hours: account?.hours ?? null },
    address: { old: account?.oldEmail ?? null, new: account?.newEmail ?? null },
  };
}

function accountLicenses(account: AccountFacts | undefined): MailValues[] {
  return (account?.licenses ?? []).map(({ product, key }) => ({ product: { name: product }, license: { key } }));
}

function orderedLicenses({ licenses = [], timeZone }: MailFacts, language: Language): MailValues[] {
  const date = dates(language, timeZone);
  return licenses.map(({ product, key, expiresAt, maxActivations }) => ({
    product: { name: product },
    license: { key, expires_at: date(expiresAt), seats: maxActivations },
  }));
}

function dates(language: Language, timeZone: string): (moment?: Date | null) => string | null {
  const format = new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'long', timeZone });
  return (moment) => (moment ? format.format(moment) : null);
}

/** @param amount in the smallest unit of the currency */
function formatMoney(amount: number, currency: string, language: Language): string {
  const format = new Intl.NumberFormat(LOCALES[language], { style: 'currency', currency });
  return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}

/** Facts for previews and tests. */
export function sampleFacts(now: Date, manageUrl: string, timeZone: string): MailFacts {
  const inDays = (days: number): Date => new Date(now.getTime() + days * DAY);
  return {
    license: { key: 'AB12-CD34-EF56-GH78', expiresAt: inDays(365), updatesUntil: inDays(365), maxActivations: 3 },
    product: { name: 'Sample Product', upgradeUrl: 'https://example.com/buy' },
    customer: { name: 'Ada Lovelace', email: 'ada@example.com', company: 'Example Ltd' },
    order: {
      uid: '0192f7d9-30aa-7bd2-9a41-c1d2e3f40516',
      shop: 'manual',
      externalId: 'web-1001',
      currency: 'EUR',
      total: 4_900,
      refunded: 4_900,
      periodEnd: inDays(365),
      suspendAt: inDays(14),
    },
    version: {
      version: '2.1.0',
      summary: 'Faster and easier to use.',
      changelog: 'Starts in half the time.',
      releasedAt: now.toISOString().slice(0, 10),
    },
    event: {
      days_until_expiry: 14,
      limit: 3,
      used: 3,
      shop: 'stripe',
      type: 'invoice.paid',
      reason: 'No policy is mapped to price_123',
    },
    account: {
      vendor: 'Example Ltd',
      portalUrl: 'https://licenses.example.com/portal',
      signInUrl: 'https://licenses.example.com/portal/sign-in?token=sample',
      minutes: 15,
      hours: 24,
      oldEmail: 'ada@example.com',
      newEmail: 'lovelace@example.com',
      licenses: [
        { product: 'Sample Product', key: 'AB12-CD34-EF56-GH78' },
        { product: 'Other Product', key: 'IJ90-KL12-MN34-OP56' },
      ],
    },
    manageUrl,
    confirmUrl: 'https://example.com/portal/trial?token=sample',
    unsubscribeUrl: 'https://licenses.example.com/unsubscribe/sample',
    consoleUrl: 'https://licenses.example.com/console',
    timeZone,
  };
}

const OF_PERSON = ['customer.name', 'customer.email', 'customer.company'];
const OF_CUSTOMER = [...OF_PERSON, 'product.name', 'upgrade_url', 'manage_url'];
const OF_ORDER = ['order.id', 'order.shop', 'order.total', 'order.refunded', 'order.period_end', 'order.suspend_at'];

/** The names of the values that a template of the subject can use, such as `license.key`. */
const VALUE_NAMES: Readonly<Record<MailSubject, readonly string[]>> = {
  license: [
    ...OF_CUSTOMER,
    ...['license.key', 'license.expires_at', 'license.updates_until', 'license.seats'],
    ...['event.days', 'event.limit', 'event.used'],
  ],
  order: [...OF_CUSTOMER, ...OF_ORDER, 'console_url'],
  version: [
    ...OF_CUSTOMER,
    ...['version.number', 'version.summary', 'version.changelog', 'version.released_at'],
    'unsubscribe_url',
  ],
  shop_event: ['event.shop', 'event.type', 'event.reason', 'console_url'],
  account: [...OF_PERSON, 'vendor.name'],
};

/** Further values of a kind. Those of `licenses` are within `{{#licenses}}…{{/licenses}}`. */
const FURTHER_NAMES: Readonly<Partial<Record<MailKindName, readonly string[]>>> = {
  trial_confirm: ['confirm_url'],
  portal_sign_in: ['sign_in_url', 'link.minutes'],
  portal_change_email: ['confirm_url', 'link.hours', 'address.old', 'address.new'],
  sharing_noticed: ['event.key_leaked'],
  sign_in_asked: ['event.key_leaked'],
  sharing_reported: ['event.type', 'console_url'],
  user_invitation: ['confirm_url'],
  lost_key: ['portal_url', 'licenses', 'product.name', 'license.key'],
};

export function valueNames(kind: MailKindName): readonly string[] {
  return [...VALUE_NAMES[MAIL_KINDS[kind].about], ...(FURTHER_NAMES[kind] ?? []), ...(MAIL_KINDS[kind].values ?? [])];
}
