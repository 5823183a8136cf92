import type { License } from '../../../core/licenses';
import { texts } from '../../../core/i18n';
import { withQuery } from '../../../pages/components/filters';
import type { Crumb } from '../../../pages/components/page-parts';
import { licensePath } from '../../../pages/kit/record-paths';

/** Pages and actions of a license. Each is a path below its page. */
export type LicenseVerb =
  | 'block'
  | 'check-in'
  | 'delete'
  | 'devices'
  | 'disable'
  | 'enable'
  | 'change'
  | 'entitlements'
  | 'exceptions'
  | 'extend'
  | 'files'
  | 'free-seats'
  | 'move'
  | 'policy'
  | 'release'
  | 'requests'
  | 'reset-transfers'
  | 'revoke'
  | 'rotate-key'
  | 'text'
  | 'unblock'
  | 'users';

export const LICENSES_PATH = '/console/licenses';

export const verbPath = (id: string, verb: LicenseVerb): string => `${licensePath(id)}/${verb}`;
export const devicePath = (id: string, device: string, verb?: 'free' | 'change' | 'restore'): string =>
  `${verbPath(id, 'devices')}/${device}${verb === undefined ? '' : `/${verb}`}`;
export const meterPath = (id: string, code: string): string => `${licensePath(id)}/meters/${encodeURIComponent(code)}`;
/** The use of a meter over time. */
export const meterUsePath = (id: string, code: string): string => `${meterPath(id, code)}/use`;
export const grantsPath = (id: string, code: string): string => `${meterPath(id, code)}/grants`;
export const newGrantPath = (id: string, code: string): string => `${grantsPath(id, code)}/new`;
export const grantPath = (id: string, code: string, grant: string): string => `${grantsPath(id, code)}/${grant}/void`;
/** The report on the use of floating seats. */
export const seatUsagePath = (id: string): string => `${licensePath(id)}/seat-usage`;
/** Floating seats that are reserved. */
export const reservationsPath = (id: string): string => `${licensePath(id)}/reservations`;
export const reservationPath = (id: string, reservation: string, verb?: 'change' | 'delete'): string =>
  `${reservationsPath(id)}/${reservation}${verb === undefined ? '' : `/${verb}`}`;
export const filePath = (id: string, file: string): string => `${verbPath(id, 'files')}/${file}/revoke`;
export const userPath = (id: string, user: string, verb: 'move' | 'remove'): string =>
  `${verbPath(id, 'users')}/${user}/${verb}`;
export const devicesPath = (id: string, isPast: boolean): string =>
  withQuery(verbPath(id, 'devices'), { past: isPast ? '1' : undefined });

/** The page that asks whether to cancel a scheduled change. */
export const schedulePath = (id: string, change: string): string => `${licensePath(id)}/scheduled/${change}/cancel`;

export const auditPath = (id: string): string => withQuery('/console/audit', { target: id });

/** The page that explains a verdict, with key and device filled in. */
export const EXPLAIN_PATH = '/console/explain';
export const explainPath = (key: string, device?: string): string => withQuery(EXPLAIN_PATH, { key, device });

/** Start and end of a long key, by which a reader who may see the key recognizes it. */
export function shortKey(key: string): string {
  return key.length > 20 ? `${key.slice(0, 9)}…${key.slice(-5)}` : key;
}

export function crumbsOf({ uid, key }: Pick<License, 'uid' | 'key'>): Crumb[] {
  return [
    { title: texts('licenseActions').licenses, href: LICENSES_PATH },
    { title: shortKey(key), href: licensePath(uid) },
  ];
}

/** The place of a form of a license: the pages above it, its address and the way back. */
export function placeOf(license: Pick<License, 'uid' | 'key'>, verb: LicenseVerb) {
  return { crumbs: crumbsOf(license), action: verbPath(license.uid, verb), cancel: licensePath(license.uid) };
}
