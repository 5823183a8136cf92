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
import { License } from '../../core/licenses';

/** States of a relay: it runs, its customer gave the pool back, or its time is over. */
export const RELAY_STATUSES = ['active', 'released', 'ended'] as const;
/** State of a relay. */
export type RelayStatus = (typeof RELAY_STATUSES)[number];

/** A server in the network of a customer, or a program that counts its own use. */
export const RELAY_KINDS = ['relay', 'program'] as const;
/** Kind of a relay. */
export type RelayKind = (typeof RELAY_KINDS)[number];

/** The part of a license that a relay serves. An amount of a credit is a decimal text. */
export interface Pool {
  readonly sessions?: number;
  readonly activations?: number;
  readonly meters?: Readonly<Record<string, number | string>>;
}

/** A relay in the network of a customer, with its part of a license. */
@Entity('relays')
@Index('relays_license', ['licenseId', 'id'])
@Index('relays_running', ['expiresAt'], { where: '"ended_at" IS NULL' })
@Check('relays_released_ended', '"released_at" IS NULL OR "ended_at" IS NOT NULL')
@Check('relays_term_positive', '"term_seconds" > 0')
@Check('relays_kind_known', `"kind" IN ('relay', 'program')`)
export class Relay {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'relays_pkey' })
  id!: number;

  @Index('relays_uid_unique', { unique: true })
  @Generated('uuid')
  @Column({ type: 'uuid' })
  uid!: string;

  @Column({ name: 'license_id', type: 'bigint' })
  licenseId!: number;

  @ManyToOne(() => License, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'license_id', foreignKeyConstraintName: 'relays_license_fkey' })
  license?: Relation<License>;

  @Column({ type: 'varchar', length: 100 })
  name!: string;

  /** UUID of the relay whose pool it shares: the first one of a pair. Null for all others. */
  @Column({ name: 'partner_of', type: 'uuid', nullable: true })
  partnerOf!: string | null;

  /** A program serves no sessions and devices: it has meters alone. */
  @Column({ type: 'varchar', length: 16, default: 'relay' })
  kind!: RelayKind;

  /** The 32 bytes of its Ed25519 key in base64url. */
  @Column({ name: 'public_key', type: 'varchar', length: 64 })
  publicKey!: string;

  /** SHA-256 of the fingerprint of the only machine that may run it; null for any. */
  @Column({ type: 'varchar', length: 64, nullable: true })
  machine!: string | null;

  @Column({ type: 'jsonb' })
  pool!: Pool;

  /** Hours between two renewals of a relay that reaches this server; null for one that does not. */
  @Column({ name: 'report_hours', type: 'integer', nullable: true })
  reportHours!: number | null;

  /** Seconds from the issue to the first end, for which each renewal holds. */
  @Column({ name: 'term_seconds', type: 'integer' })
  termSeconds!: number;

  /** The claim `jti` of the newest certificate. */
  @Column({ name: 'certificate_id', type: 'uuid' })
  certificateId!: string;

  /** SHA-256 of the license in its newest file, which no program sees: the key of codes for the telephone. */
  @Column({ name: 'code_key', type: 'varchar', length: 64, select: false })
  codeKey!: string;

  /** The certificate before it, until the relay has the newest one. */
  @Column({ name: 'former_certificate_id', type: 'uuid', nullable: true })
  formerCertificateId!: string | null;

  @Column({ name: 'former_code_key', type: 'varchar', length: 64, nullable: true, select: false })
  formerCodeKey!: string | null;

  /** Names the reservation of its meters. Not the hash of any token, so that no program can commit it. */
  @Column({ name: 'reservation_hash', type: 'varchar', length: 64 })
  tokenHash!: string;

  /** Whether it may be renewed. */
  @Column({ type: 'boolean', default: true })
  renews!: boolean;

  /** Name of the user or the API key that issued it. */
  @Column({ name: 'created_by', type: 'varchar', length: 255, nullable: true })
  createdBy!: string | null;

  @Column({ name: 'created_at', type: 'timestamptz', precision: 3 })
  createdAt!: Date;

  /** When the newest certificate was issued. */
  @Column({ name: 'certified_at', type: 'timestamptz', precision: 3 })
  certifiedAt!: Date;

  /** When its pool comes back. */
  @Column({ name: 'expires_at', type: 'timestamptz', precision: 3 })
  expiresAt!: Date;

  /** When its customer gave the pool back; null otherwise. */
  @Column({ name: 'released_at', type: 'timestamptz', precision: 3, nullable: true })
  releasedAt!: Date | null;

  /** When its end was recorded, by a release or after its time. */
  @Column({ name: 'ended_at', type: 'timestamptz', precision: 3, nullable: true })
  endedAt!: Date | null;

  /** UUID that names the pool: that of the first relay of a pair. */
  get poolId(): string {
    return this.partnerOf ?? this.uid;
  }

  statusAt(instant: Date): RelayStatus {
    if (this.releasedAt !== null) {
      return 'released';
    }
    return this.expiresAt > instant ? 'active' : 'ended';
  }
}
