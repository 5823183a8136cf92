import { Injectable } from '@nestjs/common';
import type { BehaviorOverrides } from '../rules/behavior-overrides';
import { AssessLicenseService } from '../assessment/assess-license.service';
import { type Assessment, toVerificationRequest, type VerificationScope } from '../rules/assessment';
import type { CheckedLicense } from '../rules/checked-license';
import { evaluateDeactivation } from '../rules/evaluate';
import { AssignUsersService } from '../seats/assign-users.service';
import { TransfersService } from '../assessment/transfers.service';
import { VerificationLogService } from '../log/verification-log.service';
import type { VerificationResult } from '../rules/verdict';
import { ActivationBatchesService, type ActivationCall, type Decision } from './activation-batches.service';
import type { Activation } from '../../licenses/activations/activation.entity';
import type { Device } from '../../licenses/activations/device';
import { DeviceComponentsService } from '../seats/device-components.service';
import { type SeatedContext, SeatsService } from '../seats/seats.service';

/** Result of an activation. */
export interface Activated extends VerificationResult {
  readonly license: CheckedLicense;
  readonly activation: Activation;
  /** The device was unknown to this license. */
  readonly isNew: boolean;
  /** The device was active already. */
  readonly wasActive: boolean;
}

/** Activates and deactivates devices and domains. A refusal is logged, and thrown as `LicenseRefused`. */
@Injectable()
export class ActivateLicenseService {
  constructor(
    private readonly assessments: AssessLicenseService,
    private readonly batches: ActivationBatchesService,
    private readonly seats: SeatsService,
    private readonly components: DeviceComponentsService,
    private readonly users: AssignUsersService,
    private readonly transfers: TransfersService,
    private readonly log: VerificationLogService,
  ) {}

  /** Activating an active device again keeps its seat and updates its description. */
  async activate(key: string, device: Device, { behavior, ...scope }: VerificationScope = {}): Promise<Activated> {
    const request = { ...toVerificationRequest('activate', device, scope), assignsUser: true };
    const call = { key, device, request };
    return toActivated((await this.batches.decide(call, behavior)) ?? (await this.activateLocked(call, behavior)));
  }

  private activateLocked(call: ActivationCall, behavior: BehaviorOverrides | undefined): Promise<Decision> {
    return this.assessments.assessLocked(
      call,
      async (assessment) => ({ assessment, seated: await this.seat(assessment, call.device) }),
      { behavior, throttled: true },
    );
  }

  /**
   * Activates a device on behalf of an admin. The caller is not the device: its address is unknown, and not checked.
   * Refused if the device itself could not activate. A device that is active keeps its seat, with the new description.
   * @param scope product of a license for several, and user of a license with users
   */
  register(
    key: string,
    description: Device,
    scope: Pick<VerificationScope, 'product' | 'user'> = {},
  ): Promise<Activation> {
    const device = { ...description, isRemote: true };
    const { fingerprint, kind, environment, cores, memoryMb, diskGb, isLocalDomain } = device;
    const facts = { fingerprint, kind, environment, cores, memoryMb, diskGb, isLocalDomain };
    const request = { operation: 'activate', ...facts, ...scope } as const;
    return this.assessments.assessLocked({ key, device, request }, async (assessment) => {
      const { activation } = await this.seat(assessment, device);
      return activation;
    });
  }

  /** Releases the device's seat, also of a license that is no longer usable. The policy may limit how often. */
  deactivate(key: string, device: Device, scope: VerificationScope = {}): Promise<Activation> {
    const request = toVerificationRequest('check', device, scope);
    return this.assessments.assessLocked(
      { key, device, request },
      async (assessment) => {
        const { usable } = assessment;
        const entry = assessment.entry('deactivate');
        if (!usable?.activation) {
          await this.log.write(entry);
          throw assessment.refusal();
        }
        await this.transfers.count(usable, assessment.now);
        return this.seats.release(usable.license, usable.activation, entry);
      },
      { rules: evaluateDeactivation, isTransfer: true },
    );
  }

  /** Logs the call. Throws if it is refused. */
  private async seat(assessment: Assessment, device: Device): Promise<SeatedContext> {
    const { usable, takesSeat, call } = assessment;
    const entry = assessment.entry('activate');
    if (!usable) {
      await this.log.write(entry);
      throw assessment.refusal();
    }
    const seated = await (usable.activation && !takesSeat
      ? this.seats.touch(usable, usable.activation, device, entry)
      : this.seats.allocate(usable, device, call.request, entry));
    await this.components.updateComponents(usable, seated.activation, device);
    await this.users.recordUse(seated, call.request);
    return seated;
  }
}

function toActivated({ assessment, seated }: Decision): Activated {
  if (!seated) {
    throw assessment.refusal();
  }
  const { license, activation } = seated;
  const { context, wasActive } = assessment;
  return { ...assessment.result(seated), license, activation, isNew: context?.activation === null, wasActive };
}
