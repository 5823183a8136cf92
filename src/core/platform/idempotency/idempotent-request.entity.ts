import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

const KEY = { primaryKeyConstraintName: 'idempotent_requests_pkey' };

/** A change made with an Idempotency-Key, and its response. Written in the transaction of the change. */
@Entity('idempotent_requests')
export class IdempotentRequest {
  /** The sender: a user, an API key, or the hash of a license key. */
  @PrimaryColumn({ ...KEY, type: 'varchar', length: 64 })
  caller!: string;

  @PrimaryColumn({ ...KEY, type: 'varchar', length: 8 })
  method!: string;

  /** SHA-256 of the path, base64url: paths can be too long for an index. */
  @PrimaryColumn({ ...KEY, name: 'path_hash', type: 'varchar', length: 43 })
  pathHash!: string;

  @PrimaryColumn({ ...KEY, type: 'varchar', length: 255 })
  key!: string;

  /** Keyed hash of the body, base64url. */
  @Column({ name: 'body_hash', type: 'varchar', length: 43 })
  bodyHash!: string;

  @Column({ type: 'smallint' })
  status!: number;

  /** Response body without its secrets; null if there was none. Unlike `jsonb`, `json` keeps the order of the fields. */
  @Column({ type: 'json', nullable: true })
  answer!: object | null;

  /** Date of the version of the API in which the answer is written; null for the newest of its time. */
  @Column({ name: 'api_version', type: 'varchar', length: 10, nullable: true })
  apiVersion!: string | null;

  @Index('idempotent_requests_at')
  @Column({ type: 'timestamptz', precision: 3 })
  at!: Date;
}
