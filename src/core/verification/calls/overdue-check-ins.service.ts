import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Clock } from '../../common/clock';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { eventPayload } from '../../licenses/licenses/event-payload';
import { License } from '../../licenses/licenses/license.entity';
import { activationId } from '../../licenses/activations/activation-id';

/** Licenses of a step, and devices of a transaction. */
const BATCH = 500;

/** Licenses that share a policy, or that have an interval of their own, by id. */
interface Source {
  readonly statement: string;
  readonly values: readonly unknown[];
}

interface OverdueDevice {
  readonly id: number;
  readonly license_id: number;
  readonly last_seen_at: Date;
}

/**
 * Records an event when a device of a usable license has not checked in for too long, once for each absence. Several nodes may do
 * it at the same time, and an interrupted run is continued by the next one: devices are marked together with their events.
 */
@Injectable()
export class OverdueCheckInsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async record(): Promise<void> {
    await this.recordIn({ statement: OVERRIDDEN, values: [] });
    const policies = await this.work.manager.query<{ id: number }[]>(POLICIES);
    for (const { id } of policies) {
      await this.recordIn({ statement: OF_POLICY, values: [id] });
    }
  }

  private async recordIn({ statement, values }: Source): Promise<void> {
    let last = 0;
    for (let hasMore = true; hasMore;) {
      const licenses = await this.work.manager.query<{ id: number }[]>(statement, [last, BATCH, ...values]);
      const ids = licenses.map(({ id }) => id);
      await this.recordOf(ids);
      last = ids.at(-1) ?? last;
      hasMore = ids.length === BATCH;
    }
  }

  private async recordOf(licenses: readonly number[]): Promise<void> {
    let size = licenses.length === 0 ? 0 : BATCH;
    while (size === BATCH) {
      size = await this.work.run(async (manager) => {
        const values = [licenses, this.clock.now(), BATCH];
        const [devices] = await manager.query<[OverdueDevice[], number]>(MARK, values);
        await this.recordEvents(devices);
        return devices.length;
      });
    }
  }

  private async recordEvents(devices: readonly OverdueDevice[]): Promise<void> {
    const ids = [...new Set(devices.map(({ license_id }) => license_id))];
    const found = await this.work.manager.findBy(License, { id: In(ids) });
    const licenses = new Map(found.map((license) => [license.id, license]));
    const records = devices.flatMap(({ id, license_id, last_seen_at }) => {
      const license = licenses.get(license_id);
      if (!license) {
        return [];
      }
      const data = { ...eventPayload(license), activation_id: activationId({ id }), last_seen_at };
      return [this.work.changeRecord('license.check_in_overdue', license, null, null, data)];
    });
    await this.work.record(records);
  }
}

const POLICIES = `SELECT id FROM policies WHERE check_in_interval IS NOT NULL ORDER BY id`;

const HAS_OWN = `policy_overrides ? 'checkInInterval'`;

const OVERRIDDEN = `SELECT id FROM licenses WHERE ${HAS_OWN} AND id > $1 ORDER BY id LIMIT $2`;

const OF_POLICY = `
  SELECT id FROM licenses WHERE policy_id = $3 AND NOT ${HAS_OWN} AND id > $1 ORDER BY id LIMIT $2`;

// Rows that another node marks are skipped. The moment of the last check-in distinguishes one absence from the next.
const MARK = `
  WITH due AS (
    SELECT a.id, greatest(a.last_seen_at, l.checked_in_at) AS last_check_in
    FROM licenses l JOIN policies p ON p.id = l.policy_id
    JOIN activations a ON a.license_id = l.id AND a.deactivated_at IS NULL
    WHERE l.id = ANY ($1::bigint[])
      AND l.revoked_at IS NULL AND l.blocked_at IS NULL AND l.disabled_at IS NULL
      AND (l.expires_at IS NULL OR l.expires_at > $2)
      AND greatest(a.last_seen_at, l.checked_in_at) + make_interval(secs =>
        CASE WHEN l.${HAS_OWN} THEN (l.policy_overrides->>'checkInInterval')::integer ELSE p.check_in_interval END) <= $2
      AND a.check_in_notice_for IS DISTINCT FROM greatest(a.last_seen_at, l.checked_in_at)
    ORDER BY a.id LIMIT $3 FOR NO KEY UPDATE OF a SKIP LOCKED
  )
  UPDATE activations SET check_in_notice_for = due.last_check_in FROM due WHERE activations.id = due.id
  RETURNING activations.id, license_id, last_seen_at
`;
