import type { Type } from '@nestjs/common';
import type { EntityManager, ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { Policy } from '../../catalog/policies/policy.entity';
import { PRODUCTS } from '../../catalog/products/names';
import { Product } from '../../catalog/products/product.entity';
import { Group } from '../../customers/groups/group.entity';
import { Customer } from '../../customers/customers/customer.entity';
import { idOrName, idOrNameSql } from '../../platform/database/id-or-name';
import type { License } from '../../licenses/licenses/license.entity';
import { identifierOf, LicenseUser } from '../../licenses/licenses/license-user.entity';
import type { OneOrMore } from '../../common/pagination/any-of';
import { listOf } from '../../platform/database/any-of';

/** Filters by what a license refers to. One that names nothing known finds nothing. */
export interface ReferenceFilter {
  /** Uid or reference of the product. */
  readonly product?: OneOrMore<string>;
  /** Uid of the customer. */
  readonly customerId?: OneOrMore<string>;
  /** Uid, reference or e-mail address of the customer. */
  readonly customer?: OneOrMore<string>;
  /** Reference of the customer. */
  readonly customerReference?: OneOrMore<string>;
  /** Uid or name of the policy. */
  readonly policy?: OneOrMore<string>;
  /** Uid or name of the group. */
  readonly group?: OneOrMore<string>;
  /** E-mail address or external id of a user of the license. */
  readonly user?: OneOrMore<string>;
  /** Uid of the order that gave the license, or its shop's id of it. */
  readonly order?: OneOrMore<string>;
  /** The shop's id of the subscription of such an order. */
  readonly subscription?: OneOrMore<string>;
}

interface Reference {
  /** Orders belong to a room above: they are known by name. */
  readonly type: Type<Product | Customer | Policy | Group | LicenseUser> | 'Order';
  readonly column: 'id' | 'productId' | 'customerId' | 'policyId' | 'groupId' | 'orderId';
  /** Column of `named` that the licenses have; by default its id or uid. */
  readonly selects?: 'licenseId';
  /** Condition on `named`, with the parameters of `idOrName('name')`. */
  readonly condition: string;
}

const HAS_UID = 'named.uid = CAST(:nameUid AS uuid)';

const REFERENCES: Readonly<Record<keyof ReferenceFilter, Reference>> = {
  product: { type: Product, column: 'productId', condition: `named.id = ${idOrNameSql(PRODUCTS, 'name')}` },
  customerId: { type: Customer, column: 'customerId', condition: HAS_UID },
  customer: {
    type: Customer,
    column: 'customerId',
    condition: `${HAS_UID} OR named.reference = :name OR named.email = lower(:name)`,
  },
  customerReference: { type: Customer, column: 'customerId', condition: 'named.reference = :name' },
  order: { type: 'Order', column: 'orderId', condition: `${HAS_UID} OR named.externalId = :name` },
  subscription: { type: 'Order', column: 'orderId', condition: 'named.subscriptionId = :name' },
  group: { type: Group, column: 'groupId', condition: `${HAS_UID} OR named.name = :name` },
  user: { type: LicenseUser, column: 'id', selects: 'licenseId', condition: 'named.identifier = :nameUser' },
  policy: { type: Policy, column: 'policyId', condition: `${HAS_UID} OR named.name = :name` },
};

/** Customers or policies with the names of a filter that it finds: the newest. */
const NAMED_ROWS = 1_000;

/** The planner sees ids, not names: it knows how frequent an id is, and that nothing refers to a row that does not exist. */
export async function applyReferences(
  manager: EntityManager,
  query: SelectQueryBuilder<License>,
  filter: ReferenceFilter,
): Promise<void> {
  for (const name of Object.keys(REFERENCES) as (keyof ReferenceFilter)[]) {
    const value = filter[name];
    if (value !== undefined) {
      const ids = await idsOf(manager, REFERENCES[name], value);
      const { column } = REFERENCES[name];
      // Equality keeps the order of the index by this column and the id.
      const condition = ids.length > 1 ? `= ANY (:${name})` : `= :${name}`;
      query.andWhere(`license.${column} ${condition}`, { [name]: ids.length > 1 ? ids : (ids[0] ?? null) });
    }
  }
}

async function idsOf(
  manager: EntityManager,
  { type, column, selects, condition }: Reference,
  names: OneOrMore<string>,
): Promise<(number | string)[]> {
  const isByUid = column === 'groupId' || column === 'orderId';
  const query = manager
    .createQueryBuilder<ObjectLiteral>(type, 'named')
    .select(`named.${selects ?? (isByUid ? 'uid' : 'id')}`, 'id');
  for (const [index, name] of listOf(names).entries()) {
    const parameter = `name${index}_`;
    const values = { ...idOrName(parameter, name), [`${parameter}User`]: identifierOf(name) };
    query.orWhere(condition.replaceAll(':name', `:${parameter}`), values);
  }
  const rows = await query.orderBy('named.id', 'DESC').limit(NAMED_ROWS).getRawMany<{ id: number | string }>();
  return rows.map(({ id }) => id);
}
