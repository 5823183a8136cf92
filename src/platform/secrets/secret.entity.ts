import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What the server made for itself at the first start, such as the key that signs tokens. Never shown by any API. */
@Entity('secrets')
export class Secret {
  @PrimaryColumn({ type: 'varchar', length: 64, primaryKeyConstraintName: 'secrets_pkey' })
  name!: string;

  /** Encrypted where there is a SECRETS_KEY. */
  @Column({ type: 'varchar', length: 255 })
  value!: string;

  @Column({ name: 'created_at', type: 'timestamptz', precision: 3 })
  createdAt!: Date;
}
