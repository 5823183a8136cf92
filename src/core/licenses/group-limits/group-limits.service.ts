import { Injectable } from '@nestjs/common';
import { problem } from '../../common/errors/domain-error';
import { Group } from '../../customers/groups/group.entity';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { type GroupQuota, GroupQuotas } from './group-quotas';

type GroupLimits = Pick<Group, 'maxLicenses' | 'maxActivations' | 'maxUsers'>;

/** The share of the group that a call takes. */
export interface TakenFromGroup {
  readonly seat: boolean;
  /** Identifier of the user whom it assigns. */
  readonly user?: string;
}

/** Null for unlimited, undefined if the call takes none. */
export interface LeftInGroup {
  readonly groupSeatsLeft?: number | null;
  readonly groupUsersLeft?: number | null;
}

/**
 * Limits in common of the licenses of a group. Each method, except `leftNow`, locks the group's row until the end of the transaction, after the
 * license's: what is counted then cannot become more until the caller has added to it.
 */
@Injectable()
export class GroupLimitsService {
  constructor(private readonly work: UnitOfWork) {}

  /** The share that the group leaves for a call that takes a seat or assigns a user. */
  leftFor(groupId: string | null, taken: TakenFromGroup): Promise<LeftInGroup> {
    return this.leftIn(groupId, taken, (id) => this.lock(id));
  }

  /** The same without a lock, for a call that takes nothing: it may have changed when the call is answered. */
  leftNow(groupId: string | null, taken: TakenFromGroup): Promise<LeftInGroup> {
    return this.leftIn(groupId, taken, (uid) => this.work.manager.findOneByOrFail(Group, { uid }));
  }

  private async leftIn(
    groupId: string | null,
    { seat, user }: TakenFromGroup,
    limitsOf: (groupId: string) => Promise<GroupLimits>,
  ): Promise<LeftInGroup> {
    if (groupId === null || (!seat && user === undefined)) {
      return {};
    }
    const limits = await limitsOf(groupId);
    return {
      groupSeatsLeft: seat ? await this.seatsLeft(groupId, limits) : null,
      groupUsersLeft: user === undefined ? null : await this.usersLeft(groupId, limits, user),
    };
  }

  /** Refuses a user beyond the group's limit. A user of another license of the group may always be added. */
  async refuseTooManyUsers(groupId: string, identifier: string): Promise<void> {
    const left = await this.usersLeft(groupId, await this.lock(groupId), identifier);
    if (left !== null && left <= 0) {
      throw problem('USERS_EXHAUSTED');
    }
  }

  /** Refuses to add licenses beyond the group's limit. */
  async refuseTooManyLicenses(groupId: string, added: number): Promise<void> {
    const { maxLicenses } = await this.lock(groupId);
    if (maxLicenses === null) {
      return;
    }
    const [{ count }] = await this.work.manager.query<[{ count: number }]>(COUNT_LICENSES, [groupId, maxLicenses]);
    if (count + added > maxLicenses) {
      throw problem('LICENSES_EXHAUSTED', { licenses: maxLicenses });
    }
  }

  /**
   * Quotas of groups for the licenses of a file.
   * @param users identifiers of the users of those licenses
   */
  async quotasOf(groupIds: readonly string[], users: readonly string[]): Promise<GroupQuotas> {
    await this.work.manager.query(LOCK_GROUPS, [groupIds]);
    const rows = await this.work.manager.query<(GroupQuota & { uid: string })[]>(READ_QUOTAS, [groupIds, users]);
    return new GroupQuotas(new Map(rows.map(({ uid, ...quota }) => [uid, quota])));
  }

  /** Null for unlimited. */
  private async seatsLeft(groupId: string, { maxActivations }: GroupLimits): Promise<number | null> {
    if (maxActivations === null) {
      return null;
    }
    const [{ count }] = await this.work.manager.query<[{ count: number }]>(COUNT_SEATS, [groupId]);
    return maxActivations - count;
  }

  /** Null for unlimited, also for a user of another license of the group. */
  private async usersLeft(groupId: string, { maxUsers }: GroupLimits, identifier: string): Promise<number | null> {
    if (maxUsers === null) {
      return null;
    }
    const [{ users, isKnown }] = await this.work.manager.query<[{ users: number; isKnown: boolean }]>(COUNT_USERS, [
      groupId,
      identifier,
    ]);
    return isKnown ? null : maxUsers - users;
  }

  private async lock(groupId: string): Promise<GroupLimits> {
    const group = await this.work.manager
      .createQueryBuilder(Group, 'group')
      .where('group.uid = :groupId', { groupId })
      .setLock('for_no_key_update')
      .getOne();
    if (!group) {
      throw problem('GROUP_NOT_FOUND', { field: 'group' });
    }
    return group;
  }
}

const COUNT_LICENSES = `
  SELECT count(*)::integer AS count FROM (SELECT FROM licenses WHERE group_id = $1 LIMIT $2) AS license`;

const LOCK_GROUPS = `SELECT FROM groups WHERE uid = ANY ($1::uuid[]) ORDER BY uid FOR NO KEY UPDATE`;

const READ_QUOTAS = `
  SELECT g.uid,
    g.max_licenses - (
      SELECT count(*)::integer FROM (SELECT FROM licenses WHERE group_id = g.uid LIMIT g.max_licenses) AS license
    ) AS licenses,
    g.max_users - CASE WHEN g.max_users IS NOT NULL THEN (
      SELECT count(DISTINCT u.identifier)::integer
      FROM licenses l JOIN license_users u ON u.license_id = l.id WHERE l.group_id = g.uid
    ) END AS users,
    ARRAY(
      SELECT DISTINCT u.identifier FROM licenses l JOIN license_users u ON u.license_id = l.id
      WHERE l.group_id = g.uid AND u.identifier = ANY ($2::text[])
    ) AS known
  FROM groups g WHERE g.uid = ANY ($1::uuid[])`;

const COUNT_USERS = `
  SELECT count(DISTINCT u.identifier)::integer AS users, coalesce(bool_or(u.identifier = $2), false) AS "isKnown"
  FROM licenses l JOIN license_users u ON u.license_id = l.id WHERE l.group_id = $1`;

const COUNT_SEATS = `
  SELECT count(*)::integer AS count
  FROM licenses l
  JOIN policies p ON p.id = l.policy_id
  CROSS JOIN LATERAL license_seats(l.id, coalesce(l.policy_overrides->>'seatsPer', p.seats_per)) AS seat
  WHERE l.group_id = $1`;
