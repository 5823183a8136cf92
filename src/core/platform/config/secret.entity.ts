import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A secret generated at the first start, such as the key that signs tokens. Never returned by an API. */
@Entity('secrets')
export class Secret {
  @PrimaryColumn({ type: 'varchar', length: 64, primaryKeyConstraintName: 'secrets_pkey' })
  name!: string;

  /** Encrypted if SECRETS_KEY is set. */
  @Column({ type: 'varchar', length: 255 })
  value!: string;

  @Column({ name: 'created_at', type: 'timestamptz', precision: 3 })
  createdAt!: Date;
}
