import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { PreparedStatement } from '../../platform/database/prepared-statement';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { LicenseContext } from '../rules/license-context';
import { excessSeats } from '../rules/seat-rules';
import type { DeviceFacts } from '../../licenses/activations/device-rules';
import { exceedsTotals } from '../../licenses/activations/device-size';
import { deadBefore } from '../assessment/license-context.loader';
import { borrowingDevices } from '../../licenses/sessions/session-statements';
import { Activation } from '../../licenses/activations/activation.entity';

export interface Evicted {
  readonly seats: number;
  /** Devices that lost their seat, the least recently seen first. */
  readonly activations: readonly Activation[];
  /** Ids of those of them that did not renew their seat. */
  readonly expired: readonly number[];
}

const NONE: Evicted = { seats: 0, activations: [], expired: [] };

/** Releases dead seats, then the least recently seen ones, as the policy allows. */
@Injectable()
export class EvictSeatsService {
  constructor(private readonly work: UnitOfWork) {}

  /**
   * Makes room for one seat and, of devices that have timed out, for the size of this one. The caller holds the license's row
   * lock, and records what lost its seat.
   */
  async evict(context: LicenseContext, facts: DeviceFacts, now: Date): Promise<Evicted> {
    const { license, behavior, activation } = context;
    const excess = excessSeats(context);
    if (excess === 0 && !exceedsTotals(context, facts, false)) {
      return NONE;
    }
    const oldest = behavior.whenFull === 'deactivate_oldest' ? excess : 0;
    const values = [license.id, oldest, deadBefore(behavior, now), now];
    const [evicted] = await (behavior.seatsPer === 'device'
      ? this.work.query<EvictedRow>(EVICT_DEVICES, [...values, context.seatProductId])
      : this.work.query<EvictedRow>(EVICT_USERS, [...values, behavior.seatsPer, activation?.id ?? 0]));
    return {
      seats: evicted?.seats ?? 0,
      expired: evicted?.expired ?? [],
      activations: await this.work.manager.find(Activation, {
        where: { id: In(evicted?.ids ?? []) },
        order: { lastSeenAt: 'ASC', id: 'ASC' },
      }),
    };
  }
}

interface EvictedRow {
  readonly seats: number;
  readonly ids: readonly number[];
  readonly expired: readonly number[];
}

const BORROWING = borrowingDevices('$1', '$4');

/** Devices that have borrowed a session are last: they cannot be seen. */
const EVICT_DEVICES: PreparedStatement = {
  name: 'evict_devices',
  text: `
    WITH evicted AS (
      UPDATE activations SET deactivated_at = $4
      WHERE license_id = $1 AND deactivated_at IS NULL AND takes_seat AND coalesce(product_id, 0) = coalesce($5, 0)
        AND ((last_seen_at < $3 AND id <> ALL (${BORROWING})) OR id IN (
          SELECT id FROM activations
          WHERE license_id = $1 AND deactivated_at IS NULL AND takes_seat AND coalesce(product_id, 0) = coalesce($5, 0)
          ORDER BY id = ANY (${BORROWING}), last_seen_at, id LIMIT $2
        ))
      RETURNING id, last_seen_at < $3 AND id <> ALL (${BORROWING}) AS is_expired
    )
    SELECT count(*)::integer AS seats, coalesce(json_agg(id), '[]') AS ids,
      coalesce(json_agg(id) FILTER (WHERE is_expired), '[]') AS expired
    FROM evicted`,
};

/** A device is deactivated once no user has a seat on it, except the device that asks for one. */
const EVICT_USERS: PreparedStatement = {
  name: 'evict_users',
  text: `
    WITH evicted AS MATERIALIZED (
      SELECT user_id, activation_id, coalesce(last_seen_at < $3, false) AS is_expired FROM (
        SELECT *, row_number() OVER (ORDER BY last_seen_at, user_id, activation_id) AS age FROM license_seats($1, $5, $4)
      ) AS seat
      WHERE last_seen_at < $3 OR age <= $2
    ), unlinked AS (
      DELETE FROM activation_users AS au USING evicted
      WHERE au.user_id = evicted.user_id AND (evicted.activation_id IS NULL OR evicted.activation_id = au.activation_id)
      RETURNING au.activation_id, au.user_id, evicted.is_expired
    ), left_over AS MATERIALIZED (
      SELECT activation_id FROM evicted WHERE user_id IS NULL
      UNION
      SELECT activation_id FROM unlinked WHERE NOT EXISTS (
        SELECT FROM activation_users AS au WHERE au.activation_id = unlinked.activation_id
          AND (au.activation_id, au.user_id) NOT IN (SELECT activation_id, user_id FROM unlinked)
      )
    ), deactivated AS (
      UPDATE activations SET deactivated_at = $4
      WHERE id IN (SELECT activation_id FROM left_over) AND id <> $6 AND deactivated_at IS NULL
      RETURNING id
    )
    SELECT (SELECT count(*) FROM evicted)::integer AS seats,
      (SELECT coalesce(json_agg(id), '[]') FROM deactivated) AS ids,
      (SELECT coalesce(json_agg(id), '[]') FROM deactivated WHERE id NOT IN (
        SELECT activation_id FROM evicted WHERE user_id IS NULL AND NOT is_expired
        UNION ALL SELECT activation_id FROM unlinked WHERE NOT is_expired
      )) AS expired`,
};
