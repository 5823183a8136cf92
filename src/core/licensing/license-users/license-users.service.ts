import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { problem } from '../../common/errors/domain-error';
import type { Page, PageRequest } from '../../common/pagination/page-request';
import { searchPattern } from '../../platform/database/like-pattern';
import { readPage } from '../../platform/database/read-page';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { Activation } from '../../licenses/activations/activation.entity';
import { DeactivateActivationService } from '../../verification/calls/deactivate-activation.service';
import { eventPayload } from '../../licenses/licenses/event-payload';
import { GroupLimitsService } from '../../licenses/group-limits/group-limits.service';
import type { License } from '../../licenses/licenses/license.entity';
import { LicensesService } from '../licenses/licenses.service';
import { AssignUsersService } from '../../verification/seats/assign-users.service';
import { LicenseUser } from '../../licenses/licenses/license-user.entity';
export interface AssignedUser {
  readonly user: LicenseUser;
  /** The user was not assigned to the license before. */
  readonly isNew: boolean;
}

/** Totals are exact up to this number of users. */
const COUNTED_USERS = 10_000;

/** The users of a license, as admins see them. A license is named by its uid or key. */
@Injectable()
export class LicenseUsersService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly licenses: LicensesService,
    private readonly users: AssignUsersService,
    private readonly groups: GroupLimitsService,
    private readonly deactivation: DeactivateActivationService,
  ) {}

  /** Idempotent. */
  assign(id: string, identifier: string, name?: string | null): Promise<AssignedUser> {
    return this.licenses.runLocked(id, async ({ license }) => {
      const known = await this.query(license).andWhere('user.identifier = :identifier', { identifier }).getOne();
      if (known) {
        return { user: known, isNew: false };
      }
      await this.refuseTooMany(license, identifier);
      return { user: await this.users.assign(license, { identifier, name, assignedBy: 'admin' }), isNew: true };
    });
  }

  /** @param q part of the identifier or the name */
  async list(id: string, page: PageRequest, q?: string): Promise<Page<LicenseUser>> {
    const { license } = await this.licenses.get(id);
    const query = this.query(license);
    if (q !== undefined) {
      query.andWhere('(user.identifier ILIKE :q OR user.name ILIKE :q)', { q: searchPattern(q) });
    }
    return readPage(query, page);
  }

  /** The newest users of a license that the caller has read. The total is exact up to COUNTED_USERS. */
  latestOf(license: Pick<License, 'id'>, newest: number): Promise<Page<LicenseUser>> {
    return readPage(this.query(license), { newest, countTo: COUNTED_USERS });
  }

  /** The first users of active devices, by the ids of the devices; a device without users has no entry. */
  async ofDevices(devices: readonly Pick<Activation, 'id'>[]): Promise<ReadonlyMap<number, readonly string[]>> {
    if (devices.length === 0) {
      return new Map();
    }
    const ids = devices.map(({ id }) => id);
    const rows = await this.work.manager.query<{ id: number; users: string[] }[]>(USERS_OF_DEVICES, [ids]);
    return new Map(rows.map(({ id, users }) => [id, users]));
  }

  async get(id: string, uid: string): Promise<LicenseUser> {
    const { license } = await this.licenses.get(id);
    return this.find(license, uid);
  }

  /** Where users have seats, devices that only this user uses are deactivated. */
  async remove(id: string, uid: string): Promise<void> {
    await this.licenses.runLocked(id, async ({ license }) => {
      const user = await this.find(license, uid);
      if (license.behavior.seatsPer !== 'device') {
        await this.deactivation.deactivateThose(license, this.devicesOf(user));
      }
      await this.work.remove('license_user.removed', LicenseUser, user, eventPayload(license));
    });
  }

  /**
   * Moves the row of a user whose devices the caller has taken away; a user whom the other license has already is removed from
   * this one. The caller holds the row locks of both.
   */
  async take(user: LicenseUser, source: License, target: License): Promise<LicenseUser> {
    const { identifier } = user;
    const known = await this.query(target).andWhere('user.identifier = :identifier', { identifier }).getOne();
    if (known) {
      await this.work.remove('license_user.removed', LicenseUser, user, eventPayload(source));
      return known;
    }
    // Whoever moves within a group is not one more user of it.
    await this.refuseTooMany(target, identifier);
    const before = this.work.snapshot(user);
    const moved = await this.work.manager.save(Object.assign(user, { licenseId: target.id }));
    const data = { ...eventPayload(target), from_license_id: source.uid };
    await this.work.record([
      this.work.changeRecord('license_user.moved', moved, before, this.work.snapshot(moved), data),
    ]);
    return moved;
  }

  /** The devices that only this user uses. */
  devicesOf(user: LicenseUser): SelectQueryBuilder<Activation> {
    return this.work.manager
      .createQueryBuilder(Activation, 'activation')
      .where('activation.id IN (SELECT activation_id FROM activation_users WHERE user_id = :user)', { user: user.id })
      .andWhere('NOT EXISTS (SELECT FROM activation_users WHERE activation_id = activation.id AND user_id <> :user)');
  }

  private async refuseTooMany({ id, maxUsers, groupId }: License, identifier: string): Promise<void> {
    if (maxUsers !== null && (await this.work.manager.countBy(LicenseUser, { licenseId: id })) >= maxUsers) {
      throw problem('USERS_EXHAUSTED');
    }
    if (groupId !== null) {
      await this.groups.refuseTooManyUsers(groupId, identifier);
    }
  }

  private async find(license: License, uid: string): Promise<LicenseUser> {
    const user = await this.query(license).andWhere('user.uid = :uid', { uid }).getOne();
    if (!user) {
      throw problem('USER_NOT_FOUND');
    }
    return user;
  }

  private query({ id }: Pick<License, 'id'>): SelectQueryBuilder<LicenseUser> {
    return this.work.manager.createQueryBuilder(LicenseUser, 'user').where('user.licenseId = :id', { id });
  }
}

/** Users of one device that are named. */
const NAMED_USERS = 5;

const USERS_OF_DEVICES = `
  SELECT device.id, named.users
  FROM unnest($1::bigint[]) AS device(id)
  CROSS JOIN LATERAL (
    SELECT array_agg(identifier) AS users FROM (
      SELECT u.identifier FROM activation_users au JOIN license_users u ON u.id = au.user_id
      WHERE au.activation_id = device.id ORDER BY u.id LIMIT ${NAMED_USERS}
    ) AS first
  ) AS named
  WHERE named.users IS NOT NULL`;
