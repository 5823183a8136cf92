import { Injectable } from '@nestjs/common';
import { textIn, valueIn } from '../../../plugins/migration/shadowing/sent-fields';
import {
  type AcceptedLicense,
  ShadowedApi,
  type ShadowedRequest,
} from '../../../plugins/migration/shadowing/shadowed-api';
import { acceptedCustomer, acceptedEnd, acceptedKey } from '../../../plugins/migration/shadowing/accepted-values';
import { PROGRAN3 } from '../progran3.dialect';

const JUDGING = ['/api/licenses/activate', '/api/licenses/validate'];

/** In front of a ProGran3 license server. */
@Injectable()
export class Progran3Shadowing extends ShadowedApi {
  readonly dialect = PROGRAN3.name;

  override acceptedLicense(answer: unknown, { path }: ShadowedRequest): AcceptedLicense | undefined {
    const data = valueIn(answer, 'data');
    const key = acceptedKey(valueIn(data, 'license_key'));
    const expiresAt = acceptedEnd(valueIn(data, 'expires_at'), 'UTC');
    const isActive = valueIn(answer, 'success') === true && textIn(data, 'status') === 'active';
    if (!JUDGING.includes(path) || !isActive || valueIn(data, 'valid') === false) {
      return undefined;
    }
    return key === undefined || expiresAt === undefined
      ? undefined
      : { key, expiresAt, customer: acceptedCustomer(valueIn(data, 'user_email')) };
  }
}
