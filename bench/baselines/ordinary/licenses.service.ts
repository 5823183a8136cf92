import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager, IsNull } from 'typeorm';
import { judge } from '../verdict';
import { Device, License, Verification } from './entities';
import type { VerifyDto } from './verify.dto';

export interface Caller {
  readonly ip: string;
  readonly userAgent: string | null;
}

export interface Verdict {
  readonly outcome: string;
  readonly license: License | null;
  readonly device: Device | null;
}

/** Repositories in a transaction, as the manuals of Nest and TypeORM show them. */
@Injectable()
export class LicensesService {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /** Six round trips, and one before it for the API key. */
  verify(input: VerifyDto, caller: Caller): Promise<Verdict> {
    return this.dataSource.transaction(async (manager) => {
      const now = new Date();
      const license = await manager.findOneBy(License, { key: input.license_key });
      const device = license && (await this.deviceOf(manager, license, input));
      const outcome = judge(license, device, now);
      if (device && outcome === 'VALID') {
        const changes = { lastSeenAt: now, checkCount: () => 'check_count + 1', appVersion: input.app_version };
        await manager.update(Device, device.id, changes);
      }
      await this.log(manager, 'check', input, caller, { outcome, license, device }, now);
      return { outcome, license, device };
    });
  }

  /** Seven round trips for a new device, and one before it for the API key. */
  activate(input: VerifyDto, caller: Caller): Promise<Verdict> {
    return this.dataSource.transaction(async (manager) => {
      const now = new Date();
      const license = await this.locked(manager, input.license_key);
      const known = license && (await this.deviceOf(manager, license, input));
      const taken = license ? await manager.countBy(Device, { licenseId: license.id, deactivatedAt: IsNull() }) : 0;
      const judged = judge(license, known ?? { deactivatedAt: null }, now);
      const isFull = !known && taken >= (license?.maxActivations ?? Infinity);
      const outcome = judged === 'VALID' && isFull ? 'SEATS_EXHAUSTED' : judged;
      const device = known ?? (license && outcome === 'VALID' ? await this.seat(manager, license, input, now) : null);
      await this.log(manager, 'activate', input, caller, { outcome, license, device }, now);
      return { outcome, license, device };
    });
  }

  private locked(manager: EntityManager, key: string): Promise<License | null> {
    return manager.createQueryBuilder(License, 'license').setLock('for_no_key_update').where({ key }).getOne();
  }

  private deviceOf(manager: EntityManager, { id }: License, input: VerifyDto): Promise<Device | null> {
    return manager.findOneBy(Device, { licenseId: id, fingerprint: input.hardware_hash });
  }

  private async seat(manager: EntityManager, { id }: License, input: VerifyDto, now: Date): Promise<Device> {
    const device = manager.create(Device, {
      licenseId: id,
      fingerprint: input.hardware_hash,
      name: input.machine_name ?? null,
      appVersion: input.app_version ?? null,
      activatedAt: now,
      lastSeenAt: now,
      checkCount: 0,
      deactivatedAt: null,
    });
    await manager.insert(Device, device);
    return device;
  }

  private async log(
    manager: EntityManager,
    operation: string,
    input: VerifyDto,
    { ip, userAgent }: Caller,
    { outcome, license }: Verdict,
    at: Date,
  ): Promise<void> {
    await manager.insert(Verification, {
      at,
      licenseId: license?.id ?? null,
      key: input.license_key,
      fingerprint: input.hardware_hash,
      ip,
      userAgent,
      appVersion: input.app_version ?? null,
      operation,
      outcome,
    });
  }
}
