import { declarationsOf } from '../common/declarations/declarations';
import { flag } from '../common/settings/setting-definition';
import type { SettingDefinition } from '../common/settings/setting-definition';
import type { SettingValuesService } from '../platform/settings/setting-values.service';
import type { EventName } from '../platform/records/event-catalogue';

/** The row that an event is about, whose facts an e-mail tells; `account` for e-mails that a person asks for in the portal. */
export type MailSubject = 'license' | 'order' | 'version' | 'shop_event' | 'account';

/** When an e-mail is made, and for whom. */
export interface MailKind {
  readonly events: readonly string[];
  readonly about: MailSubject;
  /** The customer of the subject, or the addresses of `mail.vendor_to`. */
  readonly to: 'customer' | 'vendor';
  /** News, which a customer can do without; all else a customer must get. */
  readonly isNews: boolean;
  /** Whether it is for trials only, or for other licenses only; undefined for all. */
  readonly isTrial?: boolean;
  /** Only events whose data contain this. */
  readonly data?: object;
  /** Left out for events of bulk changes and imports: the customer has the license already, or gets it from the vendor. */
  readonly isSingle?: boolean;
  /** Left out if an e-mail of one of these kinds tells of the order that did it. */
  readonly unlessTold?: readonly string[];
  /** A condition in SQL of the row `event`. */
  readonly where?: string;
  /** Further values that its template can use. */
  readonly values?: readonly string[];
  /** The kind whose switch it has, too. */
  readonly enabledWith?: string;
  /** Null for those with the switch of another kind, the e-mails of the portal, which are sent while it is on, of rules, and for invitations of users. */
  readonly enabled: SettingDefinition<boolean> | null;
}

interface Definition extends Omit<MailKind, 'enabled' | 'events' | 'about' | 'to' | 'isNews'> {
  readonly events: readonly EventName[];
  readonly about?: MailSubject;
  readonly to?: 'vendor';
  readonly isNews?: boolean;
  /** Completes the description of the setting; left out if there is none. */
  readonly tells?: string;
  /** Beside the mail server and, for the vendor, the addresses. */
  readonly needs?: readonly string[];
  /** The kind before which lists show it; left out for the last ones. */
  readonly before?: string;
}

/** E-mails that a plug-in adds, by name: the export of a `*.mail-kinds.ts`. */
export type AddedMailKinds = Readonly<Record<string, Definition>>;

const DEFINITIONS = {
  license_issued: {
    events: ['license.issued'],
    isTrial: false,
    isSingle: true,
    unlessTold: ['order_licenses'],
    tells: 'their key and how to activate it, when a license is issued',
  },
  trial_confirm: {
    events: [],
    tells: 'how to begin a trial that was asked for with their address, by a link',
    needs: ['PUBLIC_URL'],
  },
  trial_started: {
    events: ['license.issued'],
    isTrial: true,
    isSingle: true,
    unlessTold: ['order_licenses'],
    tells: 'their key and the end of the trial, when a trial begins',
  },
  license_expiring: {
    events: ['license.expiring'],
    isTrial: false,
    tells: 'that their license expires soon, as often as licenses.expiry_warning_days says',
  },
  trial_ending: { events: ['license.expiring'], isTrial: true, tells: 'that their trial ends soon' },
  license_expired: { events: ['license.expired'], tells: 'that their license or trial has expired' },
  license_suspended: {
    events: ['license.disabled', 'license.blocked'],
    unlessTold: ['order_suspended', 'order_refunded'],
    tells: 'that their license was suspended',
  },
  license_revoked: {
    events: ['license.revoked'],
    unlessTold: ['order_refunded'],
    tells: 'that their license was revoked',
  },
  // A rule for anomalies is their switch.
  sharing_noticed: { events: ['anomaly.reaction_started'], data: { mail_customer: true, ask_sign_in: false } },
  sign_in_asked: { events: ['anomaly.reaction_started'], data: { ask_sign_in: true } },
  sharing_reported: { events: ['anomaly.reaction_started'], to: 'vendor', data: { report: true } },
  key_replaced: {
    events: ['license.key_rotated'],
    tells: 'the new key of their license, when it was replaced',
  },
  seat_limit_reached: {
    events: ['license.limit_reached'],
    data: { of: 'seats' },
    tells: 'that all devices of their license are in use',
  },
  new_version: {
    events: ['version.published'],
    about: 'version',
    isNews: true,
    tells: 'of a new version that their license includes, unless they want no news. Needs PUBLIC_URL',
    needs: ['PUBLIC_URL'],
  },
  portal_sign_in: { events: [], about: 'account' },
  portal_change_email: { events: [], about: 'account' },
  lost_key: { events: [], about: 'account' },
  user_invitation: { events: [], about: 'account' },
} as const satisfies Readonly<Record<string, Definition>>;

/** The names of all kinds; a `*.mail-kinds.ts` adds its own. */
export interface MailKindCatalogue extends Record<keyof typeof DEFINITIONS, true> {}

/** Kind of an e-mail, such as `license_issued`. */
export type MailKindName = keyof MailKindCatalogue;

const ALL = Object.entries<Definition>(DEFINITIONS);
for (const [name, kind] of declarationsOf<AddedMailKinds>('mail-kinds').flatMap((kinds) => Object.entries(kinds))) {
  const place = ALL.findIndex(([other]) => other === kind.before);
  ALL.splice(place < 0 ? ALL.length : place, 0, [name, kind]);
}

/** Kinds of e-mails, also those of plug-ins that are on. */
export const MAIL_KIND_NAMES = ALL.map(([name]) => name as MailKindName);

/** All kinds by name, with their switches. */
export const MAIL_KINDS = Object.fromEntries(
  ALL.map(([name, { tells, needs, about = 'license', isNews = false, ...kind }]) => [
    name,
    {
      ...kind,
      about,
      isNews,
      to: kind.to ?? 'customer',
      enabled: tells === undefined ? null : switchOf(name, kind.to, tells, needs),
    },
  ]),
) as Readonly<Record<MailKindName, MailKind>>;

function switchOf(
  name: string,
  to: Definition['to'],
  tells: string,
  needs: readonly string[] = [],
): SettingDefinition<boolean> {
  const whom = to === 'vendor' ? 'the addresses of mail.vendor_to' : 'customers';
  return flag({
    name: `mail.${name}.enabled`,
    description: `Tells ${whom} by e-mail ${tells}. Needs mail.smtp_url and mail.from.`,
    needs: ['mail.smtp_url', 'mail.from', ...(to === 'vendor' ? ['mail.vendor_to'] : []), ...needs],
    default: false,
  });
}

/** Whether e-mails of the kind are made, if e-mails can be sent. */
export function isEnabled(settings: SettingValuesService, kind: MailKindName): boolean {
  const { enabled, enabledWith } = MAIL_KINDS[kind];
  if (enabledWith !== undefined) {
    return isMailKind(enabledWith) && isEnabled(settings, enabledWith);
  }
  return enabled === null || settings.get(enabled);
}

/** Whether products can have texts of their own. An e-mail of the portal is about all licenses of a person. */
export function hasProduct(kind: MailKindName): boolean {
  return MAIL_KINDS[kind].about !== 'account';
}

export function isMailKind(name: string): name is MailKindName {
  return Object.hasOwn(MAIL_KINDS, name);
}
