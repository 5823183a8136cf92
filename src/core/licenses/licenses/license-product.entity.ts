import { Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Product } from '../../catalog/products/product.entity';
import { License } from './license.entity';

const KEY = { type: 'bigint', primaryKeyConstraintName: 'license_products_pkey' } as const;

/** A further product of a license. Holds `License.productIds` to products that exist. */
@Entity('license_products')
@Index('license_products_product', ['productId', 'licenseId'])
export class LicenseProduct {
  @PrimaryColumn({ ...KEY, name: 'license_id' })
  licenseId!: number;

  @ManyToOne(() => License, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'license_id', foreignKeyConstraintName: 'license_products_license_fkey' })
  license?: Relation<License>;

  @PrimaryColumn({ ...KEY, name: 'product_id' })
  productId!: number;

  @ManyToOne(() => Product, { nullable: false })
  @JoinColumn({ name: 'product_id', foreignKeyConstraintName: 'license_products_product_fkey' })
  product?: Relation<Product>;
}
