import { Check, Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { License } from '../../../core/licenses';

/** Number of verifications of a license through this API. A license without a row was never verified. */
@Entity('gumroad_uses')
@Check('gumroad_uses_not_negative', '"uses" >= 0')
export class GumroadUses {
  @PrimaryColumn({ name: 'license_id', type: 'bigint', primaryKeyConstraintName: 'gumroad_uses_pkey' })
  licenseId!: number;

  @ManyToOne(() => License, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'license_id', foreignKeyConstraintName: 'gumroad_uses_license_fkey' })
  license?: Relation<License>;

  @Column({ type: 'bigint' })
  uses!: number;
}
