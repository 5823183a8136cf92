import { Injectable } from '@nestjs/common';
import { LessThan } from 'typeorm';
import { type CheckedLicense, CheckLicenseService } from '../../../core/verification';
import { scoped } from '../../../core/identity';
import { Clock, DAY } from '../../../core/common';
import { UnitOfWork } from '../../../core/platform';
import { checkQueueKey } from '../../../core/licenses/internal';
import { type HeartbeatEvent, Heartbeat, type HeartbeatDetails } from './heartbeat.entity';
import { type LicensedSystem, SystemsService } from './systems.service';

/** The time of the last heartbeat is kept with the system. */
const RETENTION_DAYS = 30;

/** A heartbeat with its system and license. */
export type HeartbeatWithSystem = Heartbeat & { system: LicensedSystem };

export interface HeartbeatResult {
  readonly license: CheckedLicense;
  readonly lastSeen: Date;
}

/** Heartbeats of systems, stored for a limited time. */
@Injectable()
export class HeartbeatsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly checking: CheckLicenseService,
    private readonly systems: SystemsService,
    private readonly clock: Clock,
  ) {}

  /**
   * Records a heartbeat of a system that is active on this license; others are refused. The verification is logged in a
   * batch, before the heartbeat is stored.
   */
  async record(
    key: string,
    fingerprint: string,
    event: HeartbeatEvent,
    details: HeartbeatDetails,
  ): Promise<HeartbeatResult> {
    const appVersion = details.pluginVersion ?? undefined;
    const { license, lastHeartbeat } = await this.checking.heartbeat(key, { fingerprint, appVersion });
    await this.work.runQueued(checkQueueKey(key), () =>
      this.systems.recordHeartbeat(license, fingerprint, { event, details, at: lastHeartbeat }),
    );
    return { license, lastSeen: lastHeartbeat };
  }

  /** The latest heartbeats, newest first, with their systems and licenses. */
  latest(limit: number, since?: Date): Promise<HeartbeatWithSystem[]> {
    const query = this.work.manager
      .createQueryBuilder<HeartbeatWithSystem>(Heartbeat, 'heartbeat')
      .innerJoinAndSelect('heartbeat.system', 'system')
      .innerJoinAndSelect('system.license', 'license')
      .orderBy({ 'heartbeat.at': 'DESC', 'heartbeat.id': 'DESC' })
      .limit(limit);
    if (since !== undefined) {
      query.andWhere('heartbeat.at >= :since', { since });
    }
    return scoped(query, 'license.productId').getMany();
  }

  async sweep(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - RETENTION_DAYS * DAY);
    await this.work.manager.delete(Heartbeat, { at: LessThan(before) });
  }
}
