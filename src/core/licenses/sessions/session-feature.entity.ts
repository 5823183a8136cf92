import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { LicenseSession } from './license-session.entity';

/** Longest code of a feature. */
export const MAX_FEATURE = 255;

/** A feature that a session holds or has held, or was refused. It is held until it is released, or the session ends. */
@Entity('session_features')
@Index('session_features_held', ['licenseId', 'code'], { where: '"released_at" IS NULL' })
@Index('session_features_session', ['sessionId'])
@Index('session_features_taken', ['licenseId', 'takenAt'])
export class SessionFeature {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'session_features_pkey' })
  id!: number;

  @Column({ name: 'license_id', type: 'bigint' })
  licenseId!: number;

  @Column({ name: 'session_id', type: 'bigint' })
  sessionId!: number;

  @ManyToOne(() => LicenseSession, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'session_id', foreignKeyConstraintName: 'session_features_session_fkey' })
  session?: Relation<LicenseSession>;

  @Column({ type: 'varchar', length: MAX_FEATURE })
  code!: string;

  @Column({ name: 'taken_at', type: 'timestamptz', precision: 3 })
  takenAt!: Date;

  @Column({ name: 'released_at', type: 'timestamptz', precision: 3, nullable: true })
  releasedAt!: Date | null;

  /** The session did not get it, because others held it. */
  @Column({ name: 'is_refused', type: 'boolean', default: false })
  isRefused!: boolean;
}
