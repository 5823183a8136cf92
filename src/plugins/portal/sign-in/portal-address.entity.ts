import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An e-mail address with which somebody has signed in to the portal. */
@Entity('portal_addresses')
export class PortalAddress {
  /** In lower case. */
  @PrimaryColumn({ type: 'varchar', length: 255, primaryKeyConstraintName: 'portal_addresses_pkey' })
  email!: string;

  @Column({ name: 'verified_at', type: 'timestamptz', precision: 3 })
  verifiedAt!: Date;
}
