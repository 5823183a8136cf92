import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { Behavior } from '../../catalog/policies/behavior';
import { isLocalDomain } from '../domains/local-domain';
import { isFreeHost } from './device-rules';

/** Domains of a license that are read; the policy allows fewer free hosts. */
const MAX_READ = 1_000;
/** Domains with a seat that are read. */
const MAX_SEATS = 10_000;

const DOMAINS_WITHOUT_SEAT = `
  SELECT fingerprint FROM activations
  WHERE license_id = $1 AND deactivated_at IS NULL AND NOT takes_seat AND kind = 'domain'
  LIMIT ${MAX_READ}`;

const DOMAINS_WITH_SEAT = `
  SELECT id, fingerprint FROM activations
  WHERE license_id = $1 AND deactivated_at IS NULL AND takes_seat AND kind = 'domain'
    AND coalesce(product_id, 0) = coalesce($2::bigint, 0)
  LIMIT ${MAX_SEATS}`;

const GIVE_UP_SEATS = 'UPDATE activations SET takes_seat = false WHERE id = ANY ($1)';

/** Seats of a license, or of one product of its bundle, with the rules for hosts that take none. */
interface SeatedHosts {
  readonly license: { readonly id: number };
  readonly seatProductId: number | null;
  readonly behavior: Behavior;
}

/** Hosts that take no seat because they are not in production. */
@Injectable()
export class FreeHostsService {
  constructor(private readonly work: UnitOfWork) {}

  /** Active hosts of a license without a seat; local domains do not count. The caller may hold the license's row lock. */
  async count(licenseId: number): Promise<number> {
    const rows = await this.work.manager.query<{ fingerprint: string }[]>(DOMAINS_WITHOUT_SEAT, [licenseId]);
    return rows.filter(({ fingerprint }) => !isLocalDomain(fingerprint)).length;
  }

  /** Ids of active hosts that have a seat and need none, because the rules were others when they activated. */
  async withNeedlessSeat({ license, seatProductId, behavior }: SeatedHosts): Promise<number[]> {
    const rows = await this.work.manager.query<{ id: number; fingerprint: string }[]>(DOMAINS_WITH_SEAT, [
      license.id,
      seatProductId,
    ]);
    return rows.filter(({ fingerprint }) => isFreeHost(behavior, fingerprint)).map(({ id }) => id);
  }

  /** Lets these hosts go on without their seats. The caller holds the license's row lock. Returns whether there are any. */
  async giveUpSeats(hosts: SeatedHosts): Promise<boolean> {
    const ids = await this.withNeedlessSeat(hosts);
    if (ids.length > 0) {
      await this.work.manager.query(GIVE_UP_SEATS, [ids]);
    }
    return ids.length > 0;
  }
}

/** SQL: the activation counts for the lifetime limit. */
export const IS_USE = `(takes_seat OR kind <> 'domain')`;
