import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock';
import { inBatches } from '../../common/in-batches';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { eventPayload, type LicenseIdentity } from '../../licenses/licenses/event-payload';
import type { LicenseContext, VerificationRequest } from '../rules/license-context';
import { ActivationUser } from '../../licenses/activations/activation-user.entity';
import { LicenseUser, MAX_EXPORTED_USERS } from '../../licenses/licenses/license-user.entity';
import { assignsUser } from '../rules/user-rules';

export type NewLicenseUser = Pick<LicenseUser, 'identifier' | 'assignedBy'> & { readonly name?: string | null };

/** Bounds the parameters of a statement. */
const BATCH = 5_000;

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

  /** Assigns the users of new licenses. */
  async assignEach(users: readonly { license: LicenseIdentity; identifier: string }[]): Promise<void> {
    const { manager } = this.work;
    const createdAt = this.clock.now();
    for (const batch of inBatches(users, BATCH)) {
      const assigned = batch.map(({ license, identifier }) => {
        const user = { licenseId: license.id, identifier, name: null, assignedBy: 'admin', createdAt } as const;
        return { license, user: manager.create(LicenseUser, user) };
      });
      const rows = assigned.map(({ user }) => user);
      await manager.createQueryBuilder().insert().into(LicenseUser).values(rows).execute();
      await this.work.record(
        assigned.map(({ license, user }) => {
          const after = this.work.snapshot(user);
          return this.work.changeRecord('license_user.assigned', user, null, after, eventPayload(license));
        }),
      );
    }
  }

  /** The first users of each license. */
  async identifiersOf(licenseIds: readonly number[]): Promise<ReadonlyMap<number, readonly string[]>> {
    const rows = await this.work.manager.query<{ id: number; users: string[] }[]>(IDENTIFIERS, [licenseIds]);
    return new Map(rows.map(({ id, users }) => [id, users]));
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

const IDENTIFIERS = `
  SELECT id, ARRAY(
    SELECT u.identifier FROM license_users u WHERE u.license_id = named.id ORDER BY u.id LIMIT ${MAX_EXPORTED_USERS}
  ) AS users
  FROM unnest($1::bigint[]) AS named(id)`;
