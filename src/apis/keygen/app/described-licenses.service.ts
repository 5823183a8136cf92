import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { Activation, LicenseUser } from '../../../core/licenses';
import type { LicenseWithUsage } from '../../../core/licensing';
import { UnitOfWork } from '../../../core/platform';

/** A license with the figures of its relationships. */
export interface DescribedLicense extends LicenseWithUsage {
  readonly users: number;
  /** Processor cores of all its machines. */
  readonly cores: number;
  readonly memoryMb: number;
}

/** Null if no machine reported any. */
interface Sums {
  readonly cores: string | number | null;
  readonly memoryMb: string | number | null;
}

@Injectable()
export class DescribedLicensesService {
  constructor(private readonly work: UnitOfWork) {}

  async describe(found: LicenseWithUsage): Promise<DescribedLicense> {
    const { manager } = this.work;
    const users = await manager.countBy(LicenseUser, { licenseId: found.license.id });
    const sums = await manager
      .createQueryBuilder(Activation, 'activation')
      .select('sum(activation.cores)', 'cores')
      .addSelect('sum(activation.memoryMb)', 'memoryMb')
      .where({ licenseId: found.license.id, deactivatedAt: IsNull() })
      .getRawOne<Sums>();
    return { ...found, users, cores: Number(sums?.cores ?? 0), memoryMb: Number(sums?.memoryMb ?? 0) };
  }
}
