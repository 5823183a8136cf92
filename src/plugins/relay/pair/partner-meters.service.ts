import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { MeterPoolsService } from '../../../core/verification';
import type { RelayFile } from '../cli/relay-file';
import { poolMeters } from '../pool-meters';
import type { MeterUses } from './pair-meters';

/** In place of the hash of a token: no token of a program has it. */
const PARTNER = 'the part of the partner';
/** The clock alone never brings back what the partner has. */
const FOR_EVER = new Date('9999-12-31T00:00:00Z');

interface UsedRow {
  readonly code: string;
  readonly used: number;
  readonly total: number;
}

/** Reads what a relay of a pair uses of its meters, and keeps away what it does not have, as an open reservation does. */
@Injectable()
export class PartnerMetersService {
  constructor(private readonly reservations: MeterPoolsService) {}

  async read(manager: EntityManager, licenseId: number, file: RelayFile): Promise<MeterUses> {
    const meters = Object.entries(poolMeters(file));
    if (meters.length === 0) {
      return {};
    }
    const rows = await manager.query<UsedRow[]>(USED, [licenseId, meters.map(([code]) => code)]);
    return Object.fromEntries(
      meters.map(([code, { amount }]) => {
        const { used = 0, total = 0 } = rows.find((row) => row.code === code) ?? {};
        return [code, { pool: amount, used, total }];
      }),
    );
  }

  /**
   * In the transaction that stores the parts. The caller holds the lock of the license.
   * @param amountOf amount of the pool that this relay has
   */
  async keep(licenseId: number, uses: MeterUses, amountOf: (code: string) => number): Promise<void> {
    const kept = Object.entries(uses).map(([code, { pool }]) => ({ code, amount: Math.max(0, pool - amountOf(code)) }));
    await this.reservations.keepExactly({ tokenHash: PARTNER, licenseId, until: FOR_EVER }, kept);
  }
}

const USED = `
  SELECT m.code, sum(b.used)::bigint AS used, sum(b.total)::bigint AS total
  FROM meter_balances b JOIN meters m ON m.id = b.meter_id
  WHERE b.license_id = $1 AND m.code = ANY ($2) GROUP BY m.code`;
