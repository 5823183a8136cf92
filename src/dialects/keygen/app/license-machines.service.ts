import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { In, IsNull } from 'typeorm';
import { Activation } from '../../../licenses/activations/activation.entity';
import type { Device } from '../../../licenses/activations/device';
import type { License } from '../../../licenses/licenses/license.entity';
import { LicensesService } from '../../../licensing/licenses/licenses.service';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { ActivateLicenseService } from '../../../verification/calls/activate-license.service';
import { CheckLicenseService } from '../../../verification/calls/check-license.service';
import { FindActivationService } from '../../../verification/calls/find-activation.service';
import { LicenseRefused } from '../../../verification/rules/verification.errors';
import type { VerificationScope } from '../../../verification/rules/assessment';
import { ResourceNotFound } from './refusals';

/** Active devices of a license as machines. */
@Injectable()
export class LicenseMachinesService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly activation: ActivateLicenseService,
    private readonly checking: CheckLicenseService,
    private readonly activations: FindActivationService,
    private readonly licenses: LicensesService,
  ) {}

  /** A machine that is active already is refused, and updated. */
  async activate({ key }: License, device: Device, scope: Pick<VerificationScope, 'platform'>): Promise<Activation> {
    const { activation, wasActive } = await this.activation.activate(key, device, scope);
    if (wasActive) {
      throw new LicenseRefused('DEVICE_BOUND_ELSEWHERE');
    }
    return activation;
  }

  /** @param id UUID or fingerprint */
  async get(license: License, id: string): Promise<Activation> {
    const found = (await this.findById(license, id)) ?? (await this.findAny(license, [id]));
    return found ?? notFound(id);
  }

  async deactivate(license: License, id: string): Promise<void> {
    const { fingerprint } = await this.get(license, id);
    await this.activation.deactivate(license.key, { fingerprint });
  }

  async ping(license: License, id: string): Promise<Activation> {
    const { fingerprint } = await this.get(license, id);
    await this.checking.heartbeat(license.key, { fingerprint });
    return this.get(license, id);
  }

  /**
   * On behalf of an admin: the machine counts as seen now. Refused if it could not activate now.
   * @param id UUID
   */
  async reset(id: string): Promise<{ readonly activation: Activation; readonly license: License }> {
    const { license, fingerprint, kind, isActive } = isUUID(id) ? await this.activations.get(id) : notFound(id);
    if (!isActive) {
      notFound(id);
    }
    const activation = await this.activation.register(license.key, { fingerprint, kind });
    return { activation, license: (await this.licenses.get(license.uid)).license };
  }

  async findById({ id: licenseId }: License, uid: string): Promise<Activation | null> {
    return isUUID(uid) ? this.work.manager.findOneBy(Activation, { licenseId, uid, deactivatedAt: IsNull() }) : null;
  }

  /** The machine with one of the fingerprints that was activated first. */
  findAny({ id: licenseId }: License, fingerprints: readonly string[]): Promise<Activation | null> {
    return this.work.manager.findOne(Activation, {
      where: { licenseId, fingerprint: In(fingerprints), deactivatedAt: IsNull() },
      order: { id: 'ASC' },
    });
  }
}

function notFound(id: string): never {
  throw new ResourceNotFound('machine', id);
}
