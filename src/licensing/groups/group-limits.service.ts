import { Injectable } from '@nestjs/common';
import { Conflict, NotFound } from '../../common/errors/domain-error';
import { Group } from '../../customers/groups/group.entity';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { assignsUser } from '../users/user-rules';
import type { LicenseContext, VerificationRequest } from '../verifications/evaluate';

type GroupLimits = Pick<Group, 'maxLicenses' | 'maxActivations' | 'maxUsers'>;
export type LeftInGroup = Pick<LicenseContext, 'groupSeatsLeft' | 'groupUsersLeft'>;

/**
 * Limits in common of the licenses of a group. Each method locks the group's row until the end of the transaction, after the
 * license's: what is counted then cannot become more until the caller has added to it.
 */
@Injectable()
export class GroupLimitsService {
  constructor(private readonly work: UnitOfWork) {}

  /** What the group leaves for a call that may take a seat or assign a user. */
  async leftFor(context: LicenseContext, request: VerificationRequest): Promise<LeftInGroup> {
    const { groupId } = context.license;
    const mayTakeSeat = request.operation === 'activate' || request.operation === 'bind';
    const mayAssign = assignsUser(context, request);
    if (groupId === null || (!mayTakeSeat && !mayAssign)) {
      return {};
    }
    const { maxActivations } = await this.lock(groupId);
    return {
      groupSeatsLeft: mayTakeSeat ? await this.seatsLeft(groupId, maxActivations) : null,
      groupUsersLeft: mayAssign ? await this.usersLeft(groupId, request.user ?? '') : null,
    };
  }

  /** Users who can be added; null for unlimited, also for one who is a user of another license of the group. */
  async usersLeft(groupId: string, identifier: string): Promise<number | null> {
    const { maxUsers } = await this.lock(groupId);
    if (maxUsers === null) {
      return null;
    }
    const [{ users, known }] = await this.work.manager.query<[{ users: number; known: boolean }]>(COUNT_USERS, [
      groupId,
      identifier,
    ]);
    return known ? null : maxUsers - users;
  }

  /** Refuses to add licenses beyond the group's limit. */
  async refuseTooManyLicenses(groupId: string, added: number): Promise<void> {
    const { maxLicenses } = await this.lock(groupId);
    if (maxLicenses === null) {
      return;
    }
    const [{ count }] = await this.work.manager.query<[{ count: number }]>(COUNT_LICENSES, [groupId, maxLicenses]);
    if (count + added > maxLicenses) {
      throw new Conflict(`This group may have ${maxLicenses} licenses`, 'LICENSES_EXHAUSTED');
    }
  }

  private async seatsLeft(groupId: string, maxActivations: number | null): Promise<number | null> {
    if (maxActivations === null) {
      return null;
    }
    const [{ count }] = await this.work.manager.query<[{ count: number }]>(COUNT_SEATS, [groupId]);
    return maxActivations - count;
  }

  private async lock(groupId: string): Promise<GroupLimits> {
    const group = await this.work.manager
      .createQueryBuilder(Group, 'group')
      .where('group.uid = :groupId', { groupId })
      .setLock('for_no_key_update')
      .getOne();
    if (!group) {
      throw new NotFound('group', 'group');
    }
    return group;
  }
}

const COUNT_LICENSES = `
  SELECT count(*)::integer AS count FROM (SELECT FROM licenses WHERE group_id = $1 LIMIT $2) AS license`;

const COUNT_USERS = `
  SELECT count(DISTINCT u.identifier)::integer AS users, coalesce(bool_or(u.identifier = $2), false) AS known
  FROM licenses l JOIN license_users u ON u.license_id = l.id WHERE l.group_id = $1`;

const COUNT_SEATS = `
  SELECT count(*)::integer AS count
  FROM licenses l
  JOIN policies p ON p.id = l.policy_id
  CROSS JOIN LATERAL license_seats(l.id, coalesce(l.policy_overrides->>'seatsPer', p.seats_per)) AS seat
  WHERE l.group_id = $1`;
