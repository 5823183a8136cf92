import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { User } from '../users/user.entity';
import { SavedView } from './saved-view.entity';

const KEY = { primaryKeyConstraintName: 'default_views_pkey' };

/** The view with which a list opens for a user. */
@Entity('default_views')
@Index('default_views_view', ['viewId'])
export class DefaultView {
  @PrimaryColumn({ ...KEY, name: 'user_id', type: 'bigint' })
  userId!: number;

  @ManyToOne(() => User, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'default_views_user_fkey' })
  user?: Relation<User>;

  @PrimaryColumn({ ...KEY, type: 'varchar', length: 64 })
  list!: string;

  @Column({ name: 'view_id', type: 'uuid' })
  viewId!: string;

  @ManyToOne(() => SavedView, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'view_id', foreignKeyConstraintName: 'default_views_view_fkey' })
  view?: Relation<SavedView>;
}
