import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { Clock, isProblem, PluginServices } from '../../../core/common';
import { type Activation, type Device, LicenseSales } from '../../../core/licenses';
import { LicensesService } from '../../../core/licensing';
import {
  ActivateLicenseService,
  CheckLicenseService,
  FindActivationService,
  LicenseRefused,
} from '../../../core/verification';
import { type DescribedLicense, DescribedRefusal, type Instance } from './described-license';
import { hasOneInstancePerName } from './shop-ids';

/** Activations as instances. The id of an instance is the fingerprint of its device. */
@Injectable()
export class InstancesService {
  constructor(
    private readonly activation: ActivateLicenseService,
    private readonly checking: CheckLicenseService,
    private readonly activations: FindActivationService,
    private readonly licenses: LicensesService,
    private readonly plugins: PluginServices,
    private readonly clock: Clock,
  ) {}

  /** A new instance with each call. Where equal names are one instance, one that is active already keeps its seat. */
  activate(key: string, name: string): Promise<Instance> {
    return this.describing(key, async () => {
      const { activation } = await this.activation.activate(key, await this.deviceOf(key, name));
      return { ...(await this.describe(key)), activation };
    });
  }

  /** @param instanceId left out: whether the license as such may be used */
  validate(key: string, instanceId: string | undefined): Promise<DescribedLicense & { activation: Activation | null }> {
    return this.describing(key, async () => {
      const active = await this.findActive(key, instanceId);
      const result = active
        ? await this.checking.check(key, { fingerprint: active.fingerprint })
        : // Another instance than any that is active is refused, and takes no seat, whatever the policy says.
          await this.checking.check(key, undefined, { boundFingerprint: instanceId });
      if (!result.usable) {
        throw new LicenseRefused(result.code, result);
      }
      return { ...(await this.describe(key)), activation: active };
    });
  }

  deactivate(key: string, instanceId: string): Promise<DescribedLicense> {
    return this.describing(key, async () => {
      const active = await this.findActive(key, instanceId);
      await this.activation.deactivate(key, { fingerprint: active?.fingerprint ?? instanceId });
      return this.describe(key);
    });
  }

  private async deviceOf(key: string, name: string): Promise<Device> {
    const found = await this.licenses.getByKey(key).catch(asNull('LICENSE_NOT_FOUND'));
    const uid = randomUUID();
    return found && hasOneInstancePerName(found.license)
      ? { fingerprint: name, name }
      : { uid, fingerprint: uid, name };
  }

  /** Null if the license has no such active instance. */
  private async findActive(key: string, instanceId: string | undefined): Promise<Activation | null> {
    if (!isUUID(instanceId) || instanceId === undefined) {
      return null;
    }
    const [activation, license] = await Promise.all([
      this.activations.get(instanceId).catch(asNull('ACTIVATION_NOT_FOUND')),
      this.licenses.getByKey(key).catch(asNull('LICENSE_NOT_FOUND')),
    ]);
    return activation?.isActive && activation.licenseId === license?.license.id ? activation : null;
  }

  private async describing<T>(key: string, call: () => Promise<T>): Promise<T> {
    try {
      return await call();
    } catch (error) {
      throw error instanceof LicenseRefused && error.license
        ? new DescribedRefusal(error, await this.describe(key), this.clock.now())
        : error;
    }
  }

  private async describe(key: string): Promise<DescribedLicense> {
    const found = await this.licenses.getByKey(key);
    return { ...found, sale: (await this.plugins.find(LicenseSales)?.find(found.license)) ?? null };
  }
}

const asNull =
  (name: 'ACTIVATION_NOT_FOUND' | 'LICENSE_NOT_FOUND') =>
  (error: unknown): null => {
    if (isProblem(error, name)) {
      return null;
    }
    throw error;
  };
