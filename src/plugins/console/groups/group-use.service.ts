import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../core/platform';

/** Licenses and customers of a group are counted up to this number; a larger one is one more. */
export const COUNTED_IN_GROUP = 10_000;
/** The same for the groups of a list. */
export const COUNTED_IN_LIST = 1_000;

export interface GroupUse {
  readonly licenses: number;
  /** Those whose new licenses join the group. */
  readonly customers: number;
  /** Seats that are taken of the newest COUNTED_IN_GROUP licenses. */
  readonly seats: number;
  /** Different users of the newest COUNTED_IN_GROUP licenses. */
  readonly users: number;
}

/** Counts what the licenses of groups take of their limits in common. */
@Injectable()
export class GroupUseService {
  constructor(private readonly work: UnitOfWork) {}

  /** @param uid of the group */
  async of(uid: string): Promise<GroupUse> {
    const [use] = await this.work.manager.query<[GroupUse]>(USE, [uid, COUNTED_IN_GROUP]);
    return use;
  }

  /** Numbers of licenses by the uids of groups. */
  async licensesOf(uids: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const rows = await this.work.manager.query<{ uid: string; licenses: number }[]>(LICENSES, [uids, COUNTED_IN_LIST]);
    return new Map(rows.map(({ uid, licenses }) => [uid, licenses]));
  }
}

// A range of the index and its order: for an equality, the planner would read the whole table until it has found enough
// licenses of a group.
const membersOf = (uid: string, columns = ''): string => `
  SELECT ${columns} FROM licenses
  WHERE group_id IS NOT NULL AND (group_id, id) >= (${uid}, 0) AND (group_id, id) <= (${uid}, 9223372036854775807)
  ORDER BY group_id DESC, id DESC`;

const USE = `
  WITH license AS MATERIALIZED (${membersOf('$1::uuid', 'id, policy_id, policy_overrides')} LIMIT $2)
  SELECT
    (SELECT count(*)::integer FROM (${membersOf('$1::uuid')} LIMIT $2 + 1) AS found) AS licenses,
    (SELECT count(*)::integer FROM (SELECT FROM customers WHERE group_id = $1 LIMIT $2 + 1) AS found) AS customers,
    (
      SELECT count(*)::integer FROM license l JOIN policies p ON p.id = l.policy_id
      CROSS JOIN LATERAL license_seats(l.id, coalesce(l.policy_overrides->>'seatsPer', p.seats_per)) AS seat
    ) AS seats,
    (
      SELECT count(DISTINCT u.identifier)::integer FROM license l JOIN license_users u ON u.license_id = l.id
    ) AS users`;

const LICENSES = `
  SELECT g.uid, found.licenses FROM unnest($1::uuid[]) AS g (uid) CROSS JOIN LATERAL (
    SELECT count(*)::integer AS licenses FROM (${membersOf('g.uid')} LIMIT $2 + 1) AS found
  ) AS found`;
