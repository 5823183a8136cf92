import { Injectable } from '@nestjs/common';
import { In, MoreThan, Not } from 'typeorm';
import { productScope, scoped } from '../../../core/identity';
import { Clock, DAY, type Page, type PageRequest, problem } from '../../../core/common';
import { advisoryLock, databaseJson, isForeignKeyViolation, readPage, UnitOfWork } from '../../../core/platform';
import { type PreparedStatement } from '../../../core/platform/internal';
import type { License } from '../../../core/licenses';
import { LicensesService } from '../../../core/licensing';
import type { HeartbeatDetails, HeartbeatEvent } from './heartbeat.entity';
import { System } from './system.entity';

/** A license may have this many more systems than seats, up to the maximum. Activations may exceed the limit. */
const SPARE_SYSTEMS = 10;
const MAX_SYSTEMS = 1_000;

/** A system with the license that it belongs to. */
export type LicensedSystem = System & { license: License };

/** Number of systems, and of those seen in the last 24 hours. */
export interface SystemStats {
  readonly total: number;
  readonly active: number;
}

/** Computers that use licenses. */
@Injectable()
export class SystemsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly licenses: LicensesService,
    private readonly clock: Clock,
  ) {}

  /** Lists systems with their licenses and customers. */
  list(page: PageRequest): Promise<Page<LicensedSystem>> {
    const query = this.work.manager
      .createQueryBuilder<LicensedSystem>(System, 'system')
      .innerJoinAndSelect('system.license', 'license')
      .leftJoinAndSelect('license.customer', 'customer');
    return readPage(scoped(query, 'license.productId'), page);
  }

  /** The system with its license and the product of that. */
  find(fingerprint: string): Promise<LicensedSystem | null> {
    return this.work.manager
      .createQueryBuilder<LicensedSystem>(System, 'system')
      .innerJoinAndSelect('system.license', 'license')
      .innerJoinAndSelect('license.product', 'product')
      .where('system.fingerprint = :fingerprint', { fingerprint })
      .getOne();
  }

  /** Creates or updates a system. Omitted data is unchanged. */
  describe(licenseUid: string, fingerprint: string, data: object | undefined): Promise<LicensedSystem> {
    return this.work.run(async (manager) => {
      const { license } = await this.licenses.get(licenseUid);
      if (!(await manager.existsBy(System, { fingerprint }))) {
        await this.requireCapacity(fingerprint, license);
      }
      const system = await this.write(license, fingerprint, data, false);
      if (!system) {
        throw problem('SYSTEM_OF_ANOTHER_LICENSE');
      }
      return Object.assign(system, { license });
    });
  }

  /** Assigns the system to the license whose seat it holds, even if it belonged to another one. */
  async assign(license: Pick<License, 'id'>, fingerprint: string): Promise<System> {
    const system = await this.write(license, fingerprint, undefined, true);
    if (!system) {
      throw new Error('The written system was not found');
    }
    return system;
  }

  /** Like `assign`, and stores the heartbeat, in one statement. */
  async recordHeartbeat(
    license: Pick<License, 'id'>,
    fingerprint: string,
    heartbeat: { readonly event: HeartbeatEvent; readonly details: HeartbeatDetails; readonly at: Date },
  ): Promise<void> {
    const { event, details, at } = heartbeat;
    const parameters = [fingerprint, license.id, null, at, true, event, databaseJson(details)];
    await onForeignKeyViolation(this.work.query(WRITE_HEARTBEAT, parameters));
  }

  async count(): Promise<SystemStats> {
    const scope = productScope();
    const where = scope === undefined ? {} : { license: { productId: In([...scope]) } };
    const since = new Date(this.clock.now().getTime() - DAY);
    const { manager } = this.work;
    return {
      total: await manager.countBy(System, where),
      active: await manager.countBy(System, { ...where, lastSeen: MoreThan(since) }),
    };
  }

  /** The lock serializes new systems of a license, so that each counts those before it. Activations are limited by seats instead. */
  private async requireCapacity(fingerprint: string, { id, maxActivations }: License): Promise<void> {
    const { manager } = this.work;
    await advisoryLock(manager, `systems of license ${id}`);
    const limit = Math.min((maxActivations ?? MAX_SYSTEMS) + SPARE_SYSTEMS, MAX_SYSTEMS);
    if ((await manager.countBy(System, { licenseId: id, fingerprint: Not(fingerprint) })) >= limit) {
      throw problem('SYSTEMS_EXHAUSTED', { systems: limit });
    }
  }

  /** Undefined if the system belongs to another license and may not move. */
  private async write(
    { id }: Pick<License, 'id'>,
    fingerprint: string,
    data: object | undefined,
    mayMove: boolean,
  ): Promise<System | undefined> {
    const parameters = [fingerprint, id, data ? JSON.stringify(data) : null, this.clock.now(), mayMove];
    const [row] = await onForeignKeyViolation(this.work.manager.query<Pick<System, 'id'>[]>(WRITE, parameters));
    return row && this.work.manager.findOneByOrFail(System, { id: row.id });
  }
}

// Data and heartbeats belong to the license, so a system that moves to another license loses both.
const LEFT_BEHIND = `
  DELETE FROM heartbeats USING systems
  WHERE heartbeats.system_id = systems.id AND systems.fingerprint = $1 AND systems.license_id <> $2 AND $5
`;

const WRITE_SYSTEM = `
  INSERT INTO systems AS system (fingerprint, license_id, system_data, last_seen, created_at)
  VALUES ($1, $2, coalesce($3::jsonb, '{}'), $4, $4)
  ON CONFLICT (fingerprint) DO UPDATE
    SET license_id = $2,
        system_data = coalesce($3::jsonb, CASE WHEN system.license_id = $2 THEN system.system_data ELSE '{}' END),
        last_seen = $4
    WHERE system.license_id = $2 OR $5
  RETURNING id
`;

const WRITE = `WITH left_behind AS (${LEFT_BEHIND}) ${WRITE_SYSTEM}`;

const WRITE_HEARTBEAT: PreparedStatement = {
  name: 'write_heartbeat',
  text: `
    WITH left_behind AS (${LEFT_BEHIND}), system AS (${WRITE_SYSTEM})
    INSERT INTO heartbeats (system_id, event, said, at) SELECT id, $6, $7::jsonb, $4 FROM system`,
};

/** The license may be deleted while its system is written. */
async function onForeignKeyViolation<T>(writing: Promise<T>): Promise<T> {
  try {
    return await writing;
  } catch (error) {
    throw isForeignKeyViolation(error) ? problem('LICENSE_NOT_FOUND') : error;
  }
}
