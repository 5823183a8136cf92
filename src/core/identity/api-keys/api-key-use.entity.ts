import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { ApiKey } from './api-key.entity';

const KEY = { primaryKeyConstraintName: 'api_key_uses_pkey' } as const;

/** When a key was last used from an address. The latest addresses of each key are kept. */
@Entity('api_key_uses')
export class ApiKeyUse {
  @PrimaryColumn({ ...KEY, name: 'api_key_id', type: 'bigint' })
  apiKeyId!: number;

  @ManyToOne(() => ApiKey, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'api_key_id', foreignKeyConstraintName: 'api_key_uses_api_key_fkey' })
  apiKey?: Relation<ApiKey>;

  @PrimaryColumn({ ...KEY, type: 'varchar', length: 45 })
  address!: string;

  /** Updated at most once a minute. */
  @Column({ name: 'last_used_at', type: 'timestamptz', precision: 3 })
  lastUsedAt!: Date;
}
