import { Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { ApiKey } from './api-key.entity';
import type { BoundProduct } from './product-directory';

const KEY = { type: 'bigint', primaryKeyConstraintName: 'api_key_products_pkey' } as const;

/** Keeps a further product of a key, after its first one, from being deleted. */
@Entity('api_key_products')
@Index('api_key_products_product', ['productId'])
export class ApiKeyProduct {
  @PrimaryColumn({ ...KEY, name: 'api_key_id' })
  apiKeyId!: number;

  @ManyToOne(() => ApiKey, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'api_key_id', foreignKeyConstraintName: 'api_key_products_api_key_fkey' })
  apiKey?: Relation<ApiKey>;

  @PrimaryColumn({ ...KEY, name: 'product_id' })
  productId!: number;

  @ManyToOne('Product', { nullable: false })
  @JoinColumn({ name: 'product_id', foreignKeyConstraintName: 'api_key_products_product_fkey' })
  product?: BoundProduct;
}
