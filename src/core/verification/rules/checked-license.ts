import type { Product } from '../../catalog/products/product.entity';
import type { Customer } from '../../customers/customers/customer.entity';
import type { License } from '../../licenses/licenses/license.entity';
import type { LicenseColumn } from '../context/license-context.query';

export type CheckedProduct = Pick<
  Product,
  'id' | 'reference' | 'isActive' | 'updatesNeedLicense' | 'upgradeUrl' | 'showsCustomer' | 'signingAlg'
>;
export type CheckedCustomer = Pick<Customer, 'name' | 'reference' | 'email' | 'company'>;

/** The objects `public` in metadata, of what a program is shown. Data that was imported may hold anything. */
export interface ShownMetadata {
  readonly product: unknown;
  readonly license: unknown;
  readonly device: unknown;
  /** Null if the product does not show its customers. */
  readonly customer: unknown;
}

/** The part of a license that a check reads. Texts that only people read are left out. */
export type CheckedLicense = Pick<License, LicenseColumn | 'statusAt' | 'state' | 'hasStartedBy' | 'hasExpiredBy'> & {
  readonly product?: CheckedProduct;
  readonly customer?: CheckedCustomer | null;
  /** Null if programs are shown nothing. */
  readonly shownMetadata?: ShownMetadata | null;
};
