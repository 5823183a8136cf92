import { Injectable } from '@nestjs/common';
import { Calendar } from '../../../core/common';
import { textIn, valueIn } from '../../../plugins/migration/shadowing/sent-fields';
import {
  type AcceptedLicense,
  ShadowedApi,
  type ShadowedRequest,
} from '../../../plugins/migration/shadowing/shadowed-api';
import { acceptedEnd, acceptedKey } from '../../../plugins/migration/shadowing/accepted-values';
import { LIC } from '../lic.dialect';

const VERIFY = '/api/verify';

/** In front of a LIC license server, which limits no license beyond the machine that it is bound to. */
@Injectable()
export class LicShadowing extends ShadowedApi {
  readonly dialect = LIC.name;

  constructor(private readonly calendar: Calendar) {
    super();
  }

  override acceptedLicense(answer: unknown, { path }: ShadowedRequest): AcceptedLicense | undefined {
    const key = acceptedKey(valueIn(answer, 'data', 'license_key'));
    const expiresAt = acceptedEnd(valueIn(answer, 'data', 'expires_at'), this.calendar.zone);
    const isActive = valueIn(answer, 'success') === true && textIn(answer, 'data', 'status') === 'active';
    return path === VERIFY && isActive && key !== undefined && expiresAt !== undefined ? { key, expiresAt } : undefined;
  }
}
