import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** The number of claims within a day by one visitor, or of one key. */
@Entity('portal_claim_tries')
export class ClaimTries {
  /** SHA-256 in hex of the visitor's address or of the key. */
  @PrimaryColumn({ type: 'varchar', length: 64, primaryKeyConstraintName: 'portal_claim_tries_pkey' })
  subject!: string;

  @Column({ type: 'integer' })
  tries!: number;

  @Index('portal_claim_tries_since')
  @Column({ type: 'timestamptz', precision: 3 })
  since!: Date;
}
