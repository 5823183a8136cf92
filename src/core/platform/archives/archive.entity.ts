import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import type { EventName } from '../records/event-catalogue';

type KindOf<E> = E extends `${infer Kind}.purged` ? Kind : never;
/** Has an event `….purged`. */
export type ArchivedKind = KindOf<EventName>;

/** A deleted row that can still be restored, with all that was deleted with it. */
@Entity('archives')
@Index('archives_target_unique', ['kind', 'targetId'], { unique: true })
@Index('archives_kind', ['kind', 'id'])
@Index('archives_name', ['kind', 'name'])
export class Archive {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'archives_pkey' })
  id!: number;

  /** E.g. `license`, as in the names of its events. */
  @Column({ type: 'varchar', length: 32 })
  kind!: ArchivedKind;

  /** Table of the row. */
  @Column({ name: 'target_type', type: 'varchar', length: 63 })
  targetType!: string;

  @Column({ name: 'target_id', type: 'bigint' })
  targetId!: number;

  @Index('archives_target_uid_unique', { unique: true })
  @Column({ name: 'target_uid', type: 'uuid' })
  targetUid!: string;

  /** Name in addresses beside the uid: key or reference. */
  @Column({ type: 'varchar', length: 255, nullable: true })
  name!: string | null;

  /** Data of the event that is recorded when the deletion is final. */
  @Column({ name: 'event_data', type: 'jsonb' })
  eventData!: object;

  @Column({ name: 'archived_at', type: 'timestamptz', precision: 3 })
  archivedAt!: Date;

  /** Exclusive. */
  @Index('archives_restorable_until')
  @Column({ name: 'restorable_until', type: 'timestamptz', precision: 3 })
  restorableUntil!: Date;
}

/** When a row was deleted, and the exclusive end of the time in which it can be restored. */
export type Restorable = Pick<Archive, 'archivedAt' | 'restorableUntil'>;
