import { Injectable } from '@nestjs/common';
import { Clock, DAY } from '../../../core/common';
import { UnitOfWork } from '../../../core/platform';
import type { Operation } from '../../../core/verification';
import { licensesOfCustomer, MAX_COUNTED } from './owned-licenses';

/** A usable license that ends within these days is about to end. */
export const ENDING_DAYS = 30;
/** A device that was not seen for these days is silent. */
export const SILENT_DAYS = 30;

/** Each count ends at MAX_COUNTED. */
export interface CustomerFigures {
  readonly licenses: number;
  readonly usable: number;
  /** Usable ones that end within ENDING_DAYS. */
  readonly ending: number;
  /** Active ones, also those without a seat. */
  readonly devices: number;
  readonly licensesWithDevices: number;
  /** Devices that were not seen for SILENT_DAYS. */
  readonly silent: number;
  readonly lastContact: LastContact | null;
}

export interface LastContact {
  readonly at: Date;
  /** Name or fingerprint; null for a program that named no device. */
  readonly device: string | null;
  /** Null if the log no longer has the request. */
  readonly operation: Operation | null;
  readonly outcome: string | null;
}

type Licenses = Pick<CustomerFigures, 'licenses' | 'usable' | 'ending'>;
type Devices = Pick<CustomerFigures, 'devices' | 'licensesWithDevices' | 'silent'> & { readonly seenAt: Date | null };

/** Counts the licenses of a customer and their devices, and finds the last request of a program. */
@Injectable()
export class CustomerFiguresService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** @param customer numeric id */
  async read(customer: number): Promise<CustomerFigures> {
    const now = this.clock.now();
    const inDays = (days: number): Date => new Date(now.getTime() + days * DAY);
    const [licenses] = await this.work.manager.query<[Licenses]>(licensesQuery(), [customer, now, inDays(ENDING_DAYS)]);
    const [devices] = await this.work.manager.query<[Devices]>(devicesQuery(), [customer, inDays(-SILENT_DAYS)]);
    const [logged] = await this.work.manager.query<LastContact[]>(lastContactQuery(), [customer, now]);
    const { seenAt, ...counts } = devices;
    const seen = seenAt && { at: seenAt, device: null, operation: null, outcome: null };
    return { ...licenses, ...counts, lastContact: logged ?? seen };
  }
}

const licensesQuery = (): string => `
  SELECT count(*)::integer AS licenses, (count(*) FILTER (WHERE ${usable()}))::integer AS usable,
    (count(*) FILTER (WHERE ${usable()} AND expires_at < $3))::integer AS ending
  FROM (${licensesOfCustomer('revoked_at, blocked_at, disabled_at, starts_at, expires_at')}) AS owned`;

function usable(): string {
  return `revoked_at IS NULL AND blocked_at IS NULL AND disabled_at IS NULL
    AND (starts_at IS NULL OR starts_at <= $2) AND (expires_at IS NULL OR expires_at > $2)`;
}

const devicesQuery = (): string => `
  WITH owned AS MATERIALIZED (${licensesOfCustomer('id')})
  SELECT count(*)::integer AS devices, count(DISTINCT license_id)::integer AS "licensesWithDevices",
    (count(*) FILTER (WHERE last_seen_at < $2))::integer AS silent, max(last_seen_at) AS "seenAt"
  FROM (
    SELECT device.* FROM owned CROSS JOIN LATERAL (
      SELECT license_id, last_seen_at FROM activations
      WHERE license_id = owned.id AND deactivated_at IS NULL LIMIT ${MAX_COUNTED}
    ) AS device LIMIT ${MAX_COUNTED}
  ) AS counted`;

const lastContactQuery = (): string => `
  WITH owned AS MATERIALIZED (${licensesOfCustomer('id')})
  SELECT at, operation, outcome, coalesce((
    SELECT name FROM activations
    WHERE license_id = newest.license_id AND fingerprint = newest.fingerprint AND name IS NOT NULL LIMIT 1
  ), fingerprint) AS device
  FROM (
    SELECT owned.id AS license_id, last.* FROM owned CROSS JOIN LATERAL (
      SELECT at, fingerprint, operation, outcome FROM verifications
      WHERE license_id = owned.id AND at <= $2 AND operation <> 'deactivate' ORDER BY at DESC LIMIT 1
    ) AS last ORDER BY at DESC LIMIT 1
  ) AS newest`;
