/** Fields of an order in WooCommerce's REST API, version 3. Amounts are decimals, times are in GMT without a zone. */
export interface WooOrder {
  readonly id: number;
  readonly parent_id?: number;
  readonly status: string;
  readonly currency: string;
  readonly total?: string;
  readonly date_created_gmt: string | null;
  readonly date_modified_gmt: string | null;
  readonly date_paid_gmt?: string | null;
  readonly date_completed_gmt?: string | null;
  readonly customer_id?: number;
  readonly billing: {
    readonly first_name?: string;
    readonly last_name?: string;
    readonly company?: string;
    readonly email?: string;
  };
  readonly line_items: readonly WooLine[];
  readonly refunds?: readonly { readonly id: number; readonly total: string }[];
  readonly meta_data?: readonly { readonly key: string; readonly value: unknown }[];
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
  const { id, status, currency, line_items: lines, billing } = payload as Partial<WooOrder>;
  const hasTexts = [status, currency].every((field) => typeof field === 'string');
  return Number.isInteger(id) && hasTexts && Array.isArray(lines) && typeof billing === 'object';
}

export function isSubscription(order: WooOrder): order is WooSubscription {
  return typeof (order as Partial<WooSubscription>).billing_period === 'string';
}
