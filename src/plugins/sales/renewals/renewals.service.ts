import { Injectable } from '@nestjs/common';
import { Clock, DAY } from '../../../core/common';
import { productScope } from '../../../core/identity';
import { UnitOfWork } from '../../../core/platform';

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

/** Tells which licenses of a batch, such as those of an import, were continued by a payment, and which end without one. */
@Injectable()
export class RenewalsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async of(batch: string, days: number): Promise<Renewals> {
    const now = this.clock.now();
    const soon = new Date(now.getTime() + days * DAY);
    const [found] = await this.work.manager.query<[Renewals]>(RENEWALS, [batch, now, soon, productScope() ?? null]);
    return found;
  }
}

const RENEWALS = `
  SELECT count(*)::integer AS licenses,
    count(*) FILTER (WHERE is_paid)::integer AS paid,
    count(*) FILTER (WHERE NOT is_paid AND expires_at > $2 AND expires_at <= $3)::integer AS "endsSoon",
    count(*) FILTER (WHERE NOT is_paid AND expires_at > $3)::integer AS "endsLater",
    count(*) FILTER (WHERE NOT is_paid AND expires_at <= $2)::integer AS ended,
    count(*) FILTER (WHERE NOT is_paid AND expires_at IS NULL)::integer AS "withoutEnd"
  FROM (
    SELECT expires_at, EXISTS (
      SELECT FROM order_lines AS line
      WHERE line.license_id = license.id AND line.paid_at IS NOT NULL AND line.holds = '{}'
    ) AS is_paid
    FROM licenses AS license
    WHERE batch = $1 AND ($4::bigint[] IS NULL OR product_id = ANY ($4) OR product_ids && $4)
  ) AS licenses_of_batch`;
