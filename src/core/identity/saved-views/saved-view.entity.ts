import { Column, Entity, Generated, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { User } from '../users/user.entity';

/** A name for the search, filters, order and columns of a list in the console. */
@Entity('saved_views')
@Index('saved_views_name_unique', ['userId', 'list', 'nameKey'], { unique: true })
@Index('saved_views_shared', ['list', 'name', 'id'], { where: '"is_shared"' })
export class SavedView {
  @Generated('uuid')
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'saved_views_pkey' })
  id!: string;

  /** The owner. */
  @Column({ name: 'user_id', type: 'bigint' })
  userId!: number;

  @ManyToOne(() => User, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'saved_views_user_fkey' })
  user?: Relation<User>;

  /** Name of the list, such as `licenses`. */
  @Column({ type: 'varchar', length: 64 })
  list!: string;

  @Column({ type: 'varchar', length: 100 })
  name!: string;

  /** The name in lower case: unique among the views of a list that a user has. */
  @Column({ name: 'name_key', type: 'varchar', length: 400 })
  nameKey!: string;

  /** Query of the list's address, without its page. */
  @Column({ type: 'varchar', length: 2000 })
  query!: string;

  /** Whether everybody who may see the list sees the view. */
  @Column({ name: 'is_shared', type: 'boolean', default: false })
  isShared!: boolean;

  /** Place among the owner's views of the list. */
  @Column({ type: 'integer' })
  position!: number;

  @Column({ name: 'created_at', type: 'timestamptz', precision: 3 })
  createdAt!: Date;

  @Column({ name: 'updated_at', type: 'timestamptz', precision: 3 })
  updatedAt!: Date;
}
