import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { License } from '../../core/licenses';
import { Resource } from './resource.entity';

/** Which license held a resource, and when. Ended allocations are kept, also if the license is deleted. */
@Entity('resource_allocations')
@Index('resource_allocations_open_unique', ['resourceId'], { unique: true, where: '"released_at" IS NULL' })
@Index('resource_allocations_resource', ['resourceId', 'id'])
@Index('resource_allocations_license', ['licenseId', 'releasedAt', 'id'])
@Check('resource_allocations_held_by_license', '"license_id" IS NOT NULL OR "released_at" IS NOT NULL')
export class ResourceAllocation {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'resource_allocations_pkey' })
  id!: number;

  @Column({ name: 'resource_id', type: 'bigint' })
  resourceId!: number;

  @ManyToOne(() => Resource, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'resource_id', foreignKeyConstraintName: 'resource_allocations_resource_fkey' })
  resource?: Relation<Resource>;

  /** Null once the license is deleted. */
  @Column({ name: 'license_id', type: 'bigint', nullable: true })
  licenseId!: number | null;

  @ManyToOne(() => License, { onDelete: 'SET NULL' })
  @JoinColumn({ name: 'license_id', foreignKeyConstraintName: 'resource_allocations_license_fkey' })
  license?: Relation<License> | null;

  /** Kept when the license is deleted. */
  @Column({ name: 'license_uid', type: 'uuid' })
  licenseUid!: string;

  /** Kept when the license is deleted. */
  @Column({ name: 'license_key', type: 'varchar', length: 255 })
  licenseKey!: string;

  @Column({ name: 'allocated_at', type: 'timestamptz', precision: 3 })
  allocatedAt!: Date;

  /** Null while the license holds the resource. */
  @Column({ name: 'released_at', type: 'timestamptz', precision: 3, nullable: true })
  releasedAt!: Date | null;
}
