import { Injectable } from '@nestjs/common';
import { allPages, UnitOfWork } from '../../../core/platform';
import { Clock, type CursorRequest, type Page } from '../../../core/common';
import { type Operation } from '../../../core/verification';
import { REFUSED } from '../../../core/verification/internal';
import { cutPage, type LogPlace, placeIn } from '../../../core/licensing/internal';
import { licensesOfCustomer, MAX_COUNTED } from './owned-licenses';

/** A refused request of a program, with its license as it is now. */
export interface CustomerRefusal {
  readonly id: number;
  readonly at: Date;
  readonly licenseUid: string;
  readonly licenseKey: string;
  readonly fingerprint: string | null;
  readonly deviceName: string | null;
  readonly appVersion: string | null;
  readonly operation: Operation;
  /** The code of the refusal. */
  readonly outcome: string;
}

const EXPORT_PAGE_SIZE = 500;

/** Refusals of all licenses of a customer, from the log of license checks. */
@Injectable()
export class CustomerRefusalsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /**
   * Newest first.
   * @param customer numeric id
   */
  async list(customer: number, { limit, after }: CursorRequest): Promise<Page<CustomerRefusal>> {
    return cutPage(await this.newest(customer, limit + 1, placeIn(after)), limit);
  }

  /** All refusals, in pages that are loaded on demand. */
  all(customer: number): AsyncGenerator<CustomerRefusal[]> {
    return allPages((after) => this.list(customer, { limit: EXPORT_PAGE_SIZE, after }));
  }

  /** @param before only older ones than this row */
  newest(customer: number, limit: number, before?: LogPlace, since?: Date): Promise<CustomerRefusal[]> {
    const { at, id } = before ?? { at: this.clock.now(), id: Number.MAX_SAFE_INTEGER };
    return this.work.manager.query(newestOf(owned()), [customer, at, id, limit, since ?? EVER]);
  }

  /** Exact up to MAX_COUNTED. */
  async count(customer: number, since = EVER): Promise<number> {
    const [{ count }] = await this.work.manager.query<[{ count: number }]>(countOf(owned()), [
      customer,
      this.clock.now(),
      since,
    ]);
    return count;
  }
}

const EVER = new Date(0);

const owned = (): string => licensesOfCustomer('id, uid, key');

// Each license has its own limit, so that one with many refusals is not read through.
const newestOf = (licenses: string): string => `
  WITH owned AS MATERIALIZED (${licenses})
  SELECT found.*, (
    SELECT name FROM activations
    WHERE license_id = found.license_id AND fingerprint = found.fingerprint AND name IS NOT NULL LIMIT 1
  ) AS "deviceName"
  FROM (
    SELECT owned.id AS license_id, owned.uid AS "licenseUid", owned.key AS "licenseKey", refused.*
    FROM owned CROSS JOIN LATERAL (
      SELECT id, at, fingerprint, app_version AS "appVersion", operation, outcome FROM verifications
      WHERE license_id = owned.id AND at >= $5 AND at <= $2 AND (at < $2 OR id < $3) AND ${REFUSED}
      ORDER BY at DESC, id DESC LIMIT $4
    ) AS refused ORDER BY at DESC, id DESC LIMIT $4
  ) AS found ORDER BY at DESC, id DESC`;

const countOf = (licenses: string): string => `
  WITH owned AS MATERIALIZED (${licenses})
  SELECT count(*)::integer AS count FROM (
    SELECT 1 FROM owned CROSS JOIN LATERAL (
      SELECT 1 FROM verifications
      WHERE license_id = owned.id AND at >= $3 AND at <= $2 AND ${REFUSED} LIMIT ${MAX_COUNTED}
    ) AS refused LIMIT ${MAX_COUNTED}
  ) AS counted`;
