import { Column, Entity, Generated, Index, PrimaryColumn } from 'typeorm';
import { USABLE_CODES } from '../rules/verdict';

export const OPERATIONS = ['check', 'activate', 'deactivate', 'heartbeat', 'session', 'download', 'usage'] as const;
/** Operation of a call of a program, as it is logged. */
export type Operation = (typeof OPERATIONS)[number];

/** SQL condition on rows of the log: the license was usable. */
export const IS_USABLE = `"outcome" IN (${USABLE_CODES.map((code) => `'${code}'`).join(', ')})`;

/** Excludes refusals as BLACKLISTED. */
export const REFUSED_ACTIVATION = `"operation" = 'activate' AND "outcome" NOT IN ('VALID', 'IN_GRACE', 'BLACKLISTED')`;

/** SQL condition on rows of the log: a session did not start because no seat was free. */
export const REFUSED_SESSION = `"outcome" = 'SESSIONS_EXHAUSTED'`;

/** SQL condition: the license was not usable. Deactivations are no checks. */
export const REFUSED = `"operation" <> 'deactivate' AND "outcome" NOT IN ('EXPIRED_BUT_USABLE', 'IN_GRACE', 'VALID')`;

/** SQL condition: the license was not usable, whatever was requested. */
export const REFUSED_OUTCOME = `"outcome" NOT IN (${USABLE_CODES.map((code) => `'${code}'`).join(', ')})`;

/** Operations that are few beside the others. Activations have indexes of their own, which PostgreSQL must not pass over. */
export const RARE_OPERATIONS = ['deactivate', 'download'] as const satisfies Operation[];

/** SQL condition: the operation is one of RARE_OPERATIONS. */
export const RARE_OPERATION = `"operation" IN (${RARE_OPERATIONS.map((name) => `'${name}'`).join(', ')})`;

/** A program's request and its outcome. Append-only, partitioned by month; rows outlive their license. */
@Entity('verifications')
@Index('verifications_license', ['licenseId', 'at'])
@Index('verifications_refused_license', ['licenseId', 'at', 'id'], { where: REFUSED })
@Index('verifications_api_key', ['apiKeyId', 'at'], { where: '"api_key_id" IS NOT NULL' })
@Index('verifications_ip', ['ip', 'at'])
@Index('verifications_unknown_key', ['key', 'at'], { where: '"license_id" IS NULL' })
@Index('verifications_refused_ip', ['ip', 'at'], { where: REFUSED_ACTIVATION })
@Index('verifications_refused_fingerprint', ['fingerprint', 'at'], { where: REFUSED_ACTIVATION })
@Index('verifications_outcome_at_id_idx', ['outcome', 'at', 'id'], { where: REFUSED_OUTCOME })
@Index('verifications_operation_at_id_idx', ['operation', 'at', 'id'], { where: RARE_OPERATION })
@Index('verifications_refused_session', ['at'], { where: REFUSED_SESSION })
export class Verification {
  @PrimaryColumn({ type: 'timestamptz', precision: 3, primaryKeyConstraintName: 'verifications_pkey' })
  at!: Date;

  // A sequence, not an identity: before PostgreSQL 17 a partitioned table cannot have one.
  @Generated('increment')
  @PrimaryColumn({ type: 'bigint', primaryKeyConstraintName: 'verifications_pkey' })
  id!: number;

  @Column({ name: 'license_id', type: 'bigint', nullable: true })
  licenseId!: number | null;

  /** License key as sent, truncated to 255 characters. */
  @Column({ type: 'varchar', length: 255 })
  key!: string;

  @Column({ type: 'varchar', length: 512, nullable: true })
  fingerprint!: string | null;

  @Column({ type: 'varchar', length: 64, nullable: true })
  ip!: string | null;

  @Column({ name: 'user_agent', type: 'varchar', length: 512, nullable: true })
  userAgent!: string | null;

  @Column({ name: 'app_version', type: 'varchar', length: 255, nullable: true })
  appVersion!: string | null;

  @Column({ type: 'varchar', length: 32 })
  dialect!: string;

  @Column({ type: 'varchar', length: 32 })
  operation!: Operation;

  /** The verdict's code. */
  @Column({ type: 'varchar', length: 64 })
  outcome!: string;

  /** The API key of the caller, if it has one. */
  @Column({ name: 'api_key_id', type: 'bigint', nullable: true })
  apiKeyId!: number | null;
}
