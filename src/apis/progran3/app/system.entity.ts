import {
  Column,
  Entity,
  Generated,
  Index,
  JoinColumn,
  ManyToOne,
  PrimaryGeneratedColumn,
  type Relation,
} from 'typeorm';
import { License } from '../../../core/licenses';

/** A computer that uses a license, with its self-reported data. Seats are independent of systems. */
@Entity('systems')
@Index('systems_last_seen', { synchronize: false })
export class System {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'systems_pkey' })
  id!: number;

  @Index('systems_uid_unique', { unique: true })
  @Generated('uuid')
  @Column({ type: 'uuid' })
  uid!: string;

  @Index('systems_fingerprint_unique', { unique: true })
  @Column({ type: 'varchar', length: 512 })
  fingerprint!: string;

  @Index('systems_license')
  @Column({ name: 'license_id', type: 'bigint' })
  licenseId!: number;

  @ManyToOne(() => License, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'license_id', foreignKeyConstraintName: 'systems_license_fkey' })
  license?: Relation<License>;

  @Column({ name: 'system_data', type: 'jsonb', default: {} })
  systemData!: object;

  @Column({ name: 'last_seen', type: 'timestamptz', precision: 3 })
  lastSeen!: Date;

  @Column({ name: 'created_at', type: 'timestamptz', precision: 3 })
  createdAt!: Date;
}
