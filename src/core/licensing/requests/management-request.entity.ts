import { Column, Entity, Generated, Index, PrimaryColumn } from 'typeorm';
import { PartitionedTable } from '../../platform/logs/partitioned-table';

export const MANAGEMENT_OPERATIONS = ['read', 'change'] as const;
/** Whether a request of a user or of a key for management only reads. */
export type ManagementOperation = (typeof MANAGEMENT_OPERATIONS)[number];

/** Outcome of a request that was not refused. */
export const DONE = 'OK';

export const MANAGEMENT_REQUEST_LOG = new PartitionedTable(
  'management_requests',
  'requests',
  'requests of users and API keys',
);

/**
 * A request of a user or of an API key that is no call of a program: those are rows of `verifications`, whose ids are lower.
 * Append-only, partitioned by month; rows outlive what they name.
 */
@Entity('management_requests')
@Index('management_requests_license', ['licenseId', 'at', 'id'], { where: '"license_id" IS NOT NULL' })
@Index('management_requests_customer', ['customerId', 'at', 'id'], { where: '"customer_id" IS NOT NULL' })
@Index('management_requests_api_key', ['apiKeyId', 'at', 'id'], { where: '"api_key_id" IS NOT NULL' })
@Index('management_requests_user', ['userId', 'at', 'id'], { where: '"user_id" IS NOT NULL' })
@Index('management_requests_ip', ['ip', 'at', 'id'])
@Index('management_requests_operation', ['operation', 'at', 'id'])
@Index('management_requests_outcome', ['outcome', 'at', 'id'])
export class ManagementRequest {
  @PrimaryColumn({ type: 'timestamptz', precision: 3, primaryKeyConstraintName: 'management_requests_pkey' })
  at!: Date;

  // A sequence, not an identity: before PostgreSQL 17 a partitioned table cannot have one.
  @Generated('increment')
  @PrimaryColumn({ type: 'bigint', primaryKeyConstraintName: 'management_requests_pkey' })
  id!: number;

  /** The license in the path. */
  @Column({ name: 'license_id', type: 'bigint', nullable: true })
  licenseId!: number | null;

  /** The customer in the path, or that of the license. */
  @Column({ name: 'customer_id', type: 'bigint', nullable: true })
  customerId!: number | null;

  @Column({ name: 'api_key_id', type: 'bigint', nullable: true })
  apiKeyId!: number | null;

  @Column({ name: 'user_id', type: 'bigint', nullable: true })
  userId!: number | null;

  @Column({ type: 'varchar', length: 64, nullable: true })
  ip!: string | null;

  @Column({ name: 'user_agent', type: 'varchar', length: 512, nullable: true })
  userAgent!: string | null;

  @Column({ type: 'varchar', length: 32 })
  dialect!: string;

  @Column({ type: 'varchar', length: 32 })
  operation!: ManagementOperation;

  /** Code of the refusal, or DONE. */
  @Column({ type: 'varchar', length: 64 })
  outcome!: string;

  @Column({ type: 'varchar', length: 16 })
  method!: string;

  /** Pattern of the path: the path itself may contain a license key. */
  @Column({ type: 'varchar', length: 255 })
  route!: string;

  @Column({ type: 'smallint' })
  status!: number;

  @Column({ name: 'request_id', type: 'uuid' })
  requestId!: string;
}
