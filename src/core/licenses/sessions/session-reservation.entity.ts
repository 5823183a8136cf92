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
import { License } from '../licenses/license.entity';

/** Kinds of holders for whom seats are reserved. */
export const RESERVED_FOR = ['users', 'hosts', 'networks'] as const;
/** Kind of holders for whom seats are reserved. */
export type ReservedFor = (typeof RESERVED_FOR)[number];

/** Longest list of members of a reservation. */
export const MAX_MEMBERS = 100;

/** Floating seats of a license that only sessions of these users, hosts or networks may take. */
@Entity('session_reservations')
@Index('session_reservations_license', ['licenseId', 'id'])
@Check('session_reservations_seats_positive', '"seats" > 0')
@Check('session_reservations_members_named', 'cardinality("members") BETWEEN 1 AND 100')
export class SessionReservation {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'session_reservations_pkey' })
  id!: number;

  @Index('session_reservations_uid_unique', { unique: true })
  @Generated('uuid')
  @Column({ type: 'uuid' })
  uid!: string;

  @Column({ name: 'license_id', type: 'bigint' })
  licenseId!: number;

  @ManyToOne(() => License, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'license_id', foreignKeyConstraintName: 'session_reservations_license_fkey' })
  license?: Relation<License>;

  /** Display name, such as that of a group of users. */
  @Column({ type: 'varchar', length: 255, nullable: true })
  name!: string | null;

  @Column({ name: 'reserved_for', type: 'varchar', length: 16 })
  reservedFor!: ReservedFor;

  /** Identifiers of users, machine ids or fingerprints of hosts, or networks. */
  @Column({ type: 'text', array: true })
  members!: string[];

  @Column({ type: 'integer' })
  seats!: number;

  @Column({ name: 'created_at', type: 'timestamptz', precision: 3 })
  createdAt!: Date;

  @Column({ name: 'updated_at', type: 'timestamptz', precision: 3 })
  updatedAt!: Date;
}
