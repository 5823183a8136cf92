import type { VNode } from 'preact';
import { formatAge, formatDate, texts } from '../../../core/i18n';
import { StateLine } from '../frame/portal-parts';
import type { LicenseState } from './license-state';
import type { OwnedLicense } from './portal-licenses.service';

/** "Runs until 12 Jan 2026, then renews by itself" */
export function stateText({ name, date, days = 0 }: LicenseState): string {
  const t = texts('portalStates');
  const text = t[name];
  if (typeof text === 'string') {
    return text;
  }
  return text({ date: date ? formatDate(date) : '', days });
}

export function StateOf({ state }: { readonly state: LicenseState }): VNode {
  return <StateLine tone={state.tone}>{stateText(state)}</StateLine>;
}

/** "2 of 5 devices" */
export function devicesText({ license, devices }: Pick<OwnedLicense, 'license' | 'devices'>): string {
  const t = texts('portalLicenses');
  return license.maxActivations === null
    ? t.devices({ count: devices })
    : t.devicesOf({ count: devices, limit: license.maxActivations });
}

export function usedText(at: Date): string {
  return texts('portalLicense').used({ when: formatAge(at) });
}

export const licensePath = (uid: string): string => `/portal/licenses/${uid}`;
