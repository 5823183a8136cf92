import type { Type } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Policy } from '../../catalog/policies/policy.entity';
import type { SeatsPer } from '../../catalog/policies/behavior';
import { Product } from '../../catalog/products/product.entity';
import { Customer } from '../../customers/customers/customer.entity';
import { fromArchive, loadArchives } from '../../platform/archives/archived-table';
import { entityOfRow } from '../../platform/database/entity-of-row';
import { IS_USE } from '../../licenses/activations/free-hosts.service';
import type { License } from '../../licenses/licenses/license.entity';
import type { PendingChange } from '../../licenses/licenses/pending-change';
import { productsOf } from '../../licenses/licenses/license-products.service';

/** The last seen device of a license. */
export interface LicenseDevice {
  /** Last seen active device; null if no device is active. */
  readonly fingerprint: string | null;
  /** Includes inactive devices. */
  readonly lastSeenAt: Date;
}

export interface LicenseUsage {
  readonly seats: number;
  /** Active domains without a seat. */
  readonly freeHosts: number;
  readonly uses: number;
  /** Null if the license was never activated. */
  readonly device: LicenseDevice | null;
}

/** Use of a license that has no activation and no uses. */
export const UNUSED: LicenseUsage = { seats: 0, freeHosts: 0, uses: 0, device: null };

/** Loads what a list shows of the licenses beside their rows. */
export async function withRelations(
  manager: EntityManager,
  licenses: readonly License[],
  areArchived = false,
): Promise<{ license: License; use: LicenseUsage }[]> {
  const usage = await loadRelations(manager, licenses);
  if (areArchived) {
    return withArchives(manager, licenses);
  }
  const seats = await countUserSeats(manager, licenses);
  return licenses.map((license) => {
    const use = usage.get(license.id) ?? UNUSED;
    return { license, use: { ...use, seats: seats.get(license.id) ?? use.seats } };
  });
}

/** A product and its policy may be archived, too. */
async function withArchives(
  manager: EntityManager,
  licenses: readonly License[],
): Promise<{ license: License; use: LicenseUsage }[]> {
  const missing = distinct(licenses.filter(({ product }) => !product).map(({ productId }) => productId));
  const products = missing.length === 0 ? [] : await archivedProducts(manager, missing);
  for (const license of licenses) {
    license.product ??= products.find(({ id }) => id === license.productId);
    license.products = license.products?.length || !license.product ? license.products : [license.product];
    license.policy ??= products.find(({ policyId }) => policyId === license.policyId)?.policy;
  }
  await loadArchives(manager, 'license', licenses);
  return licenses.map((license) => ({ license, use: UNUSED }));
}

function archivedProducts(manager: EntityManager, ids: readonly number[]): Promise<Product[]> {
  const query = manager.createQueryBuilder(Product, 'product').innerJoinAndSelect('product.policy', 'policy');
  const found = query.where('product.id = ANY (:ids)', { ids });
  return fromArchive(found, 'product', { ids, related: ['policies'] }).getMany();
}

/** Seats of the licenses, with loaded policies, whose seats are not counted by device. */
export async function countUserSeats(
  manager: EntityManager,
  licenses: readonly License[],
): Promise<ReadonlyMap<number, number>> {
  const counted = licenses.filter(({ behavior }) => behavior.seatsPer !== 'device');
  if (counted.length === 0) {
    return new Map();
  }
  return countSeats(
    manager,
    counted.map(({ id, behavior }) => ({ id, per: behavior.seatsPer })),
  );
}

/** Seats of licenses, by their ids. */
export async function countSeats(
  manager: EntityManager,
  licenses: readonly { readonly id: number; readonly per: SeatsPer }[],
): Promise<ReadonlyMap<number, number>> {
  const rows = await manager.query<{ id: number; seats: number }[]>(SEATS, [
    licenses.map(({ id }) => id),
    licenses.map(({ per }) => per),
  ]);
  return new Map(rows.map(({ id, seats }) => [id, seats]));
}

const SEATS = `
  SELECT l.id, (SELECT count(*) FROM license_seats(l.id, l.per))::integer AS seats
  FROM unnest($1::bigint[], $2::text[]) AS l(id, per)`;

/** A row of `USAGE`. */
export interface UsageRow extends Omit<LicenseUsage, 'device'> {
  readonly fingerprint: string | null;
  readonly lastSeenAt: string | null;
}

/** The usage of one license, from its rows of `activations`. */
const USAGE = `jsonb_build_object(
  'seats', count(*) FILTER (WHERE deactivated_at IS NULL AND takes_seat),
  'freeHosts', count(*) FILTER (WHERE deactivated_at IS NULL AND NOT takes_seat AND kind = 'domain'), 'uses', count(*) FILTER (WHERE ${IS_USE}), 'lastSeenAt', max(last_seen_at),
  'fingerprint', (array_agg(fingerprint ORDER BY last_seen_at DESC, id DESC) FILTER (WHERE deactivated_at IS NULL))[1])`;

/** A column with the usage of the query's license, for `usageOf`. */
export const USAGE_OF_LICENSE = `(SELECT ${USAGE} FROM activations WHERE license_id = license.id)`;

export function usageOf({ seats, freeHosts, uses, fingerprint, lastSeenAt }: UsageRow): LicenseUsage {
  return {
    seats,
    freeHosts,
    uses,
    device: lastSeenAt === null ? null : { fingerprint, lastSeenAt: new Date(lastSeenAt) },
  };
}

/** SQL condition of the changes that are neither done nor failed nor cancelled. */
export const PENDING = 'done_at IS NULL AND failed_at IS NULL AND cancelled_at IS NULL';

/** A row of `PENDING_CHANGES`. */
export type PendingRow = Omit<PendingChange, 'effectiveAt'> & { readonly effectiveAt: string };

/** The pending changes of one license, from its rows of `scheduled_changes`. */
const PENDING_CHANGES = `jsonb_agg(
  jsonb_build_object('uid', uid, 'action', action, 'params', params, 'effectiveAt', effective_at)
  ORDER BY effective_at, id)`;

/** A column with the pending changes of the query's license, for `pendingOf`; null if there are none. */
export const PENDING_OF_LICENSE = `(
  SELECT ${PENDING_CHANGES} FROM scheduled_changes WHERE license_id = license.id AND ${PENDING})`;

export function pendingOf(rows: readonly PendingRow[]): PendingChange[] {
  return rows.map(({ effectiveAt, ...change }) => ({ ...change, effectiveAt: new Date(effectiveAt) }));
}

/**
 * Loads product, policy and customer of the licenses, and returns their usage by license id, in one statement. Each related
 * row is read once: most licenses of a list share product and policy, and joins would take twice as long.
 */
export async function loadRelations(
  manager: EntityManager,
  licenses: readonly License[],
): Promise<ReadonlyMap<number, LicenseUsage>> {
  if (licenses.length === 0) {
    return new Map();
  }
  const related = await manager.query<RelatedRow[]>(RELATED, [
    distinct(licenses.flatMap(productsOf)),
    distinct(licenses.map(({ policyId }) => policyId)),
    distinct(licenses.map(({ customerId }) => customerId)),
    licenses.map(({ id }) => id),
  ]);
  const entities = <T extends Product | Policy | Customer>(kind: string, type: Type<T>): ReadonlyMap<number, T> =>
    new Map(
      related.flatMap(({ id, ...one }) =>
        one.kind === kind ? [[id, entityOfRow(manager.dataSource, type, one.row)]] : [],
      ),
    );
  const products = entities('product', Product);
  const policies = entities('policy', Policy);
  const customers = entities('customer', Customer);
  const pending = new Map(
    related.flatMap(({ kind, id, row }) => (kind === 'pending' ? [[id, pendingOf(row.changes ?? [])] as const] : [])),
  );
  for (const license of licenses) {
    license.product = products.get(license.productId);
    license.products = productsOf(license).flatMap((id) => products.get(id) ?? []);
    license.policy = policies.get(license.policyId);
    license.customer = license.customerId === null ? null : customers.get(license.customerId);
    license.scheduledChanges = pending.get(license.id);
  }
  return new Map(related.flatMap((row) => (row.kind === 'usage' ? [[row.id, usageOf(row.row)]] : [])));
}

interface RelatedRow {
  readonly kind: 'product' | 'policy' | 'customer' | 'usage' | 'pending';
  readonly id: number;
  readonly row: Readonly<Record<string, unknown>> & UsageRow & { readonly changes?: PendingRow[] };
}

const RELATED = `
  SELECT 'product' AS kind, id, to_jsonb(product) AS row FROM products AS product WHERE id = ANY ($1::bigint[])
  UNION ALL
  SELECT 'policy', id, to_jsonb(policy) FROM policies AS policy WHERE id = ANY ($2::bigint[])
  UNION ALL
  SELECT 'customer', id, to_jsonb(customer) FROM customers AS customer WHERE id = ANY ($3::bigint[])
  UNION ALL
  SELECT 'usage', license_id, ${USAGE} FROM activations WHERE license_id = ANY ($4::bigint[]) GROUP BY license_id
  UNION ALL
  SELECT 'pending', license_id, jsonb_build_object('changes', ${PENDING_CHANGES}) FROM scheduled_changes
  WHERE license_id = ANY ($4::bigint[]) AND ${PENDING} GROUP BY license_id
`;

function distinct(ids: readonly (number | null)[]): number[] {
  return [...new Set(ids)].filter((id) => id !== null);
}
