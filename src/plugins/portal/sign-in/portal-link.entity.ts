import { Check, Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

export const LINK_PURPOSES = ['sign_in', 'leave_address', 'take_address'] as const;
/** `leave_address` and `take_address` confirm a change of the e-mail address at the old and at the new one. */
export type LinkPurpose = (typeof LINK_PURPOSES)[number];

/** A link in an e-mail, which works once. */
@Entity('portal_links')
@Check('portal_links_purpose_known', `"purpose" IN ('sign_in', 'leave_address', 'take_address')`)
@Check('portal_links_change', `("purpose" = 'sign_in') = ("new_email" IS NULL)`)
export class PortalLink {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'portal_links_pkey' })
  id!: number;

  /** SHA-256 of the token in hex: the token itself is only in the e-mail. */
  @Index('portal_links_token_unique', { unique: true })
  @Column({ name: 'token_hash', type: 'varchar', length: 64 })
  tokenHash!: string;

  @Column({ type: 'varchar', length: 16 })
  purpose!: LinkPurpose;

  /** Address of the customer, in lower case. When somebody loses it, its unused links are deleted (a trigger). */
  @Index('portal_links_email')
  @Column({ type: 'varchar', length: 255 })
  email!: string;

  @Column({ name: 'new_email', type: 'varchar', length: 255, nullable: true })
  newEmail!: string | null;

  /** For a change of the address: the customers who had it when the change was begun. */
  @Column({ name: 'customer_ids', type: 'bigint', array: true, nullable: true })
  customerIds?: number[] | null;

  /** For a change of the address: the link that was sent to the other address. */
  @Column({ name: 'other_hash', type: 'varchar', length: 64, nullable: true })
  otherHash!: string | null;

  /** For a link that the vendor's site asked for: the path of the page that it opens. */
  @Column({ type: 'varchar', length: 255, nullable: true })
  opens?: string | null;

  /** The address at the vendor's site to which the session leads back. */
  @Column({ name: 'return_url', type: 'varchar', length: 2048, nullable: true })
  returnUrl?: string | null;

  @Index('portal_links_expiry')
  @Column({ name: 'expires_at', type: 'timestamptz', precision: 3 })
  expiresAt!: Date;

  @Column({ name: 'used_at', type: 'timestamptz', precision: 3, nullable: true })
  usedAt!: Date | null;
}
