import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { Clock, type CursorRequest, DAY, type Page } from '../../../core/common';
import { productScope } from '../../../core/identity';
import { License } from '../../../core/licenses';
import { readPage, searchPattern, UnitOfWork } from '../../../core/platform';

/** Licenses by their end, each in one of the numbers but `licenses`. */
export interface Renewals {
  readonly licenses: number;
  /** A payment that counts has continued them. */
  readonly paid: number;
  /** Not paid, with an end within the days that were asked for. */
  readonly endsSoon: number;
  readonly endsLater: number;
  readonly ended: number;
  readonly withoutEnd: number;
}

export const RENEWAL_STATES = ['paid', 'ends_soon', 'ends_later', 'ended', 'without_end'] as const;
export type RenewalState = (typeof RENEWAL_STATES)[number];

export interface RenewalFilter {
  readonly batch: string;
  /** Days ahead that count as soon. */
  readonly days: number;
  readonly state?: RenewalState;
  /** Part of the key, or of the customer's name, e-mail or company. */
  readonly q?: string;
}

/** Tells which licenses of a batch, such as those of an import, were continued by a payment, and which end without one. */
@Injectable()
export class RenewalsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async of(batch: string, days: number): Promise<Renewals> {
    const { now, soon } = this.times(days);
    const [found] = await this.work.manager.query<[Renewals]>(RENEWALS, [batch, now, soon, productScope() ?? null]);
    return found;
  }

  /** The first batches by name; none for callers who may see some products only. */
  async batches(limit: number): Promise<string[]> {
    if (productScope() !== undefined) {
      return [];
    }
    const rows = await this.work.manager.query<{ batch: string }[]>(BATCHES, [limit]);
    return rows.map(({ batch }) => batch);
  }

  /** The licenses with their product and customer, newest first. */
  list({ batch, days, state, q }: RenewalFilter, page: CursorRequest): Promise<Page<License>> {
    const query = this.work.manager
      .createQueryBuilder(License, 'license')
      .innerJoinAndSelect('license.product', 'product')
      .leftJoinAndSelect('license.customer', 'customer')
      .where('license.batch = :batch', { batch });
    const scope = productScope();
    if (scope !== undefined) {
      query.andWhere('(license.productId = ANY (:scope) OR license.productIds && :scope)', { scope });
    }
    if (state !== undefined) {
      whereState(query, state, this.times(days));
    }
    if (q !== undefined) {
      const columns = ['license.key', 'customer.name', 'customer.email', 'customer.company'];
      query.andWhere(`(${columns.map((column) => `${column} ILIKE :q`).join(' OR ')})`, { q: searchPattern(q) });
    }
    return readPage(query, page);
  }

  private times(days: number): Times {
    const now = this.clock.now();
    return { now, soon: new Date(now.getTime() + days * DAY) };
  }
}

interface Times {
  readonly now: Date;
  readonly soon: Date;
}

function whereState(query: SelectQueryBuilder<License>, state: RenewalState, times: Times): void {
  query.andWhere(`${state === 'paid' ? '' : 'NOT '}${IS_PAID}`);
  if (state !== 'paid') {
    query.andWhere(ENDS[state].replaceAll('expires_at', 'license.expires_at'), times);
  }
}

const IS_PAID = `EXISTS (
  SELECT FROM order_lines AS line
  WHERE line.license_id = license.id AND line.paid_at IS NOT NULL AND line.holds = '{}'
)`;

/** Ends of licenses that are not paid. */
const ENDS: Readonly<Record<Exclude<RenewalState, 'paid'>, string>> = {
  ends_soon: 'expires_at > :now AND expires_at <= :soon',
  ends_later: 'expires_at > :soon',
  ended: 'expires_at <= :now',
  without_end: 'expires_at IS NULL',
};

const counted = (state: keyof typeof ENDS): string =>
  `count(*) FILTER (WHERE NOT is_paid AND ${ENDS[state].replaceAll(':now', '$2').replaceAll(':soon', '$3')})::integer`;

/** Each batch is one look-up in the index `licenses_batch`, however many licenses it has. */
const BATCHES = `
  WITH RECURSIVE batches AS (
    SELECT min(batch) AS batch, 1 AS number FROM licenses WHERE batch IS NOT NULL
    UNION ALL
    SELECT (SELECT min(license.batch) FROM licenses AS license WHERE license.batch > batches.batch), number + 1
    FROM batches WHERE batches.batch IS NOT NULL AND number < $1
  )
  SELECT batch FROM batches WHERE batch IS NOT NULL ORDER BY number`;

const RENEWALS = `
  SELECT count(*)::integer AS licenses,
    count(*) FILTER (WHERE is_paid)::integer AS paid,
    ${counted('ends_soon')} AS "endsSoon",
    ${counted('ends_later')} AS "endsLater",
    ${counted('ended')} AS ended,
    ${counted('without_end')} AS "withoutEnd"
  FROM (
    SELECT expires_at, ${IS_PAID} AS is_paid
    FROM licenses AS license
    WHERE batch = $1 AND ($4::bigint[] IS NULL OR product_id = ANY ($4) OR product_ids && $4)
  ) AS licenses_of_batch`;
