import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { Clock } from '../../common/clock';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { LicenseContext } from '../rules/license-context';
import { MeterReservation } from './meter-reservation.entity';
import type { TakenAmount } from './reserved-amounts';
import { TakeMetersService } from './take-meters.service';
import { writeReservations } from './write-reservations.query';

/** Amounts of one pool, which ends at a time. Nobody else knows the hash, so that no program can commit or release them. */
export interface MeterPool {
  readonly tokenHash: string;
  readonly licenseId: number;
  readonly until: Date;
}

/** Keeps amounts of meters for a relay, as reservations do for programs. The caller holds the lock of the license. */
@Injectable()
export class MeterPoolsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly taking: TakeMetersService,
    private readonly clock: Clock,
  ) {}

  /** Call after it was verified that so much is free. */
  async keep(
    { tokenHash, licenseId, until }: MeterPool,
    amounts: readonly (TakenAmount & { readonly code: string })[],
  ): Promise<void> {
    await writeReservations(
      this.work.manager,
      amounts.map(({ meterId, code, amount }) => ({
        tokenHash,
        licenseId,
        meterId,
        activationId: 0,
        username: '',
        amount,
        items: [{ meter: code, amount, rate: 1 }],
        expiresAt: until,
      })),
    );
  }

  /** Keeps these amounts of the meters of the license, and nothing else of the pool. */
  async keepExactly(
    pool: MeterPool,
    amounts: readonly { readonly code: string; readonly amount: number }[],
  ): Promise<void> {
    const { manager } = this.work;
    await manager.delete(MeterReservation, { tokenHash: pool.tokenHash });
    const codes = amounts.map(({ code }) => code);
    const meters =
      codes.length === 0 ? [] : await manager.query<{ id: number; code: string }[]>(METERS, [pool.licenseId, codes]);
    await this.keep(
      pool,
      meters.map(({ id, code }) => ({
        meterId: id,
        code,
        amount: amounts.find((one) => one.code === code)?.amount ?? 0,
      })),
    );
  }

  /** Keeps what is left of the pool for longer. */
  async prolong({ tokenHash, until }: MeterPool): Promise<void> {
    const open = { tokenHash, endedAt: IsNull() };
    await this.work.manager.update(MeterReservation, open, { expiresAt: until });
  }

  /** Gives back what is left of the pool. */
  async release({ tokenHash }: Pick<MeterPool, 'tokenHash'>): Promise<void> {
    const ended = { endedAt: this.clock.now(), outcome: 'released' } as const;
    await this.work.manager.update(MeterReservation, { tokenHash, endedAt: IsNull() }, ended);
  }

  /**
   * Takes amounts that were used out of the pool, or beside it once it has ended.
   * @throws METER_EXHAUSTED for more than the meter has
   */
  async settle(
    context: LicenseContext,
    { tokenHash, licenseId }: Omit<MeterPool, 'until'>,
    used: readonly TakenAmount[],
  ): Promise<void> {
    const now = this.clock.now();
    await this.taking.take(context, { licenseId, activationId: null, username: null }, used, now);
    for (const { meterId, amount } of used) {
      await this.work.manager.query(SETTLE, [tokenHash, meterId, amount]);
    }
  }
}

const METERS = `
  SELECT meters.id, meters.code FROM meters JOIN licenses ON licenses.product_id = meters.product_id
  WHERE licenses.id = $1 AND meters.code = ANY ($2)`;

const SETTLE = `
  UPDATE meter_reservations SET amount = greatest(0, amount - $3::bigint)
  WHERE token_hash = $1 AND meter_id = $2 AND ended_at IS NULL`;
