import {
  Check,
  Column,
  Entity,
  Generated,
  Index,
  JoinColumn,
  ManyToOne,
  PrimaryGeneratedColumn,
  type Relation,
} from 'typeorm';
import { Customer } from '../customers/customer.entity';

/** Roles of the users of a customer: an `admin` manages the licenses and users in the portal. */
export const CUSTOMER_ROLES = ['admin', 'user'] as const;
/** Role of a user of a customer. */
export type CustomerRole = (typeof CUSTOMER_ROLES)[number];

/** A person of a customer that is a company, who signs in to the customer portal: not a user of Keyward. */
@Entity('customer_users')
@Check('customer_users_role_known', `"role" IN ('admin', 'user')`)
@Index('customer_users_email_unique', ['customerId', 'email'], { unique: true })
@Index('customer_users_customer', ['customerId', 'id'])
@Index('customer_users_email', ['email', 'id'])
export class CustomerUser {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'customer_users_pkey' })
  id!: number;

  @Index('customer_users_uid_unique', { unique: true })
  @Generated('uuid')
  @Column({ type: 'uuid' })
  uid!: string;

  @Column({ name: 'customer_id', type: 'bigint' })
  customerId!: number;

  @ManyToOne(() => Customer, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'customer_id', foreignKeyConstraintName: 'customer_users_customer_fkey' })
  customer?: Relation<Customer>;

  /** In lower case. */
  @Column({ type: 'varchar', length: 255 })
  email!: string;

  @Column({ type: 'varchar', length: 255, nullable: true })
  name!: string | null;

  /** An admin sees all licenses of the company and names its users; a user sees the licenses that name the person. */
  @Column({ type: 'varchar', length: 16 })
  role!: CustomerRole;

  @Column({ name: 'created_at', type: 'timestamptz', precision: 3 })
  createdAt!: Date;
}
