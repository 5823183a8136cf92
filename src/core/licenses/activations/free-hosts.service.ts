import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { isLocalDomain } from '../domains/local-domain';

/** Domains of a license that are read; the policy allows fewer free hosts. */
const MAX_READ = 1_000;

const DOMAINS_WITHOUT_SEAT = `
  SELECT fingerprint FROM activations
  WHERE license_id = $1 AND deactivated_at IS NULL AND NOT takes_seat AND kind = 'domain'
  LIMIT ${MAX_READ}`;

/** Counts hosts that take no seat because they are not in production. */
@Injectable()
export class FreeHostsService {
  constructor(private readonly work: UnitOfWork) {}

  /** Active hosts of a license without a seat; local domains do not count. The caller may hold the license's row lock. */
  async count(licenseId: number): Promise<number> {
    const rows = await this.work.manager.query<{ fingerprint: string }[]>(DOMAINS_WITHOUT_SEAT, [licenseId]);
    return rows.filter(({ fingerprint }) => !isLocalDomain(fingerprint)).length;
  }
}
