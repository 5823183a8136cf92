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
import { System } from './system.entity';

export const HEARTBEAT_EVENTS = ['startup', 'heartbeat', 'shutdown'] as const;
export type HeartbeatEvent = (typeof HEARTBEAT_EVENTS)[number];

/** Self-reported data of a heartbeat, stored unchanged. */
export interface HeartbeatDetails {
  readonly timestamp?: string | number | null;
  readonly pluginVersion?: string | null;
  readonly sessionStart?: string | number | null;
  readonly sessionDuration?: number | null;
  readonly sketchupVersion?: string | null;
  readonly platform?: string | null;
}

/** A heartbeat of a system. */
@Entity('heartbeats')
@Index('heartbeats_at', ['at', 'id'])
export class Heartbeat {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'heartbeats_pkey' })
  id!: number;

  @Index('heartbeats_uid_unique', { unique: true })
  @Generated('uuid')
  @Column({ type: 'uuid' })
  uid!: string;

  @Index('heartbeats_system')
  @Column({ name: 'system_id', type: 'bigint' })
  systemId!: number;

  @ManyToOne(() => System, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'system_id', foreignKeyConstraintName: 'heartbeats_system_fkey' })
  system?: Relation<System>;

  @Column({ type: 'varchar', length: 16 })
  event!: HeartbeatEvent;

  @Column({ name: 'said', type: 'jsonb' })
  details!: HeartbeatDetails;

  @Column({ type: 'timestamptz', precision: 3 })
  at!: Date;
}
