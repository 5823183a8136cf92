import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity('api_keys')
export class ApiKey {
  @PrimaryGeneratedColumn('identity', { type: 'bigint' })
  id!: number;

  @Column('text')
  hash!: string;

  @Column('timestamptz', { name: 'expires_at', nullable: true })
  expiresAt!: Date | null;

  @Column('timestamptz', { name: 'revoked_at', nullable: true })
  revokedAt!: Date | null;
}

@Entity('licenses')
export class License {
  @PrimaryGeneratedColumn('identity', { type: 'bigint' })
  id!: number;

  @Column('varchar')
  key!: string;

  @Column('varchar')
  product!: string;

  @Column('integer', { name: 'max_activations', nullable: true })
  maxActivations!: number | null;

  @Column('integer', { name: 'max_users', nullable: true })
  maxUsers!: number | null;

  @Column('timestamptz', { name: 'disabled_at', nullable: true })
  disabledAt!: Date | null;

  @Column('timestamptz', { name: 'revoked_at', nullable: true })
  revokedAt!: Date | null;

  @Column('timestamptz', { name: 'starts_at', nullable: true })
  startsAt!: Date | null;

  @Column('timestamptz', { name: 'expires_at', nullable: true })
  expiresAt!: Date | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}

@Entity('devices')
export class Device {
  @PrimaryGeneratedColumn('identity', { type: 'bigint' })
  id!: number;

  @Column('bigint', { name: 'license_id' })
  licenseId!: number;

  @Column('varchar')
  fingerprint!: string;

  @Column('varchar', { nullable: true })
  name!: string | null;

  @Column('varchar', { name: 'app_version', nullable: true })
  appVersion!: string | null;

  @Column('timestamptz', { name: 'activated_at' })
  activatedAt!: Date;

  @Column('timestamptz', { name: 'last_seen_at' })
  lastSeenAt!: Date;

  @Column('integer', { name: 'check_count', default: 0 })
  checkCount!: number;

  @Column('timestamptz', { name: 'deactivated_at', nullable: true })
  deactivatedAt!: Date | null;
}

@Entity('verifications')
export class Verification {
  @PrimaryGeneratedColumn('identity', { type: 'bigint' })
  id!: number;

  @Column('timestamptz')
  at!: Date;

  @Column('bigint', { name: 'license_id', nullable: true })
  licenseId!: number | null;

  @Column('varchar')
  key!: string;

  @Column('varchar', { nullable: true })
  fingerprint!: string | null;

  @Column('varchar', { nullable: true })
  ip!: string | null;

  @Column('varchar', { name: 'user_agent', nullable: true })
  userAgent!: string | null;

  @Column('varchar', { name: 'app_version', nullable: true })
  appVersion!: string | null;

  @Column('varchar')
  operation!: string;

  @Column('varchar')
  outcome!: string;
}
