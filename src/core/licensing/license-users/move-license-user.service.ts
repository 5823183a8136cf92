import { Injectable } from '@nestjs/common';
import { DomainError, referenced } from '../../common/errors/domain-error';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { ActivationComponent } from '../../licenses/activations/activation-component.entity';
import { ActivationUser } from '../../licenses/activations/activation-user.entity';
import type { Activation } from '../../licenses/activations/activation.entity';
import type { Device } from '../../licenses/activations/device';
import { isLocalDomain } from '../../licenses/domains/local-domain';
import type { License } from '../../licenses/licenses/license.entity';
import { LicenseUser } from '../../licenses/licenses/license-user.entity';
import { lockLicensesStatement } from '../../licenses/licenses/lock-license';
import { ActivateLicenseService } from '../../verification/calls/activate-license.service';
import { DeactivateActivationService } from '../../verification/calls/deactivate-activation.service';
import { lockStatement } from '../../verification/context/license-context.query';
import { LicenseRefused } from '../../verification/rules/verification.errors';
import { LicensesService } from '../licenses/licenses.service';
import { LicenseUsersService } from './license-users.service';

interface MovedDevice extends Device {
  /** Reference of the product of a bundle whose seat it has. */
  readonly product?: string;
}

/** Moves a user from one license to another, with the devices that nobody else uses. */
@Injectable()
export class MoveLicenseUserService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly licenses: LicensesService,
    private readonly users: LicenseUsersService,
    private readonly activation: ActivateLicenseService,
    private readonly deactivation: DeactivateActivationService,
  ) {}

  /**
   * All or nothing: refused if the other license has no room for the user or a device. Licenses are named by uid or key.
   * @param to the license to which the user moves
   */
  async move(from: string, uid: string, to: string): Promise<LicenseUser> {
    const [source, target] = [await this.licenses.get(from), await referenced('license', this.licenses.get(to))];
    const ids = [source.license.id, target.license.id];
    // In the order of their ids, so that moves in opposite directions do not wait for each other.
    return this.work.run(async () => {
      const user = await this.users.get(from, uid);
      return source.license.id === target.license.id ? user : this.moveLocked(user, from, target.license.uid);
    }, lockLicensesStatement(ids));
  }

  /** Reads both licenses again under their locks. */
  private async moveLocked(user: LicenseUser, from: string, to: string): Promise<LicenseUser> {
    const { license: source } = await this.licenses.get(from);
    const { license: target } = await this.licenses.get(to);
    const devices = await this.devicesOf(user);
    await this.lockDevices(target, devices);
    await this.deactivation.deactivateThose(source, this.users.devicesOf(user));
    await this.work.manager.delete(ActivationUser, { userId: user.id });
    const moved = await this.users.take(user, source, target);
    for (const { product, ...device } of devices) {
      await this.activate(target, device, { product, user: user.identifier });
    }
    return moved;
  }

  /** By fingerprint, which is the order of their locks. */
  private async devicesOf(user: LicenseUser): Promise<MovedDevice[]> {
    const active = this.users.devicesOf(user).andWhere('activation.deactivatedAt IS NULL');
    const found = await active
      .leftJoinAndSelect('activation.product', 'product')
      .orderBy('activation.fingerprint')
      .getMany();
    return Promise.all(found.map(async (activation) => deviceOf(activation, await this.componentsOf(activation))));
  }

  private async componentsOf({ id }: Activation): Promise<string[]> {
    const parts = await this.work.manager.findBy(ActivationComponent, { activationId: id });
    return parts.map(({ hash }) => hash).sort();
  }

  /** Before the group of the license, as in activations. */
  private async lockDevices({ id }: License, devices: readonly Device[]): Promise<void> {
    for (const { fingerprint } of devices) {
      await this.work.manager.query(lockStatement(id, fingerprint, undefined));
    }
  }

  /** A refused activation is otherwise committed with its record. */
  private async activate(
    { key }: License,
    device: Device,
    scope: Parameters<ActivateLicenseService['register']>[2],
  ): Promise<void> {
    try {
      await this.activation.register(key, device, scope);
    } catch (error) {
      throw error instanceof LicenseRefused ? new DomainError(error.rule, { field: 'license' }) : error;
    }
  }
}

function deviceOf(activation: Activation, components: readonly string[]): MovedDevice {
  const { fingerprint, kind, name, appVersion, deviceData, environment, cores, memoryMb, diskGb, product } = activation;
  return {
    fingerprint,
    kind,
    name: name ?? undefined,
    appVersion: appVersion ?? undefined,
    data: deviceData ?? undefined,
    components: components.length > 0 ? components : undefined,
    environment: environment ?? undefined,
    cores: cores ?? undefined,
    memoryMb: memoryMb ?? undefined,
    diskGb: diskGb ?? undefined,
    ...(kind === 'domain' && { isLocalDomain: isLocalDomain(fingerprint) }),
    product: product?.reference,
  };
}
