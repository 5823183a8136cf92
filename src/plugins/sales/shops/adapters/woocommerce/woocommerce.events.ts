/**
 * Fields of an order in WooCommerce's REST API, version 3. Amounts are decimals, times are in GMT without a zone. Plugins send null
 * for lists. Version 1 has neither times in GMT nor `meta_data`.
 */
export interface WooOrder {
  readonly id: number;
  readonly parent_id?: number;
  readonly status: string;
  readonly currency: string;
  readonly total?: string;
  readonly created_via?: string;
  readonly date_created_gmt?: string | null;
  readonly date_modified_gmt?: string | null;
  readonly date_paid_gmt?: string | null;
  readonly date_completed_gmt?: string | null;
  /** In the time of the site. */
  readonly date_paid?: string | null;
  readonly date_completed?: string | null;
  readonly customer_id?: number;
  readonly billing: {
    readonly first_name?: string;
    readonly last_name?: string;
    readonly company?: string;
    readonly email?: string;
  } | null;
  readonly line_items: readonly WooLine[];
  readonly refunds?: readonly { readonly id: number; readonly total: string }[] | null;
  readonly meta_data?: readonly { readonly key: string; readonly value: unknown }[] | null;
}

export interface WooLine {
  readonly id: number;
  readonly product_id: number;
  readonly variation_id?: number;
  readonly quantity: number;
  readonly sku?: string | null;
  readonly total: string;
  readonly total_tax?: string;
}

/** A subscription of the extension WooCommerce Subscriptions: an order with dates. Its parent is the first order. */
export interface WooSubscription extends WooOrder {
  readonly billing_period: string;
  readonly billing_interval: string | number;
  readonly next_payment_date_gmt?: string | null;
  readonly end_date_gmt?: string | null;
}

export function isOrder(payload: object): payload is WooOrder {
  const { id, status, currency, line_items: lines } = payload as Partial<WooOrder>;
  const hasTexts = [status, currency].every((field) => typeof field === 'string');
  return Number.isInteger(id) && hasTexts && Array.isArray(lines);
}

export function isSubscription(order: WooOrder): order is WooSubscription {
  return typeof (order as Partial<WooSubscription>).billing_period === 'string';
}

/** Whether an order has no times in GMT, which came with version 2 of the API. */
export function isOfVersion1(order: WooOrder): boolean {
  return order.date_created_gmt === undefined && order.date_modified_gmt === undefined;
}

/** Whether an object is inside another that has its name, as in Legacy API v3. */
export function isLegacy(payload: object): boolean {
  return ['order', 'subscription'].some((name) => isObjectIn(payload, name));
}

/** Whether it is an object without a meaning for a sale: one that was deleted, a product, a coupon or a customer. */
export function isOther(payload: object): boolean {
  const names = Object.keys(payload);
  const has = (...some: string[]): boolean => some.every((name) => names.includes(name));
  return (
    (names.length === 1 && has('id')) ||
    (!has('line_items') && (has('name', 'type') || has('code', 'discount_type') || has('username', 'role'))) ||
    ['product', 'coupon', 'customer'].some((name) => isObjectIn(payload, name))
  );
}

function isObjectIn(payload: object, name: string): boolean {
  const { [name]: value } = payload as Readonly<Record<string, unknown>>;
  return typeof value === 'object' && value !== null && Object.keys(payload).length === 1;
}
