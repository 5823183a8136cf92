import { Injectable } from '@nestjs/common';
import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import { Product } from '../../catalog/products/product.entity';
import { problem } from '../../common/errors/domain-error';
import { scoped } from '../../identity/permissions/caller';
import { Activation } from '../../licenses/activations/activation.entity';
import type { License } from '../../licenses/licenses/license.entity';
import { UnitOfWork } from '../../platform/database/unit-of-work';

/** An activation's uid, or the numeric id used by other APIs. */
export type ActivationId = string | number;

/** An activation with its license and product. */
export type LicensedActivation = Activation & { license: License & { product: Product } };

/** Finds activations by id. An unknown one is refused with ACTIVATION_NOT_FOUND. */
@Injectable()
export class FindActivationService {
  constructor(private readonly work: UnitOfWork) {}

  async get(id: ActivationId): Promise<LicensedActivation> {
    const activation = await visibleActivations(this.work.manager)
      .andWhere(`activation.${columnOf(id)} = :id`, { id })
      .getOne();
    if (!activation) {
      throw problem('ACTIVATION_NOT_FOUND');
    }
    return licensed(activation);
  }

  /** Ids of the products with a usable license that is active on this domain. */
  async productsOf(domain: string, now: Date): Promise<readonly number[]> {
    const rows = await this.work.manager.query<{ id: number }[]>(PRODUCTS_OF_DOMAIN, [domain, now]);
    return rows.map(({ id }) => id);
  }
}

/** Activations visible to the caller: a product-scoped API key sees only its product's. */
export function visibleActivations(manager: EntityManager): SelectQueryBuilder<Activation> {
  const query = manager
    .createQueryBuilder(Activation, 'activation')
    .innerJoinAndSelect('activation.license', 'license')
    .innerJoinAndSelect('license.product', 'product')
    .leftJoinAndSelect('activation.product', 'seat_product');
  return scoped(query, 'license.productId');
}

/** The row of `visibleActivations`, with the type of its relations. */
export function licensed(activation: Activation): LicensedActivation {
  const { license } = activation;
  if (!license?.product) {
    throw new Error('The license of this activation was not loaded');
  }
  return Object.assign(activation, { license: Object.assign(license, { product: license.product }) });
}

function columnOf(id: ActivationId): 'id' | 'uid' {
  return typeof id === 'number' ? 'id' : 'uid';
}

/** Limited: a domain with more products would be ambiguous anyway. */
const PRODUCTS_OF_DOMAIN = `
  SELECT DISTINCT product.id FROM activations AS activation
  JOIN licenses AS license ON license.id = activation.license_id
  CROSS JOIN LATERAL unnest(
    CASE WHEN activation.product_id IS NULL THEN coalesce(license.product_ids, ARRAY[license.product_id])
         ELSE ARRAY[activation.product_id] END
  ) AS product(id)
  WHERE activation.fingerprint = $1 AND activation.kind = 'domain' AND activation.deactivated_at IS NULL
    AND license.revoked_at IS NULL AND license.blocked_at IS NULL AND license.disabled_at IS NULL
    AND (license.expires_at IS NULL OR license.expires_at > $2)
  LIMIT 1000`;
