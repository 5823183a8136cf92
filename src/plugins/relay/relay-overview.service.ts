import { Injectable } from '@nestjs/common';
import { creditText } from '../../core/catalog';
import { Clock, DAY } from '../../core/common';
import { IsNull } from 'typeorm';
import { Activation, License } from '../../core/licenses';
import { LicenseUsersService } from '../../core/licensing';
import { UnitOfWork } from '../../core/platform';
import {
  ListSessionsService,
  SeatReservationsService,
  SeatsInUseService,
  type UsedReservation,
  WaitingLineService,
} from '../../core/verification';
import type { RelayOverview, ShownMeter } from './pages/relay-overview';
import { PairService } from './pair/pair.service';
import { RelayPoolService } from './relay-pool.service';
import { readDays } from './cli/usage-figures';
import { readMeters } from './cli/used-meters';
import { amountOf } from './pair/pair-meters';
import { poolMeters } from './pool-meters';

const SHOWN_SEATS = 100;
const SHOWN_DAYS = 30;

/** Reads what the first page shows. */
@Injectable()
export class RelayOverviewService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly pool: RelayPoolService,
    private readonly pair: PairService,
    private readonly sessions: ListSessionsService,
    private readonly inUse: SeatsInUseService,
    private readonly users: LicenseUsersService,
    private readonly line: WaitingLineService,
    private readonly reservations: SeatReservationsService,
  ) {}

  /** @param after cursor of the seats before */
  async read(after?: string): Promise<RelayOverview> {
    const { claims } = this.pool.current;
    const license = await this.work.manager.findOneOrFail(License, {
      where: { uid: claims.license },
      relations: { policy: true },
    });
    const page = { limit: SHOWN_SEATS, ...(after !== undefined && { after }) };
    const { rows, next } = await this.sessions.list(page, { running: true });
    const users = await this.users.ofDevices(rows.flatMap(({ activation }) => activation ?? []));
    const { running, borrowed } = await this.inUse.read(license.id);
    const now = this.clock.now();
    const from = new Date(Math.max(now.getTime() - SHOWN_DAYS * DAY, license.createdAt.getTime()));
    const seats = claims.pool.sessions ?? null;
    const countBy = license.behavior.sessionsCountBy;
    return {
      claims,
      isOpen: this.pool.isOpen,
      pair: this.pair.overview(),
      running: running + borrowed,
      devices: await this.work.manager.countBy(Activation, { licenseId: license.id, deactivatedAt: IsNull() }),
      meters: await this.readMeters(license.id),
      days: await readDays(this.work.manager, { licenseId: license.id, from, to: now, seats, countBy }),
      next: next ?? null,
      waiting: await this.line.list(license.id, SHOWN_SEATS),
      reservations: seats === null ? undefined : await this.readReservations(license.uid),
      seats: rows.map(({ uid, activation, activationId, username, machineId, ip, startedAt, borrowedUntil }) => ({
        id: uid,
        device: activation?.name ?? machineId ?? activation?.fingerprint ?? '',
        users: username === null ? (users.get(activationId) ?? []) : [username],
        ip,
        since: startedAt,
        borrowedUntil,
      })),
    };
  }

  private async readReservations(license: string): Promise<readonly UsedReservation[]> {
    const { rows } = await this.reservations.list(license, { limit: this.reservations.maxReservations });
    return rows;
  }

  /** Reads the meters of the pool: amounts that this relay has, and amounts that it used. */
  private async readMeters(licenseId: number): Promise<ShownMeter[]> {
    const parts = this.pair.overview()?.meters.parts;
    const { total } = await readMeters(this.work.manager, licenseId, {});
    return Object.entries(poolMeters(this.pool.current)).map(([code, { amount, decimals }]) => ({
      code,
      used: total[code]?.used ?? '0',
      limit: creditText(parts ? amountOf(parts[code]) : amount, decimals ?? 0),
    }));
  }
}
