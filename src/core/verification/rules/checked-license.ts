import type { Product } from '../../catalog/products/product.entity';
import type { Customer } from '../../customers/customers/customer.entity';
import type { License } from '../../licenses/licenses/license.entity';
import type { LicenseColumn } from '../context/license-context.query';

export type CheckedProduct = Pick<
  Product,
  'id' | 'reference' | 'isActive' | 'updatesNeedLicense' | 'upgradeUrl' | 'showsCustomer' | 'signingAlg'
> & { readonly publicMetadata?: PublicMetadata };
export type CheckedCustomer = Pick<Customer, 'name' | 'reference' | 'email' | 'company'>;

/** The part of the metadata that programs may read; null without one. Data that was imported may hold anything. */
export type PublicMetadata = unknown;

/** The part of a license that a check reads. Texts that only people read are left out. */
export type CheckedLicense = Pick<License, LicenseColumn | 'statusAt' | 'state' | 'hasStartedBy' | 'hasExpiredBy'> & {
  readonly product?: CheckedProduct;
  readonly customer?: CheckedCustomer | null;
  readonly publicMetadata?: PublicMetadata;
};
