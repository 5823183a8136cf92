import { Injectable } from '@nestjs/common';
import { NamedProductsService } from '../../../plugins/migration/shadowing/named-products.service';
import { textIn, valueIn } from '../../../plugins/migration/shadowing/sent-fields';
import {
  type AcceptedLicense,
  type RequestedLicense,
  ShadowedApi,
  type ShadowedRequest,
} from '../../../plugins/migration/shadowing/shadowed-api';
import { acceptedEnd, acceptedKey } from '../../../plugins/migration/shadowing/accepted-values';
import { LicenseDataService } from '../app/license-data/license-data.service';
import { LICENSE_MANAGER } from '../license-manager.dialect';

/** Calls whose answer is the verdict on the license; a deactivation answers `status: true`, too. */
const JUDGING = /^\/api\/(?:external\/license\/(?:activate|verify|check)|activate_license|verify_license)$/;

/** In front of LicenseBox or License Manager. */
@Injectable()
export class LicenseManagerShadowing extends ShadowedApi {
  readonly dialect = LICENSE_MANAGER.name;
  /** Programs show messages and do not read them; LicenseBox has its own, with the name of the product. */
  override readonly ignoredFields = /^message$/;

  constructor(
    private readonly data: LicenseDataService,
    private readonly products: NamedProductsService,
  ) {
    super();
  }

  /** Encrypted license data takes precedence over the code, as in the calls themselves. */
  override async licenseOf({ fields }: ShadowedRequest): Promise<RequestedLicense | undefined> {
    const data = textIn(fields, 'license_data') ?? textIn(fields, 'license_file');
    if (data === undefined) {
      const code = textIn(fields, 'license_code')?.trim();
      return code === undefined ? undefined : { key: code };
    }
    const decrypted = await this.data.decrypt(data);
    return decrypted ? { key: decrypted.license } : { readBy: 'old server' };
  }

  /** Without a date in the answer, as in those to LicenseBox's calls, the policy decides about the end. */
  override async acceptedLicense(
    answer: unknown,
    { path, fields }: ShadowedRequest,
    sent: string | undefined,
  ): Promise<AcceptedLicense | undefined> {
    const key = acceptedKey(sent);
    const isActive = valueIn(answer, 'is_active');
    const isAccepted = valueIn(answer, 'status') === true && (isActive === true || isActive === undefined);
    if (!JUDGING.test(path) || !isAccepted || key === undefined) {
      return undefined;
    }
    const end = valueIn(answer, 'expires_at') ?? valueIn(answer, 'data', 'expires_at');
    const isTold = [answer, valueIn(answer, 'data')].some((part) => valueIn(part, 'expires_at') !== undefined);
    const expiresAt = isTold ? acceptedEnd(end, 'UTC') : undefined;
    const product = await this.products.referenceOf([textIn(fields, 'product_id')]);
    return isTold && expiresAt === undefined ? undefined : { key, expiresAt, product };
  }
}
