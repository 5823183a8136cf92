import { Check, Column, Entity, Generated, Index, PrimaryGeneratedColumn } from 'typeorm';
import type { ResourceAllocation } from './resource-allocation.entity';

export const RESOURCE_STATUSES = ['available', 'allocated'] as const;
export type ResourceStatus = (typeof RESOURCE_STATUSES)[number];

/** A resource's uid, or the numeric id used by other APIs. */
export type ResourceId = string | number;

/** The column of a list of ids, which are all of one kind. */
export function columnOf([first]: readonly ResourceId[]): 'id' | 'uid' {
  return typeof first === 'number' ? 'id' : 'uid';
}

/** Something that one license at a time can hold, such as a server, a domain or a phone number. */
@Entity('resources')
@Index('resources_type_identifier_unique', ['type', 'identifier'], { unique: true })
@Index('resources_type_status', ['type', 'status', 'id'])
@Index('resources_status', ['status', 'id'])
@Index('resources_identifier_text', { synchronize: false })
@Index('resources_pairs', { synchronize: false })
@Check('resources_status_known', `"status" IN ('available', 'allocated')`)
export class Resource {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'resources_pkey' })
  id!: number;

  @Index('resources_uid_unique', { unique: true })
  @Generated('uuid')
  @Column({ type: 'uuid' })
  uid!: string;

  @Column({ type: 'varchar', length: 255 })
  type!: string;

  @Column({ type: 'varchar', length: 255 })
  identifier!: string;

  /** Follows from the open allocation; a column of its own, so that available resources can be counted by index. */
  @Column({ type: 'varchar', length: 16, default: 'available' })
  status!: ResourceStatus;

  @Column({ name: 'created_at', type: 'timestamptz', precision: 3 })
  createdAt!: Date;

  @Column({ name: 'updated_at', type: 'timestamptz', precision: 3 })
  updatedAt!: Date;

  /** The open allocation, if loaded; null for an available resource. */
  allocation?: ResourceAllocation | null;
}
