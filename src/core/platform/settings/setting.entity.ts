import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A setting that differs from its default. */
@Entity('settings')
export class Setting {
  @PrimaryColumn({ type: 'varchar', length: 128, primaryKeyConstraintName: 'settings_pkey' })
  name!: string;

  /** A secret is encrypted if SECRETS_KEY is set. */
  @Column({ type: 'jsonb' })
  value!: unknown;

  @Column({ name: 'updated_at', type: 'timestamptz', precision: 3 })
  updatedAt!: Date;
}

/** Encryption context of a secret. */
export function encryptionName(setting: string): string {
  return `setting ${setting}`;
}
