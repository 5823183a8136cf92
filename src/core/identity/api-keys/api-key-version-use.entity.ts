import { Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { ApiKey } from './api-key.entity';

const KEY = { primaryKeyConstraintName: 'api_key_version_uses_pkey' } as const;

/** A day, in UTC, on which a key was used with an older version of the API. */
@Entity('api_key_version_uses')
export class ApiKeyVersionUse {
  @PrimaryColumn({ ...KEY, name: 'api_key_id', type: 'bigint' })
  apiKeyId!: number;

  @ManyToOne(() => ApiKey, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'api_key_id', foreignKeyConstraintName: 'api_key_version_uses_api_key_fkey' })
  apiKey?: Relation<ApiKey>;

  @PrimaryColumn({ ...KEY, name: 'api_version', type: 'varchar', length: 10 })
  apiVersion!: string;

  @PrimaryColumn({ ...KEY, type: 'date' })
  day!: string;
}
