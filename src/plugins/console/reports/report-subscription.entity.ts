import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { User } from '../../../core/identity';
import { SavedView } from '../../../core/identity/internal';
import type { Language } from '../../../core/i18n';

const KEY = { primaryKeyConstraintName: 'report_subscriptions_pkey' };

/** A saved report that a user gets by e-mail every week. */
@Entity('report_subscriptions')
@Index('report_subscriptions_user', ['userId'])
@Index('report_subscriptions_due', ['dueAt'])
export class ReportSubscription {
  @PrimaryColumn({ ...KEY, name: 'view_id', type: 'uuid' })
  viewId!: string;

  @ManyToOne(() => SavedView, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'view_id', foreignKeyConstraintName: 'report_subscriptions_view_fkey' })
  view?: Relation<SavedView>;

  @PrimaryColumn({ ...KEY, name: 'user_id', type: 'bigint' })
  userId!: number;

  @ManyToOne(() => User, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'report_subscriptions_user_fkey' })
  user?: Relation<User>;

  @Column({ type: 'varchar', length: 8 })
  language!: Language;

  @Column({ name: 'due_at', type: 'timestamptz', precision: 3 })
  dueAt!: Date;

  @Column({ name: 'sent_at', type: 'timestamptz', precision: 3, nullable: true })
  sentAt!: Date | null;
}
