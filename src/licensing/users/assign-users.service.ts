import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { eventPayload, type LicenseIdentity } from '../licenses/event-payload';
import type { LicenseContext, VerificationRequest } from '../verifications/license-context';
import { ActivationUser } from './activation-user.entity';
import { LicenseUser } from './license-user.entity';
import { assignsUser } from './user-rules';

export type NewLicenseUser = Pick<LicenseUser, 'identifier' | 'assignedBy'> & { readonly name?: string | null };

/** Assigns users to licenses and devices. The caller holds the license's row lock. */
@Injectable()
export class AssignUsersService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Call after it was verified that the license has a user left. */
  async assign(license: LicenseIdentity, user: NewLicenseUser): Promise<LicenseUser> {
    const { manager } = this.work;
    const row = { name: null, ...user, licenseId: license.id, createdAt: this.clock.now() };
    const assigned = await manager.save(manager.create(LicenseUser, row));
    await this.work.record([
      this.work.changeRecord(
        'license_user.assigned',
        assigned,
        null,
        this.work.snapshot(assigned),
        eventPayload(license),
      ),
    ]);
    return assigned;
  }

  /** After a call was allowed: assigns the user whom it names, if the policy says so, and notes that the user uses the device. */
  async recordUse(context: LicenseContext, request: VerificationRequest): Promise<void> {
    const { license, activation, users } = context;
    const { user } = request;
    if (user === undefined || !users) {
      return;
    }
    const id = assignsUser(context, request)
      ? (await this.assign(license, { identifier: user, assignedBy: 'use' })).id
      : users.id;
    if (id !== null && activation?.isActive && !users.usesDevice) {
      await this.work.manager.insert(ActivationUser, { activationId: activation.id, userId: id });
    }
  }
}
