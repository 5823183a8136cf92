import { Injectable } from '@nestjs/common';
import type { CursorRequest, Page } from '../../../core/common';
import type { License } from '../../../core/licenses';
import { LicensesService } from '../../../core/licensing';
import { invalidCursor, UnitOfWork } from '../../../core/platform';
import { HOLD_REASONS, type HoldReason, OrderLicense } from '../orders/order-license.entity';
import type { OrderLine } from '../orders/order-line.entity';
import type { Order } from '../orders/order.entity';
import { OrdersService } from '../orders/orders.service';
import { type LicensePayment, licensePayments, newestFirst } from './license-payments';
import { storedFacts } from './sale-state';
import type { SaleFact } from './shop-adapter';

/** Orders of a license that are read: the newest. */
const MAX_ORDERS = 1_000;

/** Reads the payments of a license: those of the order that gave it, and of all that continue it. */
@Injectable()
export class LicensePaymentsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly licenses: LicensesService,
    private readonly orders: OrdersService,
  ) {}

  /**
   * Newest first.
   * @param id uuid, number or key
   * @param q part of the type or of the shop's ids
   */
  async list(id: string, page: CursorRequest, q?: string): Promise<Page<LicensePayment>> {
    const { license } = await this.licenses.get(id);
    return pageOf(await this.ofLicense(license, q), page);
  }

  async ofLicense({ id }: Pick<License, 'id'>, q = ''): Promise<LicensePayment[]> {
    const orders = await this.orders.ofLicense(id, MAX_ORDERS);
    if (orders.length === 0) {
      return [];
    }
    const given = await this.work.manager.findOneBy(OrderLicense, { licenseId: id });
    const facts = await this.factsOf(orders);
    const all = licensePayments(
      orders.map((order) => {
        const lines = (order.lines ?? []).flatMap((line) => lineOf(line, id, given));
        return { order, lines, facts: facts.get(order.uid) ?? [] };
      }),
    );
    return all.filter((payment) => textsOf(payment).some((text) => text.includes(q.toLowerCase())));
  }

  private async factsOf(orders: readonly Order[]): Promise<ReadonlyMap<string, SaleFact[]>> {
    const uids = orders.map(({ uid }) => uid);
    const rows = await this.work.manager.query<{ uid: string; facts: object[] }[]>(FACTS, [uids]);
    return new Map(rows.map(({ uid, facts }) => [uid, storedFacts(facts)]));
  }
}

const FACTS = `
  SELECT sale.order_uid AS uid, jsonb_agg(fact.value) AS facts
  FROM shop_sales AS sale
  JOIN shop_events AS event ON event.sale_id = sale.id AND (event.state = 'done' OR event.is_applied)
  CROSS JOIN LATERAL jsonb_array_elements(event.facts) AS fact
  WHERE sale.order_uid = ANY ($1) AND jsonb_typeof(event.facts) = 'array'
  GROUP BY sale.order_uid`;

function lineOf(line: OrderLine, licenseId: number, given: OrderLicense | null) {
  const isGiver = given?.lineId === line.id;
  return isGiver || line.licenseId === licenseId
    ? [{ line, reason: reasonIn(line, isGiver ? given.holds : line.holds) }]
    : [];
}

function reasonIn({ refundedAt }: OrderLine, holds: OrderLine['holds']): HoldReason | null {
  return refundedAt === null ? (HOLD_REASONS.find((reason) => holds[reason] !== undefined) ?? null) : 'refund';
}

function textsOf({ type, order }: LicensePayment): string[] {
  return [type, order.externalId ?? '', order.subscriptionId ?? ''].map((text) => text.toLowerCase());
}

function pageOf(all: readonly LicensePayment[], { limit, after }: CursorRequest): Page<LicensePayment> {
  const place = after === undefined ? null : placeIn(after);
  const rest = place ? all.filter((payment) => newestFirst(payment, place) > 0) : all;
  const rows = rest.slice(0, limit);
  const last = rest.length > limit ? rows.at(-1) : undefined;
  return { rows, total: null, next: last ? cursorOf(last) : null };
}

type Place = Pick<LicensePayment, 'at' | 'id'>;

function cursorOf({ at, id }: Place): string {
  return Buffer.from(`${at.getTime()} ${id}`).toString('base64url');
}

function placeIn(cursor: string): Place {
  const [time = '', id = ''] = Buffer.from(cursor, 'base64url').toString('latin1').split(' ');
  const place = { at: new Date(Number(time)), id };
  if (cursorOf(place) !== cursor) {
    throw invalidCursor('after');
  }
  return place;
}
