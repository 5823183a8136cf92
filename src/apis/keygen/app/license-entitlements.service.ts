import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Entitlement } from '../../../core/catalog';
import { Clock, type NumberedRequest } from '../../../core/common';
import { offsetOf } from '../../../core/common/internal';
import { entitlementsAt, type License } from '../../../core/licenses';
import { UnitOfWork } from '../../../core/platform';

/** Entitlements that a license has now. */
@Injectable()
export class LicenseEntitlementsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** A flag must be true. Newest first. */
  async list(
    { productId, effectiveGrants }: License,
    page: NumberedRequest,
  ): Promise<{ readonly rows: Entitlement[]; readonly total: number }> {
    const held = [...entitlementsAt(effectiveGrants, this.clock.now())].filter(([, { value }]) => value !== false);
    const codes = held.map(([code]) => code);
    const [rows, total] = await this.work.manager.findAndCount(Entitlement, {
      where: { productId, code: In(codes) },
      order: { id: 'DESC' },
      skip: offsetOf(page),
      take: page.perPage,
    });
    return { rows, total };
  }
}
