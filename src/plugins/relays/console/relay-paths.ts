import type { License } from '../../../core/licenses';
import { texts } from '../../../core/i18n';
import type { Crumb } from '../../../pages/components/page-parts';
import { licensePath } from '../../../pages/kit/record-paths';

export const RELAYS_PATH = '/console/relays';

export const relayPath = (id: string): string => `${RELAYS_PATH}/${id}`;
export const renewPath = (id: string): string => `${relayPath(id)}/renew`;
export const endPath = (id: string): string => `${relayPath(id)}/end`;
/** The relays of a license, by its UUID. */
export const ofLicensePath = (license: string): string => `${RELAYS_PATH}/licenses/${license}`;
export const issuePath = (license: string): string => `${ofLicensePath(license)}/issue`;
export const reportPath = (license: string): string => `${ofLicensePath(license)}/report`;
export const trueUpPath = (license: string): string => `${ofLicensePath(license)}/true-up`;

/** The licenses, and one of them. */
export function crumbsOfLicense({ uid, key }: Pick<License, 'uid' | 'key'>): Crumb[] {
  return [
    { title: texts('licenseActions').licenses, href: '/console/licenses' },
    { title: key, href: licensePath(uid) },
  ];
}

/** Down to the list of the relays of a license. */
export function crumbsOf(license: Pick<License, 'uid' | 'key'>): Crumb[] {
  return [...crumbsOfLicense(license), { title: texts('relays').title, href: ofLicensePath(license.uid) }];
}
