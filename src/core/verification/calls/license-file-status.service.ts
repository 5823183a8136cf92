import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { LicenseFile } from '../../licenses/license-files/license-file.entity';

/** Reports to programs whether their license file is still valid. */
@Injectable()
export class LicenseFileStatusService {
  constructor(private readonly work: UnitOfWork) {}

  /**
   * Whether the file was revoked or belongs to another license. Undefined, without a query, if no file or no license is
   * given.
   */
  async isRevoked(license: { readonly id: number } | null, jti: string | undefined): Promise<boolean | undefined> {
    if (license === null || jti === undefined) {
      return undefined;
    }
    const file = await this.work.manager.findOneBy(LicenseFile, { uid: jti, licenseId: license.id });
    return file?.endedAt !== null;
  }
}
