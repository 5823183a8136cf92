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
import { Activation } from '../activations/activation.entity';
import { License } from '../licenses/license.entity';

/** Files that count and that a person issued: the device has no connection. Apps with one ask for theirs themselves. */
export const OFFLINE = '"created_by" IS NOT NULL AND "revoked_at" IS NULL AND "released_at" IS NULL';

/** A license file that was issued. Its text is not stored. */
@Entity('license_files')
@Index('license_files_license', ['licenseId', 'id'])
@Index('license_files_fingerprint', ['licenseId', 'fingerprint', 'id'], { where: '"fingerprint" IS NOT NULL' })
@Index('license_files_offline', ['activationId', 'expiresAt'], { where: OFFLINE })
export class LicenseFile {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'license_files_pkey' })
  id!: number;

  /** The `jti` of the file. */
  @Index('license_files_uid_unique', { unique: true })
  @Generated('uuid')
  @Column({ type: 'uuid' })
  uid!: string;

  @Column({ name: 'license_id', type: 'bigint' })
  licenseId!: number;

  @ManyToOne(() => License, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'license_id', foreignKeyConstraintName: 'license_files_license_fkey' })
  license?: Relation<License>;

  /** The device's seat; null for a file for any device. */
  @Index('license_files_activation', { where: '"activation_id" IS NOT NULL' })
  @Column({ name: 'activation_id', type: 'bigint', nullable: true })
  activationId!: number | null;

  @ManyToOne(() => Activation, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'activation_id', foreignKeyConstraintName: 'license_files_activation_fkey' })
  activation?: Relation<Activation> | null;

  /** Fingerprint in the file; a device that is known by its components may have activated with another. Null for any device. */
  @Column({ type: 'varchar', length: 512, nullable: true })
  fingerprint!: string | null;

  @Column({ type: 'boolean' })
  encrypted!: boolean;

  @Column({ name: 'expires_at', type: 'timestamptz', precision: 3 })
  expiresAt!: Date;

  /** Name of the user or the API key; null if a program asked for the file. */
  @Column({ name: 'created_by', type: 'varchar', length: 255, nullable: true })
  createdBy!: string | null;

  @Column({ name: 'created_at', type: 'timestamptz', precision: 3 })
  createdAt!: Date;

  @Column({ name: 'revoked_at', type: 'timestamptz', precision: 3, nullable: true })
  revokedAt!: Date | null;

  /** When the device lost the seat for which the file was issued, in whichever way. The database sets it. */
  @Column({ name: 'released_at', type: 'timestamptz', precision: 3, nullable: true })
  releasedAt!: Date | null;

  /** Since when the file no longer counts. */
  get endedAt(): Date | null {
    return this.revokedAt ?? this.releasedAt;
  }
}
