import type { EddItem } from '../app/edd-item';
import type { EddResult } from '../app/edd-licenses.service';

// Names of errors and statuses: https://easydigitaldownloads.com/docs/software-licensing-api/, and the sample plugin that the
// vendor ships with the extension, whose programs tell these names apart.

export const STATUSES = [
  'valid',
  'invalid',
  'expired',
  'disabled',
  'inactive',
  'site_inactive',
  'invalid_item_id',
  'item_name_mismatch',
] as const;
type Status = (typeof STATUSES)[number];

export const ACTIVATION_ERRORS = [
  'invalid',
  'missing',
  'expired',
  'inactive',
  'disabled',
  'site_inactive',
  'invalid_item_id',
  'item_name_mismatch',
  'missing_url',
  'license_not_activable',
  'no_activations_left',
] as const;
export type ActivationError = (typeof ACTIVATION_ERRORS)[number];

type Code = EddResult['code'];

const USABLE: readonly Code[] = ['VALID', 'IN_GRACE', 'EXPIRED_BUT_USABLE'];

/** The license as such, wherever it is used. */
const LICENSE_STATUSES: Partial<Record<Code, Exclude<Status, 'valid'>>> = {
  EXPIRED: 'expired',
  BLACKLISTED: 'disabled',
  REVOKED: 'disabled',
  BLOCKED: 'disabled',
  DISABLED: 'disabled',
  NOT_STARTED: 'disabled',
  PRODUCT_INACTIVE: 'disabled',
};

const LIMITS: readonly Code[] = [
  'SEATS_EXHAUSTED',
  'USES_EXHAUSTED',
  'USERS_EXHAUSTED',
  'TRANSFERS_EXHAUSTED',
  'CAPACITY_EXHAUSTED',
];

/** The error of an activation; undefined if the license is active at the site. */
export function errorOf(code: Code, item: EddItem): ActivationError | undefined {
  if (USABLE.includes(code)) {
    return undefined;
  }
  if (code === 'NOT_FOUND') {
    return 'missing';
  }
  if (code === 'NO_SITE') {
    return 'missing_url';
  }
  if (code === 'BUNDLE') {
    return 'license_not_activable';
  }
  return LIMITS.includes(code) ? 'no_activations_left' : refusalOf(code, item);
}

/** The status that a check answers. A site that is not active is `inactive` only if no other site is active. */
export function statusOf({ code, seatsTaken }: Pick<EddResult, 'code' | 'seatsTaken'>, item: EddItem): Status {
  if (USABLE.includes(code)) {
    return 'valid';
  }
  if (code === 'NOT_FOUND') {
    return 'invalid';
  }
  return code === 'NOT_ACTIVATED' && seatsTaken === 0 ? 'inactive' : refusalOf(code, item);
}

/** Rules about the site, such as allowed domains, are those of a site that is not active. */
function refusalOf(code: Code, { id }: EddItem): Exclude<Status, 'valid'> {
  if (code === 'PRODUCT_MISMATCH') {
    return id === false ? 'item_name_mismatch' : 'invalid_item_id';
  }
  return LICENSE_STATUSES[code] ?? 'site_inactive';
}
