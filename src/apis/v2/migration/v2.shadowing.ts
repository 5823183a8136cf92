import { Injectable } from '@nestjs/common';
import { textIn, valueIn } from '../../../plugins/migration/shadowing/sent-fields';
import {
  type AcceptedDevice,
  type AcceptedLicense,
  type DescribingRequest,
  ShadowedApi,
  type ShadowedRequest,
} from '../../../plugins/migration/shadowing/shadowed-api';
import { MAX_FINGERPRINT } from '../../../core/verification';
import {
  acceptedEnd,
  acceptedKey,
  acceptedLimit,
  acceptedText,
} from '../../../plugins/migration/shadowing/accepted-values';
import { V2 } from '../v2.dialect';

const ACTIVATE = '/api/license/activate';
const VERIFY = '/api/license/verify';
const INFO = '/api/license/info/';

/** In front of a V2 license server. */
@Injectable()
export class V2Shadowing extends ShadowedApi {
  readonly dialect = V2.name;

  /** Only the information about a license has its end, its limits and its devices. */
  override describingRequest(answer: unknown, { path }: ShadowedRequest, key: string): DescribingRequest | undefined {
    const isAccepted =
      (path === ACTIVATE && textIn(answer, 'activation', 'license_key') !== undefined) ||
      (path === VERIFY && valueIn(answer, 'valid') === true);
    return isAccepted ? { method: 'GET', path: INFO + encodeURIComponent(key) } : undefined;
  }

  override acceptedLicense(answer: unknown, { path }: ShadowedRequest): AcceptedLicense | undefined {
    const license = valueIn(answer, 'license');
    const key = acceptedKey(valueIn(license, 'key'));
    const expiresAt = acceptedEnd(valueIn(license, 'valid_until'), 'UTC');
    const maxActivations = acceptedLimit(valueIn(license, 'max_activations'));
    const maxUsers = acceptedLimit(valueIn(license, 'max_users'));
    if (!path.startsWith(INFO) || valueIn(license, 'is_active') !== true || key === undefined) {
      return undefined;
    }
    return expiresAt === undefined || maxActivations === undefined
      ? undefined
      : { key, expiresAt, maxActivations, maxUsers, devices: devicesIn(valueIn(answer, 'activations')) };
  }
}

function devicesIn(rows: unknown): AcceptedDevice[] {
  return (Array.isArray(rows) ? rows : []).flatMap((row: unknown) => {
    const fingerprint = acceptedText(row, MAX_FINGERPRINT, 'hardware_hash');
    const isActive = valueIn(row, 'is_active') === true;
    return fingerprint !== undefined && isActive ? [{ fingerprint, name: acceptedText(row, 255, 'machine_name') }] : [];
  });
}
