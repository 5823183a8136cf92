import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock';
import { problem } from '../../common/errors/domain-error';
import { Randomness } from '../../common/randomness';
import type { Device } from '../../licenses/activations/device';
import { License } from '../../licenses/licenses/license.entity';
import { lockLicense } from '../../licenses/licenses/lock-license';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { AssessLicenseService } from '../assessment/assess-license.service';
import type { Assessment, VerificationScope } from '../rules/assessment';
import type { CurrentBalance } from '../rules/current-balance';
import { withReserved } from '../rules/meter-shares';
import type { UsageItem } from '../rules/usage-items';
import { hashOf } from '../sessions/find-session';
import { MeterReservation, type ReservationOutcome } from './meter-reservation.entity';
import { takenOf } from './reserved-amounts';
import { TakeMetersService } from './take-meters.service';
import { UseMetersService } from './use-meters.service';

const TOKEN_BYTES = 32;

export interface NewReservationCall {
  readonly key: string;
  readonly device?: Device;
  readonly scope: VerificationScope;
  readonly items: readonly UsageItem[];
  readonly seconds: number;
}

export interface OpenReservation {
  readonly token: string;
  readonly expiresAt: Date;
}

/** Keeps amounts of meters for programs, until they commit or release them, or time ends the reservation. */
@Injectable()
export class ReservationsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly usage: UseMetersService,
    private readonly taking: TakeMetersService,
    private readonly assessments: AssessLicenseService,
    private readonly randomness: Randomness,
    private readonly clock: Clock,
  ) {}

  /** All items or none. Throws as a use of the items would. */
  async reserve({ key, device, scope, items, seconds }: NewReservationCall): Promise<OpenReservation> {
    const token = this.randomness.secret(TOKEN_BYTES);
    const expiresAt = new Date(this.clock.now().getTime() + seconds * 1_000);
    await this.usage.use(key, device, scope, items, { tokenHash: hashOf(token), expiresAt });
    return { token, expiresAt };
  }

  /**
   * Takes what was reserved, or less. A reservation that was committed already stays as it is. It does not matter whether the license can
   * still be used: the program has done what it reserved for.
   */
  async commit(token: string, items?: readonly UsageItem[]): Promise<readonly CurrentBalance[]> {
    const { key } = await this.licenseOf(token);
    const call = { key, request: { operation: 'check' } } as const;
    return this.assessments.assessLocked(call, (assessment) => this.settle(token, items, assessment), {
      withMeters: true,
    });
  }

  /** Gives back what was reserved. A reservation that has ended otherwise, but was not committed, stays as it is. */
  async release(token: string): Promise<void> {
    const { id } = await this.licenseOf(token);
    await this.work.run(async () => {
      await lockLicense(this.work.manager, id);
      const rows = await this.find(token);
      if (rows.some(({ outcome }) => outcome === 'committed')) {
        throw problem('RESERVATION_ENDED');
      }
      await this.end(token, 'released');
    });
  }

  /** The caller holds the lock of the license. */
  private async settle(
    token: string,
    items: readonly UsageItem[] | undefined,
    { context, now }: Assessment,
  ): Promise<readonly CurrentBalance[]> {
    const rows = await this.find(token);
    const balances = context?.meters ?? [];
    if (rows.some(({ outcome }) => outcome === 'committed')) {
      return balances.filter(({ terms }) => rows.some(({ meterId }) => meterId === terms.id));
    }
    const [first] = rows;
    if (!first || !context || rows.some(({ outcome, expiresAt }) => outcome !== null || expiresAt <= now)) {
      throw problem('RESERVATION_ENDED');
    }
    const amounts = takenOf(rows, items);
    const holder = {
      licenseId: context.license.id,
      activationId: first.activationId || null,
      username: rows.find(({ username }) => username !== '')?.username ?? null,
    };
    const after = await this.taking.take(context, holder, amounts, now);
    await this.end(token, 'committed');
    return after.map((balance) => withoutReserved(balance, rows));
  }

  private async licenseOf(token: string): Promise<Pick<License, 'id' | 'key'>> {
    const [row] = await this.find(token);
    const license = row && (await this.work.manager.findOneBy(License, { id: row.licenseId }));
    if (!license) {
      throw problem('RESERVATION_NOT_FOUND');
    }
    return license;
  }

  private find(token: string): Promise<MeterReservation[]> {
    return this.work.manager.findBy(MeterReservation, { tokenHash: hashOf(token) });
  }

  private async end(token: string, outcome: ReservationOutcome): Promise<void> {
    await this.work.manager
      .createQueryBuilder()
      .update(MeterReservation)
      .set({ outcome, endedAt: this.clock.now() })
      .where('tokenHash = :hash AND endedAt IS NULL', { hash: hashOf(token) })
      .execute();
  }
}

function withoutReserved(balance: CurrentBalance, rows: readonly MeterReservation[]): CurrentBalance {
  const own = rows.filter(({ meterId }) => meterId === balance.terms.id);
  const amount = own.reduce((sum, row) => sum + row.amount, 0);
  return {
    ...balance,
    reserved: balance.reserved - amount,
    reservations: balance.reservations - own.length,
    ...(balance.shares && { shares: withReserved(balance.shares, (_holder, reserved) => reserved - amount) }),
  };
}
