import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** A relay file that this relay has taken. The one that was issued last holds. Empty on the vendor's server. */
@Entity('relay_certificates')
@Index('relay_certificates_issued', ['issuedAt', 'id'])
export class RelayCertificate {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'relay_certificates_pkey' })
  id!: number;

  @Index('relay_certificates_jti_unique', { unique: true })
  @Column({ type: 'uuid' })
  jti!: string;

  @Column({ name: 'relay_id', type: 'uuid' })
  relayId!: string;

  /** A compact JWS, which each signed answer contains. */
  @Column({ type: 'varchar', length: 4_000 })
  certificate!: string;

  /** A compact JWS: the license and its policy. */
  @Column({ type: 'varchar', length: 65_536 })
  license!: string;

  @Column({ name: 'issued_at', type: 'timestamptz', precision: 3 })
  issuedAt!: Date;

  @Column({ name: 'taken_at', type: 'timestamptz', precision: 3 })
  takenAt!: Date;

  /** Its pool is given back, and is never served again. */
  @Column({ name: 'released_at', type: 'timestamptz', precision: 3, nullable: true })
  releasedAt!: Date | null;
}
