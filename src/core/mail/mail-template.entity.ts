import {
  Column,
  Entity,
  Generated,
  Index,
  JoinColumn,
  ManyToOne,
  PrimaryGeneratedColumn,
  type Relation,
} from 'typeorm';
import type { Product } from '../catalog/products/product.entity';

/** A text that replaces the one that Keyward has for a kind of e-mail, for all products or for one. */
@Entity('mail_templates')
@Index('mail_templates_common_unique', ['kind', 'language'], { unique: true, where: '"product_id" IS NULL' })
@Index('mail_templates_product_unique', ['productId', 'kind', 'language'], {
  unique: true,
  where: '"product_id" IS NOT NULL',
})
export class MailTemplate {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'mail_templates_pkey' })
  id!: number;

  @Index('mail_templates_uid_unique', { unique: true })
  @Generated('uuid')
  @Column({ type: 'uuid' })
  uid!: string;

  @Column({ type: 'varchar', length: 64 })
  kind!: string;

  @Column({ type: 'varchar', length: 8 })
  language!: string;

  @Column({ name: 'product_id', type: 'bigint', nullable: true })
  productId!: number | null;

  @ManyToOne('Product', { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'product_id', foreignKeyConstraintName: 'mail_templates_product_fkey' })
  product?: Relation<Product> | null;

  @Column({ type: 'varchar', length: 500 })
  subject!: string;

  @Column({ type: 'varchar', length: 20_000 })
  body!: string;

  @Column({ name: 'updated_at', type: 'timestamptz', precision: 3 })
  updatedAt!: Date;
}
