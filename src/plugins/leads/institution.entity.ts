import { Check, Column, Entity, Generated, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';
import type { Relation } from 'typeorm';
import type { Customer } from '../../core/customers';
import type { Contact } from './contact.entity';

export const LEAD_STATUSES = ['new', 'contacted', 'qualified', 'converted', 'lost'] as const;
export type LeadStatus = (typeof LEAD_STATUSES)[number];

/** Statuses that people set. A lead becomes `converted` when it becomes a customer. */
export const OPEN_LEAD_STATUSES = ['new', 'contacted', 'qualified', 'lost'] as const;
export type OpenLeadStatus = (typeof OPEN_LEAD_STATUSES)[number];

/** A lead: an organization that may become a customer. */
@Entity('institutions')
@Check('institutions_status_known', `"status" IN ('new', 'contacted', 'qualified', 'converted', 'lost')`)
@Check('institutions_customer_converted', `"customer_id" IS NULL OR "status" = 'converted'`)
@Index('institutions_status', ['status', 'id'])
@Index('institutions_type', ['type', 'id'])
@Index('institutions_type_status', ['type', 'status'])
@Index('institutions_latest', { synchronize: false })
@Index('institutions_status_latest', { synchronize: false })
@Index('institutions_name_text', { synchronize: false })
@Index('institutions_name_plain', { synchronize: false })
@Index('institutions_city_text', { synchronize: false })
@Index('institutions_pairs', { synchronize: false })
export class Institution {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'institutions_pkey' })
  id!: number;

  @Index('institutions_uid_unique', { unique: true })
  @Generated('uuid')
  @Column({ type: 'uuid' })
  uid!: string;

  @Index('institutions_name')
  @Column({ type: 'varchar', length: 255 })
  name!: string;

  /** Free text, such as `university`. */
  @Column({ type: 'varchar', length: 64 })
  type!: string;

  @Column({ type: 'varchar', length: 16, default: 'new' })
  status!: LeadStatus;

  /** City and country. */
  @Column({ type: 'varchar', length: 255, default: '' })
  city!: string;

  @Column({ type: 'varchar', length: 255, default: '' })
  website!: string;

  @Column({ type: 'varchar', length: 1000, default: '' })
  address!: string;

  @Column({ type: 'varchar', length: 2000, default: '' })
  notes!: string;

  /** The customer it became. */
  @Index('institutions_customer')
  @Column({ name: 'customer_id', type: 'bigint', nullable: true })
  customerId!: number | null;

  @ManyToOne('Customer', { onDelete: 'SET NULL' })
  @JoinColumn({ name: 'customer_id', foreignKeyConstraintName: 'institutions_customer_fkey' })
  customer?: Relation<Customer> | null;

  @Column({ name: 'converted_at', type: 'timestamptz', precision: 3, nullable: true })
  convertedAt!: Date | null;

  /** Time of the latest activity; the time of creation if there is none. */
  @Column({ name: 'last_activity_at', type: 'timestamptz', precision: 3 })
  lastActivityAt!: Date;

  /** Increases with each change of the institution or its contacts. */
  @Column({ type: 'integer', default: 1 })
  revision!: number;

  @Column({ name: 'created_at', type: 'timestamptz', precision: 3 })
  createdAt!: Date;

  @Column({ name: 'updated_at', type: 'timestamptz', precision: 3 })
  updatedAt!: Date;
}

/** A lead with its contacts, the first one first. */
export interface Lead {
  readonly institution: Institution;
  readonly contacts: readonly Contact[];
}
