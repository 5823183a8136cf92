import {
  Column,
  Entity,
  Index,
  JoinColumn,
  ManyToOne,
  PrimaryColumn,
  PrimaryGeneratedColumn,
  type Relation,
} from 'typeorm';
import { Order } from '../orders/order.entity';
import type { SaleContinuation } from './sale-continuation';
import { Shop } from './shop.entity';

/** A sale that events of a shop are about; without an order until the event of its payment arrives. */
@Entity('shop_sales')
@Index('shop_sales_shop', ['shopId'])
@Index('shop_sales_order', ['orderUid'])
export class ShopSale {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'shop_sales_pkey' })
  id!: number;

  @Column({ name: 'shop_id', type: 'bigint' })
  shopId!: number;

  @ManyToOne(() => Shop, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'shop_id', foreignKeyConstraintName: 'shop_sales_shop_fkey' })
  shop?: Relation<Shop>;

  @Column({ name: 'order_uid', type: 'uuid', nullable: true })
  orderUid!: string | null;

  @ManyToOne(() => Order, { onDelete: 'SET NULL' })
  @JoinColumn({ name: 'order_uid', referencedColumnName: 'uid', foreignKeyConstraintName: 'shop_sales_order_fkey' })
  order?: Relation<Order> | null;

  /** The license that the sale continues, as its events say or a person has decided; null if it gives new ones. */
  @Column({ type: 'jsonb', nullable: true })
  continues!: SaleContinuation | null;

  /** When the names and addresses of its customer were erased. */
  @Column({ name: 'erased_at', type: 'timestamptz', precision: 3, nullable: true })
  erasedAt!: Date | null;
}

/** A name that a sale has at its shop, such as the id of an invoice. */
@Entity('shop_references')
@Index('shop_references_sale', ['saleId'])
export class ShopReference {
  @PrimaryColumn({ name: 'shop_id', type: 'bigint', primaryKeyConstraintName: 'shop_references_pkey' })
  shopId!: number;

  @ManyToOne(() => Shop, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'shop_id', foreignKeyConstraintName: 'shop_references_shop_fkey' })
  shop?: Relation<Shop>;

  @PrimaryColumn({ type: 'varchar', length: 300, primaryKeyConstraintName: 'shop_references_pkey' })
  reference!: string;

  @Column({ name: 'sale_id', type: 'bigint' })
  saleId!: number;

  @ManyToOne(() => ShopSale, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'sale_id', foreignKeyConstraintName: 'shop_references_sale_fkey' })
  sale?: Relation<ShopSale>;
}

/** The address of a buyer, of shops whose payments do not tell it. */
@Entity('shop_customers')
export class ShopCustomer {
  @PrimaryColumn({ name: 'shop_id', type: 'bigint', primaryKeyConstraintName: 'shop_customers_pkey' })
  shopId!: number;

  @ManyToOne(() => Shop, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'shop_id', foreignKeyConstraintName: 'shop_customers_shop_fkey' })
  shop?: Relation<Shop>;

  @PrimaryColumn({
    name: 'external_id',
    type: 'varchar',
    length: 255,
    primaryKeyConstraintName: 'shop_customers_pkey',
  })
  externalId!: string;

  @Column({ type: 'varchar', length: 255 })
  email!: string;

  @Column({ type: 'varchar', length: 255, nullable: true })
  name!: string | null;
}
