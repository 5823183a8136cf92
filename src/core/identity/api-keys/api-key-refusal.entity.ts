import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { ApiKey } from './api-key.entity';

/** `rotated`: the call has the value before the last rotation, whose time is over. `address`: it comes from another address. */
export const REFUSALS = ['address', 'expired', 'revoked', 'rotated'] as const;
export type Refusal = (typeof REFUSALS)[number];

/** The last call with a known key that was refused as one with an unknown key is. */
@Entity('api_key_refusals')
export class ApiKeyRefusal {
  @PrimaryColumn({ name: 'api_key_id', type: 'bigint', primaryKeyConstraintName: 'api_key_refusals_pkey' })
  apiKeyId!: number;

  @ManyToOne(() => ApiKey, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'api_key_id', foreignKeyConstraintName: 'api_key_refusals_api_key_fkey' })
  apiKey?: Relation<ApiKey>;

  /** Updated at most once a minute. */
  @Column({ type: 'timestamptz', precision: 3 })
  at!: Date;

  @Column({ type: 'varchar', length: 45, nullable: true })
  address!: string | null;

  @Column({ type: 'varchar', length: 16 })
  reason!: Refusal;
}
